from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Review(TextChoices):
    """The trail is read too, and that is on record as well."""

    LIST_TRAIL = "list_trail", _("Logboek bekeken")
    SEARCH_TRAIL = "search_trail", _("In het logboek gezocht")
    SHOW_LINE = "show_trail_line", _("Regel in het logboek geopend")
