"""The public road map: who does what in which phase.

Slugs and phase keys are natural keys: fixtures and cases refer to them, so editors change names and texts, never keys.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from phases.enums import Condition, Domain, PhaseKey, ProvingVerb, StepKind
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
    """One short task out of a text, in the imperative: who does it, when it applies, and what of it a case asks."""

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="steps", verbose_name=_("tekst"))
    text = models.CharField(_("taak"), max_length=200)
    kind = models.CharField(_("soort"), max_length=15, choices=StepKind.choices, default=StepKind.ACTION)
    partners = models.ManyToManyField(Partner, related_name="steps", verbose_name=_("wie doet dit"))
    condition = models.CharField(_("voorwaarde"), max_length=20, choices=Condition.choices, default=Condition.ALWAYS)
    options = models.TextField(
        _("eigen keuzes"),
        blank=True,
        help_text=_("Alleen bij een besluit dat niet met ja of nee te beantwoorden is: elke keuze op een eigen regel."),
    )
    verb = models.CharField(
        _("bewezen door"),
        max_length=30,
        choices=ProvingVerb.choices,
        blank=True,
        help_text=_("Wie dit in een zaak vastlegt, heeft de taak gedaan."),
    )
    verb_partner = models.CharField(
        _("bij welke partner"),
        max_length=40,
        choices=OrganisationKind.choices,
        blank=True,
        help_text=_("Alleen bij aanmelden, uitnodigen en regie. Leeg: welke partner ook, of de regie over de keten."),
    )
    family = models.SlugField(
        _("familie"),
        max_length=80,
        blank=True,
        help_text=_("Dezelfde taak in een andere fase heeft dezelfde familie: een zaak toont haar één keer."),
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    OPTION_LENGTH = 60

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["responsibility", "position", "slug"]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[str]:
        """The answers of a decision that has others than yes and no. A case itself adds "later"."""
        return [line for line in map(str.strip, self.options.splitlines()) if line]

    def clean(self) -> None:
        errors = {}
        if self.options and (wrong := self._wrong_options()):
            errors["options"] = wrong
        if self.verb and self.kind == StepKind.ATTITUDE:
            errors["verb"] = _("Een houding staat niet op een zaak, en wordt daar dus ook niet bewezen.")
        if self.verb_partner and not (self.verb in ProvingVerb.values and ProvingVerb(self.verb).is_about_a_partner):
            errors["verb_partner"] = _("Kies alleen een partner bij aanmelden, uitnodigen of regie.")
        if errors:
            raise ValidationError(errors)

    def _wrong_options(self) -> str:
        """What is wrong with the own options, if anything."""
        if self.kind != StepKind.DECISION:
            return _("Alleen een besluit heeft eigen keuzes.")
        if len(set(self.choices)) < max(2, len(self.choices)):
            return _("Geef twee of meer verschillende keuzes, elk op een eigen regel.")
        if max(map(len, self.choices)) > self.OPTION_LENGTH:
            return _("Een keuze is hooguit %(most)s tekens lang.") % {"most": self.OPTION_LENGTH}
        if "later" in map(str.lower, self.choices):
            return _("Laat “later” weg: dat kan bij elk besluit.")
        return ""


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
