"""Every verb of case tracking: one row each, and all that follows from a row.

The key is its rule in `access.RULES`, its service, its form (`report_incident`: `ReportIncidentForm`), the name of its
URL and its line in the trail. The noun says in which room of each floor these stand. See `docs/adding-a-verb.md`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Row:
    """`label` is the verb's line in the timeline, `path` the last word of its address.

    `on` is the object it acts on where that is not the case itself, by the name its service gives it; with `numbered`
    its number stands in the address. `in_menu`: the menu of the case page offers it. `has_form`: it is carried out by
    a form; otherwise opening its page is all.
    """

    key: str
    label: str
    noun: str
    path: str
    on: str = "case"
    numbered: bool = False
    in_menu: bool = False
    has_form: bool = True


class Verb(StrEnum):
    """What somebody can do with a case, in the order of the menu on the case page."""

    row: Row

    def __new__(cls, row: Row) -> Self:
        verb = str.__new__(cls, row.key)
        verb._value_ = row.key
        verb.row = row
        return verb

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def noun(self) -> str:
        return self.row.noun

    @property
    def form_name(self) -> str:
        return "".join(word.title() for word in self.value.split("_")) + "Form"

    OPEN_CASE = Row("open_case", _("Zaak geopend"), "case", "openen", on="nothing")
    EDIT_CASE = Row("edit_case", _("Zaakgegevens gewijzigd"), "case", "wijzigen", in_menu=True)
    ADD_PERSON = Row("add_person", _("Persoon toegevoegd"), "person", "persoon-toevoegen", in_menu=True)
    CORRECT_PERSON = Row(
        "correct_person", _("Persoon verbeterd"), "person", "persoon-verbeteren", on="person", numbered=True
    )
    REPORT_INCIDENT = Row("report_incident", _("Incident gemeld"), "incident", "incident-melden")
    CORRECT_INCIDENT = Row(
        "correct_incident", _("Incident verbeterd"), "incident", "incident-verbeteren", on="incident", numbered=True
    )
    RECORD_CIRCUMSTANCE = Row(
        "record_circumstance", _("Omstandigheid vastgelegd"), "circumstance", "omstandigheid", in_menu=True
    )
    RECORD_INTERPRETATION = Row(
        "record_interpretation", _("Risico beoordeeld"), "interpretation", "risico-beoordelen", in_menu=True
    )
    WRITE_NOTE = Row("write_note", _("Notitie geschreven"), "note", "notitie-schrijven", in_menu=True)
    RECORD_SASH = Row("record_sash", _("SASH vastgelegd"), "sash", "sash-vastleggen", in_menu=True)
    ENRICH_SASH = Row("enrich_sash", _("SASH verrijkt"), "sash", "sash-verrijken", on="outcome", numbered=True)
    SHARE_SASH = Row("share_sash", _("SASH gedeeld"), "sash", "sash-delen", on="outcome", numbered=True)
    READ_SASH = Row("read_sash", _("SASH gelezen"), "sash", "sash", on="outcome", numbered=True, has_form=False)
    REQUEST_SASH = Row("request_sash", _("SASH opgevraagd"), "sash", "sash-opvragen", on="outcome", numbered=True)
    REFER = Row("refer", _("Aangemeld"), "referral", "aanmelden", in_menu=True)
    ANSWER_REFERRAL = Row(
        "answer_referral", _("Aanmelding beantwoord"), "referral", "aanmelding", on="referral", numbered=True
    )
    INVITE_ORGANISATION = Row("invite_organisation", _("Organisatie uitgenodigd"), "team", "uitnodigen", in_menu=True)
    END_PARTICIPATION = Row(
        "end_participation",
        _("Deelname beëindigd"),
        "team",
        "deelname-beeindigen",
        on="participation",
        numbered=True,
    )
    ADD_MEMBER = Row(
        "add_member", _("Teamlid toegevoegd"), "team", "teamlid-toevoegen", on="participation", numbered=True
    )
    END_MEMBER = Row("end_member", _("Teamlid afgemeld"), "team", "teamlid-afmelden", on="member", numbered=True)
    MOVE_PHASE = Row("move_phase", _("Fase gewijzigd"), "case", "fase-wijzigen", in_menu=True)
    ASSIGN_REGIE = Row("assign_regie", _("Regie belegd"), "regie", "regie-beleggen", in_menu=True)
    OFFER_HANDOVER = Row(
        "offer_handover",
        _("Overdracht van regie aangeboden"),
        "regie",
        "regie-overdragen",
        on="role",
        numbered=True,
    )
    ANSWER_HANDOVER = Row(
        "answer_handover",
        _("Overdracht van regie beantwoord"),
        "regie",
        "overdracht-beantwoorden",
        on="handover",
        numbered=True,
    )
    RECORD_DECISION = Row("record_decision", _("Besluit vastgelegd"), "step", "besluit", on="step", numbered=True)
    RECORD_CONSIDERATION = Row("record_consideration", _("Afgewogen"), "step", "afwegen", on="step", numbered=True)
    DO_STEP = Row("do_step", _("Taak gedaan"), "step", "taak-gedaan", on="step", numbered=True)
    SKIP_STEP = Row("skip_step", _("Taak overgeslagen"), "step", "taak-overslaan", on="step", numbered=True)
    REOPEN_STEP = Row("reopen_step", _("Taak heropend"), "step", "taak-heropenen", on="step", numbered=True)
    PROPOSE_CLOSING = Row("propose_closing", _("Sluiting voorgesteld"), "closing", "sluiten-voorstellen", in_menu=True)
    ANSWER_CLOSING = Row(
        "answer_closing",
        _("Voorstel tot sluiten beantwoord"),
        "closing",
        "sluiten-beantwoorden",
        on="proposal",
    )
    CLOSE_CASE = Row("close_case", _("Zaak gesloten"), "closing", "sluiten", on="proposal")
    REOPEN_CASE = Row("reopen_case", _("Zaak heropend"), "case", "heropenen", in_menu=True)
