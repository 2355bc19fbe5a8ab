"""The editors' desk: the edition that is public, drafts, feedback of professionals, documents made of an edition."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from phases.enums import FeedbackKind
from phases.models.map import Responsibility
from trail import clock


class Edition(models.Model):
    """Which content is public now: one row, renewed by everything that publishes.

    The key is random, so that two states of the content never share one, not even after a rollback. What a process
    keeps in memory (the content, the search index) and the documents that are kept belong to one key.
    """

    number = models.PositiveIntegerField(_("nummer"), default=1)
    key = models.UUIDField(_("sleutel"), default=uuid4)
    published_at = models.DateTimeField(_("gepubliceerd op"))

    class Meta:
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def renew(cls) -> None:
        """Call it in the transaction that changes content; publishers then wait for each other on this row."""
        renewed = {"key": uuid4(), "published_at": clock.now()}
        if not cls.objects.filter(pk=1).update(number=F("number") + 1, **renewed):
            cls.objects.create(pk=1, **renewed)


class Draft(models.Model):
    """A form of the admin as an editor left it, not yet public. It may be incomplete: it is checked on publishing.

    Every editor has a draft of his own, so that nobody writes over the work of another.
    """

    model = models.CharField(_("soort"), max_length=40)
    object_id = models.BigIntegerField(_("van"), null=True, blank=True)  # empty: something new
    title = models.CharField(_("titel"), max_length=200)
    data = models.TextField(_("formulier"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("redacteur"))
    saved_at = models.DateTimeField(_("bewaard op"))

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepten")
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["model", "object_id", "editor"], name="draft_once_per_editor")]

    def __str__(self) -> str:
        return self.title


class Feedback(models.Model):
    """What a professional finds missing or wrong in a text, and what the editors answer."""

    text = models.ForeignKey(Responsibility, models.CASCADE, related_name="feedback", verbose_name=_("bij de tekst"))
    kind = models.CharField(_("soort"), max_length=10, choices=FeedbackKind.choices)
    message = models.TextField(_("reactie"), max_length=2000)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("afzender"))
    sent_at = models.DateTimeField(_("verstuurd op"))
    once = models.UUIDField(unique=True, editable=False)
    answer = models.TextField(_("antwoord"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("beantwoord door")
    )
    answered_at = models.DateTimeField(_("beantwoord op"), null=True)

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                name="feedback_answer_is_whole",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False) & Q(answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class NoteDecision(models.Model):
    """What the editors decided about their note in a text: added, never changed.

    It settles the note as it stood: a note whose words change afterwards waits for a decision again. Kept by the key
    of the text, so that it is still there when the text was taken off the road map and put back.
    """

    text_slug = models.SlugField(_("bij de tekst"), max_length=80)
    note = models.TextField(_("aantekening"))
    decision = models.TextField(_("besluit"), max_length=2000)
    decided_at = models.DateTimeField(_("besloten op"))
    # Empty where it came with the content of another site: an export names the organisation, not the person.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("besloten door")
    )
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("besluit van de redactie")
        verbose_name_plural = _("besluiten van de redactie")
        ordering = ["-decided_at", "-pk"]
        constraints = [models.CheckConstraint(name="note_decision_is_whole", condition=~Q(note="") & ~Q(decision=""))]

    def __str__(self) -> str:
        return self.decision if len(self.decision) <= 80 else f"{self.decision[:79]}…"


class Document(models.Model):
    """A PDF, made once for an edition and kept until the next."""

    edition = models.UUIDField()
    name = models.SlugField(max_length=100)
    content = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="document_once_per_edition")]

    def __str__(self) -> str:
        return self.name
