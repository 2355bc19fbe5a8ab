from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import changes
from cases.enums import Look, Reading
from cases.verbs import Verb
from phases import usage
from trail import words


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Zaken")

    def ready(self) -> None:
        """Downstairs they ask where a step is in use and what a line of the trail is called, and tell whose work
        changed; the answers are up here."""
        words.name_actions(Verb, Look)
        words.name_purposes(Reading)
        usage.answer_with("cases.queries.step.open_cases_per_step")
        changes.tell_with("cases.services.alert.refresh_of_person")
