"""The verbs one after the other, as the chain would use them."""

from datetime import timedelta

import pytest

from accounts.models import Organisation
from cases import access, alerts, services
from cases.enums import Compartment, RegieKind, SashLevel
from cases.models import TimelineEntry
from cases.verbs import Verb
from trail import clock
from trail.models import TrailEvent

GROUNDS = {"purpose": "Veiligheid", "legal_ground": "Wettelijke taak"}


def open_case(actor, **values):
    given = {
        "province": "groningen",
        "summary": "Ex-partner staat elke avond voor de deur.",
        "victim": {"name": "Marit de Boer", "birth_date": None, "relation": "ex_partner"},
        "suspect": {"name": "Ruben Kuipers", "birth_date": None, "relation": "ex_partner"},
    }
    return services.open_case(actor=actor, **{**given, **values})


def organisation(slug):
    return Organisation.objects.get(slug=slug)


def keys(user, case):
    return {alert.key for alert in alerts.for_case(access.Seat(user, case))}


@pytest.mark.django_db
def test_from_first_signal_to_closed_case(cast):
    case = open_case(cast.bram)
    assert keys(cast.bram, case) == {"no_regisseur", "sash_missing"}
    services.report_incident(
        actor=cast.bram,
        case=case,
        kinds=["contact"],
        text="Veertien berichten",
        occurred_on=clock.today(),
        compartment=Compartment.TEAM,
    )
    zvh = organisation("zvh-groningen")
    zvh = services.invite_organisation(actor=cast.bram, case=case, organisation=zvh, **GROUNDS)
    services.add_member(actor=cast.anna, participation=zvh, user=cast.anna)
    services.assign_regie(actor=cast.anna, case=case, kind=RegieKind.CHAIN, holder=cast.anna)
    assert keys(cast.anna, case) == {"pattern"}
    for slug, person in (("veilig-thuis-groningen", cast.iris), ("reclassering", cast.hanna)):
        joined = services.invite_organisation(actor=cast.anna, case=case, organisation=organisation(slug), **GROUNDS)
        services.add_member(actor=cast.anna, participation=joined, user=person)
    outcome = services.record_sash(
        actor=cast.bram,
        case=case,
        level=SashLevel.HIGH,
        filled_in_on=clock.today(),
        filled_in_by="Bram Postma",
        considerations="Dreigt, heeft een wapen gehad.",
        compartment=Compartment.TEAM,
        share_with=[organisation("veilig-thuis-groningen"), organisation("zvh-groningen")],
        **GROUNDS,
    )
    assert keys(cast.bram, case) == {"ccb_missing", "zvh_missing"}
    assert keys(cast.hanna, case) == set()
    enriched = services.enrich_sash(
        actor=cast.iris, outcome=outcome, level=3, considerations="Kinderen zijn bang.", compartment=Compartment.TEAM
    )
    services.share_sash(actor=cast.anna, outcome=enriched, organisations=[organisation("reclassering")], **GROUNDS)
    services.read_sash(actor=cast.hanna, outcome=enriched)
    assert enriched.shares.get(organisation__slug="reclassering").read_by == cast.hanna
    for slug, person in (("zvh-groningen", cast.anna), ("ccb", cast.gijs)):
        referral = services.refer(
            actor=cast.hanna, case=case, organisation=organisation(slug), text="Risico hoog.", **GROUNDS
        )
        services.answer_referral(actor=person, referral=referral, accept=True)
    assert keys(cast.anna, case) == set()
    for phase in ("melden", "onderzoek", "vervolgen", "veroordeling"):
        case.refresh_from_db()
        services.move_phase(actor=cast.anna, case=case, to_phase=phase, version=case.version)
    proposal = services.propose_closing(actor=cast.anna, case=case, summary="Rustig sinds een half jaar.")
    with pytest.raises(services.Refused):
        services.close_case(actor=cast.anna, proposal=proposal)
    for step in case.steps.filter(state="open"):
        services.skip_step(actor=cast.anna, step=step, reason="Niet meer nodig")
    for person in (cast.anna, cast.bram, cast.iris, cast.hanna, cast.gijs):
        services.answer_closing(actor=person, proposal=proposal, view="no_objection")
    services.close_case(actor=cast.anna, proposal=proposal)
    case.refresh_from_db()
    assert not case.is_open
    written = TimelineEntry.objects.filter(case=case).count()
    assert written == TrailEvent.objects.filter(subject=case.reference, action__in=list(Verb)).count()
    assert clock.now() - case.closed_at < timedelta(minutes=1)
