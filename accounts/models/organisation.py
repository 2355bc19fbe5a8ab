from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind, Province


class SlugManager(models.Manager):
    """Finds a row by its fixed slug, for fixtures."""

    def get_by_natural_key(self, slug: str) -> models.Model:
        return self.get(slug=slug)


class Organisation(models.Model):
    """A body that takes part in cases. `kind` decides what it may do there; text of the road map never does."""

    slug = models.SlugField(_("vaste sleutel"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    kind = models.CharField(_("soort"), max_length=40, choices=OrganisationKind.choices)
    province = models.CharField(
        _("provincie"), max_length=12, choices=Province.choices, blank=True, help_text=_("Leeg: heel Noord-Nederland.")
    )
    telephone = models.CharField(_("nummer dat 24 uur bereikbaar is"), max_length=20, blank=True)

    objects = SlugManager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class GroundKind(models.TextChoices):
    PURPOSE = "purpose", _("Doel")
    LEGAL = "legal", _("Grondslag")


class SharingGround(models.Model):
    """A purpose or a legal ground for giving information to another organisation. The list is kept by fixture."""

    slug = models.SlugField(_("vaste sleutel"), max_length=60, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=GroundKind.choices)
    label = models.CharField(_("tekst"), max_length=200)
    is_active = models.BooleanField(_("te kiezen"), default=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = SlugManager()

    class Meta:
        verbose_name = _("doel of grondslag")
        verbose_name_plural = _("doelen en grondslagen")
        ordering = ["kind", "position"]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
