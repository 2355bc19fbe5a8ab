"""What every piece of content shares: a key that never changes, and a version that grows when it is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from accounts.models import SlugManager

# What the editor offers; the server cleans away everything else.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "tel", "mailto"]},
}


class RichTextField(ProseEditorField):
    """Formatted text: paragraphs, lists, bold, italic and links, as clean HTML."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, extensions=EXTENSIONS, sanitize=True, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Cleans whatever way the value came in: the pages show it as HTML."""
        clean = self.sanitize(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, clean)
        return clean


class Keyed(models.Model):
    slug = models.SlugField(_("vaste sleutel"), max_length=80, unique=True, help_text=_("Verandert nooit."))

    objects = SlugManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Published(Keyed):
    """Content with a history. The row holds what is public; a draft stands beside it until it is published."""

    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)
    revised_on = models.DateField(_("laatst herzien op"), null=True, blank=True, editable=False)
    revised_by = models.CharField(
        _("herzien door"), max_length=120, blank=True, editable=False, help_text=_("De organisatie van de redacteur.")
    )

    class Meta:
        abstract = True
