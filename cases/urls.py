"""Paths are Dutch, names are the verbs."""

from django.urls import path, register_converter

from cases.views import case, cases, risk, team, work


class Reference:
    """A case reference, so that nothing else ever reaches the database."""

    regex = r"ST-[0-9]{2}-[0-9A-Z]{5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    """A row number that fits the database on either side."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Reference, "reference")
register_converter(Number, "number")

urlpatterns = [
    path("mijn-werk/", work.my_work, name="my_work"),
    path("zaken/", cases.list_cases, name="list_cases"),
    path("zaken/organisatie/", team.list_participations, name="list_participations"),
    path("zaken/openen/", case.open_case, name="open_case"),
    path("zaken/<reference:reference>/", case.show_case, name="show_case"),
    path("zaken/<reference:reference>/tijdlijn/", case.show_timeline, name="show_timeline"),
    path("zaken/<reference:reference>/wijzigen/", case.edit_case, name="edit_case"),
    path("zaken/<reference:reference>/persoon-toevoegen/", case.add_person, name="add_person"),
    path("zaken/<reference:reference>/fase-wijzigen/", case.move_phase, name="move_phase"),
    path("zaken/<reference:reference>/sluiten-voorstellen/", case.propose_closing, name="propose_closing"),
    path("zaken/<reference:reference>/sluiten-beantwoorden/", case.answer_closing, name="answer_closing"),
    path("zaken/<reference:reference>/sluiten/", case.close_case, name="close_case"),
    path("zaken/<reference:reference>/heropenen/", case.reopen_case, name="reopen_case"),
    path("zaken/<reference:reference>/team/", team.show_team, name="show_team"),
    path("zaken/<reference:reference>/uitnodigen/", team.invite_organisation, name="invite_organisation"),
    path(
        "zaken/<reference:reference>/deelname-beeindigen/<number:pk>/", team.end_participation, name="end_participation"
    ),
    path("zaken/<reference:reference>/teamlid-toevoegen/<number:pk>/", team.add_member, name="add_member"),
    path("zaken/<reference:reference>/teamlid-afmelden/<number:pk>/", team.end_member, name="end_member"),
    path("zaken/<reference:reference>/regie-beleggen/", team.assign_regie, name="assign_regie"),
    path("zaken/<reference:reference>/regie-overdragen/<number:pk>/", team.offer_handover, name="offer_handover"),
    path(
        "zaken/<reference:reference>/overdracht-beantwoorden/<number:pk>/", team.answer_handover, name="answer_handover"
    ),
    path("zaken/<reference:reference>/incident-melden/", risk.report_incident, name="report_incident"),
    path("zaken/<reference:reference>/sash-vastleggen/", risk.record_sash, name="record_sash"),
    path("zaken/<reference:reference>/sash/<number:pk>/", risk.read_sash, name="read_sash"),
    path("zaken/<reference:reference>/sash-verrijken/<number:pk>/", risk.enrich_sash, name="enrich_sash"),
    path("zaken/<reference:reference>/sash-delen/<number:pk>/", risk.share_sash, name="share_sash"),
    path("zaken/<reference:reference>/sash-opvragen/<number:pk>/", risk.request_sash, name="request_sash"),
    path("zaken/<reference:reference>/aanmelden/", risk.refer, name="refer"),
    path("zaken/<reference:reference>/aanmelding/<number:pk>/", risk.answer_referral, name="answer_referral"),
    path("zaken/<reference:reference>/taak-gedaan/<number:pk>/", work.do_step, name="do_step"),
    path("zaken/<reference:reference>/taak-overslaan/<number:pk>/", work.skip_step, name="skip_step"),
    path("zaken/<reference:reference>/taak-heropenen/<number:pk>/", work.reopen_step, name="reopen_step"),
]
