from django.apps import AppConfig

from accounts import changes
from phases import usage


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Zaken"

    def ready(self) -> None:
        """Downstairs they ask where a step is in use, and tell whose work changed; the answers are up here."""
        usage.answer_with("cases.queries.step.open_cases_per_step")
        changes.tell_with("cases.services.alert.refresh_of_person")
