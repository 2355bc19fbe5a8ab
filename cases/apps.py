from django.apps import AppConfig

from cases.enums import Look, Reading
from cases.verbs import Verb
from phases import usage
from trail import words


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Zaken"

    def ready(self) -> None:
        """The road map asks its editors' questions downstairs, and the trail the words of its lines; both are here."""
        words.name_actions(Verb, Look)
        words.name_purposes(Reading)
        usage.answer_with("cases.queries.step.open_cases_per_step")
