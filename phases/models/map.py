"""The public road map: who does what in which phase.

Slugs and phase keys are natural keys: fixtures and cases refer to them, so editors change names and texts, never keys.
"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from phases.enums import Condition, Domain, PhaseKey
from phases.models.base import Keyed, Published, RichTextField
from phases.models.help import Resource


class Phase(Published):
    slug = models.CharField(_("vaste sleutel"), max_length=20, unique=True, choices=PhaseKey.choices)
    number = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    name = models.CharField(_("naam"), max_length=60)
    short_name = models.CharField(_("korte naam"), max_length=30)
    summary = RichTextField(_("waar gaat deze fase over"))
    victim_stop = models.CharField(_("halte van het slachtoffer"), max_length=60)
    victim_text = RichTextField(_("wat het slachtoffer hier vindt"))

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_phase", args=[self.slug])


class Partner(Published):
    name = models.CharField(_("naam"), max_length=80)
    short_name = models.CharField(_("korte naam"), max_length=40)
    subtitle = models.CharField(_("toelichting onder de naam"), max_length=60, blank=True)
    domain = models.CharField(_("domein"), max_length=10, choices=Domain.choices)
    organisation_kind = models.CharField(
        _("soort organisatie"),
        max_length=40,
        choices=OrganisationKind.choices,
        unique=True,
        help_text=_("Verbindt de tekst met de organisaties die in zaken meewerken. Geeft geen toegang."),
    )
    description = RichTextField(_("wie is dit"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_partner", args=[self.slug])


class Responsibility(Published):
    """One text of the road map: what one or more partners do in one phase."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="responsibilities", verbose_name=_("fase"))
    partners = models.ManyToManyField(Partner, related_name="responsibilities", verbose_name=_("partners"))
    mentions = models.ManyToManyField(
        Partner, related_name="mentioned_in", blank=True, verbose_name=_("noemt ook deze partners")
    )
    headline = models.CharField(_("kop op de kaart"), max_length=60)
    what = RichTextField(_("wat"))
    note = RichTextField(_("let op"), blank=True)
    resources = models.ManyToManyField(
        Resource, related_name="responsibilities", blank=True, verbose_name=_("hulpmiddelen")
    )
    editor_note = models.TextField(
        _("voor de redactie"),
        blank=True,
        help_text=_("Tegenstrijdigheid of open vraag in de bron. Niet openbaar."),
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("tekst")
        verbose_name_plural = _("teksten")
        ordering = ["phase__number", "position", "slug"]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("show_text", args=[self.slug])


class Step(Keyed):
    """One short task out of a text, in the imperative, with the condition under which it applies."""

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="steps", verbose_name=_("tekst"))
    text = models.CharField(_("taak"), max_length=200)
    condition = models.CharField(_("voorwaarde"), max_length=20, choices=Condition.choices, default=Condition.ALWAYS)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["responsibility", "position", "slug"]

    def __str__(self) -> str:
        return self.text


class Gap(models.Model):
    """A partner for whom the road map lays down nothing in a phase, although one would expect it to."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="gaps", verbose_name=_("partner"))
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="gaps", verbose_name=_("fase"))

    class Meta:
        verbose_name = _("leemte in de routekaart")
        verbose_name_plural = _("leemten in de routekaart")
        ordering = ["phase__number", "partner__position"]
        constraints = [models.UniqueConstraint(fields=["partner", "phase"], name="gap_once_per_cell")]

    def __str__(self) -> str:
        return f"{self.partner} in {self.phase}"
