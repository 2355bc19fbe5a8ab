from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import access, services
from cases.enums import ClosingView
from cases.forms.base import (
    VerbForm,
    choice_field,
    text_field,
)
from cases.models import ClosingProposal


def _still_open(items: list[str]) -> str:
    return gettext("Nog open: %(items)s.") % {"items": "; ".join(items)} if items else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))


class ProposeClosingForm(VerbForm):
    title = _("Sluiten voorstellen")
    submit = _("Voorstel versturen")
    done = _("Het voorstel is verstuurd. Alle organisaties in het team geven antwoord.")

    summary = text_field(
        _("Waarom kan de zaak dicht?"),
        _("Vat samen waarom de zaak dicht kan."),
        of=ClosingProposal.summary,
        help_text=_("Wat is er bereikt? Wat spraken partners af voor als het stalken opnieuw begint?"),
    )

    @cached_property
    def page_intro(self) -> str:
        return _still_open(services.still_open(self.seat))


class AnswerClosingForm(VerbForm):
    title = _("Kan deze zaak dicht?")
    submit = _("Antwoord geven")
    done = _("Uw antwoord is vastgelegd.")

    view = choice_field(
        _("Wat vindt uw organisatie?"),
        ClosingView.choices,
        _("Kies een antwoord."),
        help_text=_("U hoeft geen reden te geven."),
    )

    @cached_property
    def page_intro(self) -> str:
        told = gettext("Voorstel van %(who)s: %(summary)s")
        told %= {"who": self.target.proposed_by, "summary": self.target.summary}
        return _paragraphs(told, _still_open(services.still_open(self.seat)))


class CloseCaseForm(VerbForm):
    title = _("Zaak sluiten")
    submit = _("Sluiten")
    done = _("Vastgelegd.")

    reason = text_field(
        _("Waarom sluit u terwijl er nog iets open staat?"),
        of=ClosingProposal.reason,
        needed=_("nodig als er nog iets open staat"),
        help_text=_("Iemand van een andere organisatie moet dan bevestigen."),
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
        told = gettext("%(who)s wil de zaak sluiten terwijl er nog iets open staat. Reden: %(reason)s")
        told %= {"who": self.target.reason_by, "reason": self.target.reason}
        return _paragraphs(told, still, gettext("Bent u het eens? Dan sluit u de zaak hiermee."))
