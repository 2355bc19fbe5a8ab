from functools import cached_property

from django.utils.translation import gettext as _

from cases import access, services
from cases.enums import ClosingView
from cases.forms.base import (
    VerbForm,
    choice_field,
    text_field,
)
from cases.models import ClosingProposal


def _still_open(items: list[str]) -> str:
    return _("Nog open: %(items)s.") % {"items": "; ".join(items)} if items else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))


class ProposeClosingForm(VerbForm):
    title = "Sluiten voorstellen"
    submit = "Voorstel versturen"
    done = "Het voorstel is verstuurd. Alle organisaties in het team geven antwoord."

    summary = text_field(
        "Waarom kan de zaak dicht?",
        "Vat samen waarom de zaak dicht kan.",
        of=ClosingProposal.summary,
        help_text="Wat is er bereikt? Wat spraken partners af voor als het stalken opnieuw begint?",
    )

    @cached_property
    def page_intro(self) -> str:
        return _still_open(services.still_open(self.seat))


class AnswerClosingForm(VerbForm):
    title = "Kan deze zaak dicht?"
    submit = "Antwoord geven"
    done = "Uw antwoord is vastgelegd."

    view = choice_field(
        "Wat vindt uw organisatie?",
        ClosingView.choices,
        "Kies een antwoord.",
        help_text="U hoeft geen reden te geven.",
    )

    @cached_property
    def page_intro(self) -> str:
        told = _("Voorstel van %(who)s: %(summary)s")
        told %= {"who": self.target.proposed_by, "summary": self.target.summary}
        return _paragraphs(told, _still_open(services.still_open(self.seat)))


class CloseCaseForm(VerbForm):
    title = "Zaak sluiten"
    submit = "Sluiten"
    done = "Vastgelegd."

    reason = text_field(
        "Waarom sluit u terwijl er nog iets open staat?",
        of=ClosingProposal.reason,
        needed="nodig als er nog iets open staat",
        help_text="Iemand van een andere organisatie moet dan bevestigen.",
    )

    def prepare(self) -> None:
        if self._confirms:
            del self.fields["reason"]

    @property
    def _confirms(self) -> bool:
        return access.confirms(self.seat, self.target)

    @cached_property
    def page_intro(self) -> str:
        still = _still_open(services.hinders(self.seat, self.target))
        if not self._confirms:
            return _paragraphs(self.target.summary, still)
        told = _("%(who)s wil de zaak sluiten terwijl er nog iets open staat. Reden: %(reason)s")
        told %= {"who": self.target.reason_by, "reason": self.target.reason}
        return _paragraphs(told, still, _("Bent u het eens? Dan sluit u de zaak hiermee."))
