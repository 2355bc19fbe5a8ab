from cases import access, services
from cases.enums import ClosingView
from cases.forms.base import (
    VerbForm,
    choice_field,
    text_field,
)


class ProposeClosingForm(VerbForm):
    title = "Sluiten voorstellen"
    submit = "Voorstel versturen"
    done = "Het voorstel is verstuurd. Alle organisaties in het team geven antwoord."

    summary = text_field(
        "Waarom kan de zaak dicht?",
        "Vat samen waarom de zaak dicht kan.",
        most=4000,
        help_text="Wat is er bereikt? Wat spraken partners af voor als het stalken opnieuw begint?",
    )


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

    @property
    def page_intro(self) -> str:
        return f"Voorstel van {self.target.proposed_by}: {self.target.summary}"


class CloseCaseForm(VerbForm):
    title = "Zaak sluiten"
    submit = "Sluiten"
    done = "Vastgelegd."

    reason = text_field(
        "Waarom sluit u terwijl er nog iets open staat?",
        "",
        most=2000,
        required=False,
        help_text="Alleen nodig als er nog iets open staat. Iemand van een andere organisatie moet dan bevestigen.",
    )

    def prepare(self) -> None:
        if self._confirms:
            del self.fields["reason"]

    @property
    def _confirms(self) -> bool:
        return access.confirms(self.seat, self.target)

    @property
    def page_intro(self) -> str:
        if self._confirms:
            return (
                f"{self.target.reason_by} wil de zaak sluiten terwijl er nog iets open staat. "
                f"Reden: {self.target.reason}\n\nNog open: {'; '.join(services.hinders(self.seat, self.target))}."
                "\n\nBent u het eens? Dan sluit u de zaak hiermee."
            )
        open_still = services.hinders(self.seat, self.target)
        return f"{self.target.summary}\n\nNog open: {'; '.join(open_still)}." if open_still else self.target.summary
