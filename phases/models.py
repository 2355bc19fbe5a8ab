"""The public road map: who does what in which phase.

Slugs and phase keys are natural keys: fixtures and cases refer to them, so editors change names and texts, never keys.
"""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind, Province
from accounts.models import SlugManager
from phases.enums import Condition, Domain, PhaseKey, ResourceKind


class Keyed(models.Model):
    slug = models.SlugField(_("vaste sleutel"), max_length=80, unique=True, help_text=_("Verandert nooit."))

    objects = SlugManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Phase(Keyed):
    slug = models.CharField(_("vaste sleutel"), max_length=20, unique=True, choices=PhaseKey.choices)
    number = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    name = models.CharField(_("naam"), max_length=60)
    short_name = models.CharField(_("korte naam"), max_length=30)
    summary = models.TextField(_("waar gaat deze fase over"))
    victim_stop = models.CharField(_("halte van het slachtoffer"), max_length=60)
    victim_text = models.TextField(_("wat het slachtoffer hier vindt"))

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_phase", args=[self.slug])


class Partner(Keyed):
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
    description = models.TextField(_("wie is dit"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_partner", args=[self.slug])


class Resource(Keyed):
    """A folder, brochure, website or telephone number. A number counts as confirmed once `checked_on` is filled."""

    kind = models.CharField(_("soort"), max_length=10, choices=ResourceKind.choices)
    title = models.CharField(_("titel"), max_length=120)
    url = models.URLField(_("adres van de website"), blank=True)
    telephone = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)
    checked_on = models.DateField(_("nagekeken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("hulpmiddel")
        verbose_name_plural = _("hulpmiddelen")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title


class ResponsibilityQuerySet(models.QuerySet):
    def for_reading(self) -> Self:
        """With everything a text page or the map shows, in a constant number of queries."""
        return self.select_related("phase").prefetch_related("partners", "mentions", "steps", "resources")


class ResponsibilityManager(SlugManager.from_queryset(ResponsibilityQuerySet)):
    pass


class Responsibility(Keyed):
    """One text of the road map: what one or more partners do in one phase."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="responsibilities", verbose_name=_("fase"))
    partners = models.ManyToManyField(Partner, related_name="responsibilities", verbose_name=_("partners"))
    mentions = models.ManyToManyField(
        Partner, related_name="mentioned_in", blank=True, verbose_name=_("noemt ook deze partners")
    )
    headline = models.CharField(_("kop op de kaart"), max_length=60)
    what = models.TextField(_("wat"))
    note = models.TextField(_("let op"), blank=True)
    resources = models.ManyToManyField(
        Resource, related_name="responsibilities", blank=True, verbose_name=_("hulpmiddelen")
    )
    editor_note = models.TextField(
        _("voor de redactie"),
        blank=True,
        help_text=_("Tegenstrijdigheid of open vraag in de bron. Niet openbaar."),
    )
    revised_on = models.DateField(_("laatst herzien op"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = ResponsibilityManager()

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


class Audience(Keyed):
    """A page for somebody who looks for help: the victim, a child, the suspect."""

    name = models.CharField(_("naam"), max_length=40)
    title = models.CharField(_("kop"), max_length=80)
    intro = models.TextField(_("inleiding"))
    body = models.TextField(_("tekst"))
    resources = models.ManyToManyField(Resource, related_name="audiences", blank=True, verbose_name=_("hulpmiddelen"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_audience", args=[self.slug])


class RegionalHelp(models.Model):
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="regional_help", verbose_name=_("doelgroep"))
    province = models.CharField(_("provincie"), max_length=12, choices=Province.choices)
    text = models.CharField(_("waar kunt u terecht"), max_length=300)

    class Meta:
        verbose_name = _("hulp in de regio")
        verbose_name_plural = _("hulp in de regio")
        ordering = ["audience", "province"]
        constraints = [models.UniqueConstraint(fields=["audience", "province"], name="regional_help_once")]

    def __str__(self) -> str:
        return f"{self.audience}, {self.get_province_display()}"


class Page(Keyed):
    """A loose page of text, such as the introduction."""

    title = models.CharField(_("kop"), max_length=80)
    body = models.TextField(_("tekst"))
    footnote = models.TextField(_("voetnoot"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina's")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Term(Keyed):
    """An abbreviation or word of the trade. Without a meaning it still waits for the editors."""

    word = models.CharField(_("woord"), max_length=40, unique=True)
    meaning = models.CharField(_("betekenis"), max_length=200, blank=True)
    explanation = models.TextField(_("uitleg"), blank=True)

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
