"""Help and explanation: telephone numbers and folders, the pages for whoever looks for help, loose pages, terms."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from phases.enums import ResourceKind
from phases.models.base import Published, RichTextField


class Resource(Published):
    """A folder, brochure, website or telephone number. A number counts as confirmed once `checked_on` is filled."""

    kind = models.CharField(_("soort"), max_length=10, choices=ResourceKind.choices)
    title = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("titel in het Engels"), max_length=120, blank=True)
    url = models.URLField(_("adres van de website"), blank=True)
    telephone = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)
    note_en = models.CharField(_("toelichting in het Engels"), max_length=200, blank=True)
    checked_on = models.DateField(_("nagekeken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("hulpmiddel")
        verbose_name_plural = _("hulpmiddelen")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_kind_display().lower()})"


class Audience(Published):
    """A page for somebody who looks for help: the victim, a child, the suspect."""

    name = models.CharField(_("naam"), max_length=40)
    name_en = models.CharField(_("naam in het Engels"), max_length=40, blank=True)
    title = models.CharField(_("kop"), max_length=80)
    title_en = models.CharField(_("kop in het Engels"), max_length=80, blank=True)
    intro = RichTextField(_("inleiding"))
    intro_en = RichTextField(_("inleiding in het Engels"), blank=True)
    body = RichTextField(_("tekst"))
    body_en = RichTextField(_("tekst in het Engels"), blank=True)
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
    text_en = models.CharField(_("waar kunt u terecht, in het Engels"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hulp in de regio")
        verbose_name_plural = _("hulp in de regio")
        ordering = ["audience", "province"]
        constraints = [models.UniqueConstraint(fields=["audience", "province"], name="regional_help_once")]

    def __str__(self) -> str:
        return f"{self.audience}, {self.get_province_display()}"


class Page(Published):
    """A loose page of text, such as the introduction."""

    title = models.CharField(_("kop"), max_length=80)
    body = RichTextField(_("tekst"))
    footnote = RichTextField(_("voetnoot"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina's")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("show_page", args=[self.slug])


class Term(Published):
    """An abbreviation or word of the trade. Without a meaning it still waits for the editors."""

    word = models.CharField(_("woord"), max_length=40, unique=True)
    meaning = models.CharField(_("betekenis"), max_length=200, blank=True)
    explanation = RichTextField(_("uitleg"), blank=True)

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def get_absolute_url(self) -> str:
        return f"{reverse('list_terms')}#{self.slug}"
