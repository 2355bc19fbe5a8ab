from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from phases.enums import ContentAction
from trail import words


class PhasesConfig(AppConfig):
    name = "phases"
    verbose_name = _("Routekaart")

    def ready(self) -> None:
        words.name_actions(ContentAction)
