from django.apps import AppConfig

from phases.enums import ContentAction
from trail import words


class PhasesConfig(AppConfig):
    name = "phases"
    verbose_name = "Routekaart"

    def ready(self) -> None:
        words.name_actions(ContentAction)
