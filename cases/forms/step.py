from django.utils.translation import gettext_lazy as _

from cases.forms.base import VerbForm, text_field
from cases.models import StepSettlement


class DoStepForm(VerbForm):
    title = _("Taak gedaan")
    submit = _("Gedaan")
    done = _("De taak is gedaan.")

    @property
    def page_intro(self) -> str:
        return self.target.text


class SkipStepForm(DoStepForm):
    title = _("Taak overslaan")
    submit = _("Overslaan")
    done = _("De taak is overgeslagen, met uw reden erbij.")

    reason = text_field(
        _("Waarom is deze taak niet nodig?"), _("Schrijf op waarom deze taak niet nodig is."), of=StepSettlement.reason
    )


class ReopenStepForm(DoStepForm):
    title = _("Taak heropenen")
    submit = _("Heropenen")
    done = _("De taak staat weer open.")
