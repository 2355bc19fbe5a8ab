"""Per verb: who posts its form on the staged case, and what he fills in when all is well."""

from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.test import Client
from django.urls import reverse

from cases import alerts
from cases.models import Case, CaseFacts, Closure, Participation, Person, TeamMember
from cases.tests.builders import Staged
from cases.verbs import Verb
from trail import clock
from trail.models import TrailEvent

ACTORS = {
    Verb.OPEN_CASE: "bram",
    Verb.EDIT_CASE: "bram",
    Verb.ADD_PERSON: "bram",
    Verb.CORRECT_PERSON: "bram",
    Verb.MOVE_PHASE: "anna",
    Verb.PROPOSE_CLOSING: "anna",
    Verb.ANSWER_CLOSING: "iris",
    Verb.CLOSE_CASE: "anna",
    Verb.REOPEN_CASE: "anna",
    Verb.INVITE_ORGANISATION: "anna",
    Verb.END_PARTICIPATION: "anna",
    Verb.ADD_MEMBER: "anna",
    Verb.END_MEMBER: "anna",
    Verb.ASSIGN_REGIE: "bram",
    Verb.OFFER_HANDOVER: "anna",
    Verb.ANSWER_HANDOVER: "iris",
    Verb.REPORT_INCIDENT: "bram",
    Verb.CORRECT_INCIDENT: "bram",
    Verb.RECORD_CIRCUMSTANCE: "bram",
    Verb.RECORD_INTERPRETATION: "bram",
    Verb.WRITE_NOTE: "bram",
    Verb.RECORD_SASH: "bram",
    Verb.ENRICH_SASH: "iris",
    Verb.SHARE_SASH: "bram",
    Verb.REQUEST_SASH: "hanna",
    Verb.REFER: "bram",
    Verb.ANSWER_REFERRAL: "gijs",
    Verb.RECORD_DECISION: "bram",
    Verb.RECORD_CONSIDERATION: "bram",
    Verb.DO_STEP: "bram",
    Verb.SKIP_STEP: "bram",
    Verb.REOPEN_STEP: "bram",
}
# A press on the button is all: nothing to fill in, so nothing to fill in wrongly. Closing asks only if work is open.
NOTHING_REQUIRED = {Verb.END_MEMBER, Verb.REQUEST_SASH, Verb.DO_STEP, Verb.REOPEN_STEP}
GROUND = {"purpose": "veiligheid-slachtoffer", "legal_ground": "grondslag-samenwerking"}


def valid(verb: Verb, staged: Staged, cast) -> dict:
    """What a browser would send, dates as typed."""
    case, today = staged.case, f"{clock.today():%d-%m-%Y}"
    case.refresh_from_db()
    given = {
        Verb.OPEN_CASE: {
            "province": "drenthe",
            "summary": "Hij wacht haar op.",
            "victim_name": "Sanne Vos",
            "victim_birth_date": "02-03-1990",
            "victim_relation": "ex_partner",
            "suspect_name": "Koen Bos",
            "suspect_birth_date": "04-05-1988",
            "suspect_relation": "ex_partner",
            "reference_number": "BVH-1",
        },
        Verb.EDIT_CASE: {
            "version": case.version,
            "province": "drenthe",
            "summary": "Het is rustiger.",
            "victim_contact": cast.iris.pk,
            "suspect_contact": cast.hanna.pk,
            "victim_spoken_on": today,
            "reference_number": "BVH-2",
        },
        Verb.ADD_PERSON: {"role": "child", "name": "Fien", "birth_date": "01-02-2019", "relation": "child"},
        Verb.CORRECT_PERSON: {
            "version": staged.person.newest.pk,
            "role": "victim",
            "name": "Marijke de Boer",
            "birth_date": "03-04-1991",
            "relation": "partner",
        },
        Verb.MOVE_PHASE: {"version": case.version, "to_phase": "onderzoek", "reason": "Aangifte volgt later."},
        Verb.PROPOSE_CLOSING: {"summary": "Een half jaar rustig."},
        Verb.ANSWER_CLOSING: {"view": "no_objection"},
        Verb.CLOSE_CASE: {"reason": "Verhuisd."},
        Verb.REOPEN_CASE: {"reason": "Hij is terug."},
        Verb.INVITE_ORGANISATION: {"organisation": "rvdk", **GROUND},
        Verb.END_PARTICIPATION: {"reason": "Het is klaar."},
        Verb.ADD_MEMBER: {"user": cast.karim.pk},
        Verb.ASSIGN_REGIE: {"kind": "police", "holder": cast.bram.pk, "deputy": cast.anna.pk},
        Verb.OFFER_HANDOVER: {"to": cast.bram.pk, "note": "Bel mij even."},
        Verb.ANSWER_HANDOVER: {"accept": "yes", "deputy": cast.anna.pk, "reason": "Graag."},
        Verb.REPORT_INCIDENT: {
            "kinds": ["contact", "threat"],
            "text": "Veertig berichten.",
            "occurred_on": today,
            "compartment": "justice",
            "admitted": cast.anna.pk,
            "admission_ground": "Zij heeft de regie.",
        },
        Verb.CORRECT_INCIDENT: {
            "version": staged.incident.newest.pk,
            "kinds": ["contact", "violence"],
            "text": "Vijftien berichten en een duw.",
            "occurred_on": today,
        },
        Verb.RECORD_CIRCUMSTANCE: {"answer": "suspect:custody", "on": today},
        Verb.RECORD_INTERPRETATION: {
            "level": "3",
            "reason": "Hij houdt zich aan niets.",
            "compartment": "justice",
            "admitted": cast.anna.pk,
            "admission_ground": "Zij heeft de regie.",
        },
        Verb.WRITE_NOTE: {
            "kind": "phone",
            "text": "Zij belt morgen terug.",
            "compartment": "justice",
            "admitted": cast.anna.pk,
            "admission_ground": "Zij heeft de regie.",
        },
        Verb.RECORD_SASH: {
            "level": "2",
            "filled_in_on": today,
            "filled_in_by": "Bram Postma",
            "considerations": "Hij dreigt.",
            "lowering_reason": "Het is rustiger.",
            "compartment": "justice",
            "admitted": cast.anna.pk,
            "admission_ground": "Zij heeft de regie.",
            "organisations": ["reclassering"],
            **GROUND,
        },
        Verb.ENRICH_SASH: {"level": "3", "considerations": "De kinderen slapen slecht.", "compartment": "team"},
        Verb.SHARE_SASH: {"organisations": ["reclassering"], **GROUND},
        Verb.REFER: {"organisation": "zvh-drenthe", "text": "Denk mee.", **GROUND},
        Verb.ANSWER_REFERRAL: {"accept": "yes", "reason": "Graag."},
        Verb.RECORD_DECISION: {"answer": "no", "reason": "Zij wil het nu niet."},
        Verb.RECORD_CONSIDERATION: {
            f"chosen_{staged.weighed.pk}": "no",
            f"reason_{staged.weighed.pk}": "Hij werkt niet mee.",
        },
        Verb.SKIP_STEP: {"reason": "Al eerder gedaan."},
    }
    return {"once": str(uuid4()), **given.get(verb, {})}


def prepare(verb: Verb, staged: Staged) -> str:
    """Brings the case in the state in which this verb is possible; gives the path of its form."""
    if verb == Verb.PROPOSE_CLOSING:
        staged.case.closing_proposals.update(ended_at=clock.now())
    if verb == Verb.REOPEN_CASE:
        Case.objects.filter(pk=staged.case.pk).update(closed_at=clock.now())
        Closure.objects.create(case=staged.case, proposal=staged.proposal, closed_by=staged.proposal.proposed_by)
    return reverse(verb, args=[] if verb == Verb.OPEN_CASE else staged.arguments(verb))


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def footprint() -> dict[str, int]:
    """How many rows there are of everything that a verb may write; readings leave a line in the trail and nothing."""
    found = {model.__name__: model.objects.count() for model in apps.get_app_config("cases").get_models()}
    found["verbs"] = TrailEvent.objects.filter(action__in=list(Verb)).count()
    found["versions"] = sum(Case.objects.values_list("version", flat=True))
    return found


def copies(case, number):
    """More cases with the same people on the team; rows straight into the tables, as a verb takes its time."""
    made = Case.objects.bulk_create(
        Case(
            reference=f"ST-26-{number:05}",
            opened_at=case.opened_at - timedelta(minutes=number // 3),  # some of them at the same moment
            opened_by=case.opened_by,
            opened_for=case.opened_for,
        )
        for number in range(number)
    )
    province, summary = case.facts.province, case.facts.summary
    facts = CaseFacts.objects.bulk_create(
        CaseFacts(case=new, province=province, summary=summary, by=case.opened_by) for new in made
    )
    for new, version in zip(made, facts, strict=True):
        new.facts = version
    Case.objects.bulk_update(made, ["facts"])
    parts = list(case.participations.all())
    seats = [(part, member.user_id) for part in parts for member in part.members.all()]
    joined = Participation.objects.bulk_create(
        Participation(case=new, organisation_id=part.organisation_id) for new in made for part, _ in seats
    )
    users = [user for _ in made for _, user in seats]
    TeamMember.objects.bulk_create(
        TeamMember(participation=part, user_id=user) for part, user in zip(joined, users, strict=True)
    )
    people = (("victim", "Marit"), ("suspect", "Ruben"))
    by = {"by": case.opened_by, "organisation": case.opened_for}
    Person.objects.bulk_create(Person(case=new, role=role, name=name, **by) for new in made for role, name in people)
    alerts.refresh_together(made)
    return made
