from django.apps import AppConfig

from phases import usage


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Zaken"

    def ready(self) -> None:
        """The road map asks its editors' questions downstairs; the answer is up here."""
        usage.answer_with("cases.queries.step.open_cases_per_step")
