from cases.forms.base import VerbForm, text_field
from cases.models import StepSettlement


class DoStepForm(VerbForm):
    title = "Taak gedaan"
    submit = "Gedaan"
    done = "De taak is gedaan."

    @property
    def page_intro(self) -> str:
        return self.target.text


class SkipStepForm(DoStepForm):
    title = "Taak overslaan"
    submit = "Overslaan"
    done = "De taak is overgeslagen, met uw reden erbij."

    reason = text_field(
        "Waarom is deze taak niet nodig?", "Schrijf op waarom deze taak niet nodig is.", of=StepSettlement.reason
    )


class ReopenStepForm(DoStepForm):
    title = "Taak heropenen"
    submit = "Heropenen"
    done = "De taak staat weer open."
