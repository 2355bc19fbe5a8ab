from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from trail import words
from trail.enums import Review


class TrailConfig(AppConfig):
    name = "trail"
    verbose_name = _("Logboek van handelingen")

    def ready(self) -> None:
        words.name_actions(Review)
