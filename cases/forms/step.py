from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums import Chosen, StepState
from cases.forms.base import VerbForm, choice_field, day_field, text_field
from cases.models import StepSettlement
from cases.services.step import Weighed, weighed_with


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


class RecordDecisionForm(DoStepForm):
    title = _("Besluit vastleggen")
    submit = _("Vastleggen")
    done = _("Het besluit is vastgelegd.")
    field_order = ("once", "sender", "answer", "reason", "due_on")

    answer = choice_field(_("Wat is er besloten?"), (), _("Kies wat er is besloten."))
    reason = text_field(_("Waarom?"), of=StepSettlement.reason, needed=_("nodig als u dit niet doet"))
    due_on = day_field(
        _("Wanneer komt dit terug?"), required=False, help_text=_("Alleen als u ‘later’ kiest: een dag na vandaag.")
    )

    def prepare(self) -> None:
        step = self.target
        self.fields["answer"].choices = [*step.answers.items(), (StepState.LATER.value, gettext("Later"))]
        settled = step.settlement
        if settled is not None and step.state != StepState.OPEN:
            self.initial |= {"answer": settled.answer, "reason": settled.reason, "due_on": settled.due_on}


class RecordConsiderationForm(VerbForm):
    title = _("Afwegingen vastleggen")
    done = _("Uw afwegingen zijn vastgelegd.")
    intro = _("Kies per punt of u dit doet en waarom. Wat u nog niet heeft afgewogen, laat u leeg.")

    def prepare(self) -> None:
        """A choice and a reason for each thing that is weighed."""
        self.steps = list(weighed_with(self.target).select_related("settlement"))
        for step in self.steps:
            chosen, reason = f"chosen_{step.pk}", f"reason_{step.pk}"
            self.fields[chosen] = choice_field(step.text, Chosen.choices, _("Kies iets uit de lijst."), required=False)
            self.fields[reason] = text_field(_("Waarom?"), of=StepSettlement.reason, needed=_("nodig bij wat u kiest"))
            self.fields[reason].widget.attrs["rows"] = 2
            if step.settlement is not None and step.state == StepState.DONE:
                self.initial |= {chosen: step.settlement.answer, reason: step.settlement.reason}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for step in self.steps:
            if values.get(f"reason_{step.pk}") and not values.get(f"chosen_{step.pk}"):
                self.add_error(f"chosen_{step.pk}", gettext("Kies ook of u dit doet."))
        return values

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        said = {
            step.pk: Weighed(values.pop(f"chosen_{step.pk}"), values.pop(f"reason_{step.pk}")) for step in self.steps
        }
        return {**values, "weighed": {number: weighed for number, weighed in said.items() if weighed.chosen}}
