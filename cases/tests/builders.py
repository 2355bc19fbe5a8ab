"""A staged case: everything that a page can show and every object that a URL can name."""

from dataclasses import dataclass, field

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from cases import access, alerts, services
from cases.demo.case_beats import settle
from cases.enums import Compartment, RegieKind, SashLevel, StepState
from cases.models import (
    Case,
    CaseStep,
    ClosingProposal,
    Handover,
    Incident,
    Participation,
    Person,
    Referral,
    RegieAssignment,
    SashOutcome,
    TeamMember,
)
from cases.timeline import timeline
from conftest import LONG_AGO
from phases.enums import StepKind
from trail import clock

GROUNDS = {"purpose": "Veiligheid", "legal_ground": "Wettelijke taak"}


@dataclass
class Staged:
    """`objects` holds, per name of a URL that takes one, the row it is about."""

    case: Case
    person: Person
    incident: Incident
    outcome: SashOutcome
    police: Participation
    member: TeamMember
    role: RegieAssignment
    handover: Handover
    referral: Referral
    proposal: ClosingProposal
    open_step: CaseStep
    done_step: CaseStep
    decision: CaseStep
    weighed: CaseStep
    # Nothing of this may reach whoever is not on the team.
    secrets: list[str] = field(default_factory=list)

    @property
    def objects(self):
        return {
            "correct_person": self.person,
            "correct_incident": self.incident,
            "end_participation": self.police,
            "add_member": self.police,
            "end_member": self.member,
            "offer_handover": self.role,
            "answer_handover": self.handover,
            "read_sash": self.outcome,
            "enrich_sash": self.outcome,
            "share_sash": self.outcome,
            "request_sash": self.outcome,
            "answer_referral": self.referral,
            "record_decision": self.decision,
            "record_consideration": self.weighed,
            "do_step": self.open_step,
            "skip_step": self.open_step,
            "reopen_step": self.done_step,
        }

    def arguments(self, name):
        if name == "show_panel":
            return [self.case.reference, "taken"]
        return [self.case.reference, *([self.objects[name].pk] if name in self.objects else [])]


def organisation(slug):
    return Organisation.objects.get(slug=slug)


def colleague(name, slug, role=Role.PROFESSIONAL):
    """Somebody beside the cast, who cannot log in with a password."""
    user = User.objects.create_user(f"{name.lower()}@elders.nl", name=f"{name} van Elders")
    Membership.objects.create(user=user, organisation=organisation(slug), role=role, since=LONG_AGO)
    return user


def open_case(actor, mark="Marit", **values):
    given = {
        "province": "groningen",
        "summary": f"Ex-partner van {mark} staat elke avond voor de deur.",
        "victim": {"name": f"{mark} de Boer", "birth_date": None, "relation": "ex_partner"},
        "suspect": {"name": f"Belager van {mark}", "birth_date": None, "relation": "ex_partner"},
        "reference_number": "BVH-2026-1",
    }
    return services.open_case(actor=actor, **{**given, **values})


@alerts.once_at_the_end()
def join(case, actor, user):
    """Puts somebody on the team, with his organisation where it does not take part yet: as rows, for nearly every test
    begins with a team."""
    own = user.work.organisation
    found = case.participations.filter(organisation=own, until=None).first()
    found = found or Participation.objects.create(case=case, organisation=own, since=clock.now(), **GROUNDS)
    member = TeamMember.objects.create(participation=found, user=user)
    alerts.refresh(Case.objects.get(pk=case.pk))
    return member


def take_regie(case, holder, kind=RegieKind.CHAIN, deputy=None):
    return services.assign_regie(actor=holder, case=case, kind=kind, holder=holder, deputy=deputy)


def incident(case, actor, text, compartment=Compartment.TEAM, kind="contact", **more):
    return services.report_incident(
        actor=actor, case=case, kinds=[kind], text=text, occurred_on=clock.today(), compartment=compartment, **more
    )


def sash(case, actor, *, level=SashLevel.HIGH, shared_with=(), text="Dreigt.", compartment=Compartment.TEAM, **more):
    given = {"filled_in_on": clock.today(), "lowering_reason": "Het is rustiger."}
    return services.record_sash(
        actor=actor,
        case=case,
        level=level,
        filled_in_by=str(actor),
        considerations=text,
        compartment=compartment,
        share_with=shared_with,
        **GROUNDS,
        **{**given, **more},
    )


@alerts.once_at_the_end()
def team_case(cast, mark="Marit", others=("iris", "hanna", "joost")):
    """An open case of Bram's with Anna as regisseur and these others on the team."""
    case = open_case(cast.bram, mark)
    join(case, cast.bram, cast.anna)
    take_regie(case, cast.anna)
    for name in others:
        join(case, cast.anna, getattr(cast, name))
    return case


@alerts.once_at_the_end()
def staged_case(cast, mark="Marit") -> Staged:
    """On the team: Anna (regie), Bram, Iris, Hanna, Joost (regie of the criminal part). The CCB is asked, not in."""
    case = team_case(cast, mark)
    take_regie(case, cast.joost, RegieKind.CRIMINAL)
    return _fill(case, mark, opener=cast.bram, regisseur=cast.anna, asked=cast.iris, referred_to="ccb")


@alerts.once_at_the_end()
def case_of_others(mark="Tjitske") -> Staged:
    """A case in which nobody of the cast has a part, nor any organisation of theirs."""
    opener, regisseur = colleague("Fenna", "veilig-thuis-friesland"), colleague("Otto", "zvh-friesland")
    asked = colleague("Rik", "rvdk")
    case = open_case(opener, mark, province="friesland")
    join(case, opener, regisseur)
    take_regie(case, regisseur)
    join(case, regisseur, asked)
    return _fill(case, mark, opener=opener, regisseur=regisseur, asked=asked, referred_to="zvh-drenthe")


@alerts.once_at_the_end()
def closed_case(cast, mark="Wiebe") -> Staged:
    """The staged case, closed although something was open: the regisseur's reason, another's confirmation."""
    staged = staged_case(cast, mark)
    for actor, reason in ((cast.anna, "Verhuisd."), (cast.bram, "")):
        services.close_case(actor=actor, proposal=staged.proposal, reason=reason)
    staged.case.refresh_from_db()
    return staged


def _fill(case, mark, *, opener, regisseur, asked, referred_to) -> Staged:
    happened = incident(case, opener, f"Veertien berichten aan {mark}")
    outcome = sash(
        case,
        opener,
        shared_with=[regisseur.work.organisation, *_safe_home(asked)],
        text=f"Overwegingen over {mark}",
    )
    role = case.regie.get(kind=RegieKind.CHAIN)
    done_step, open_step = _actions(case, opener)
    services.do_step(actor=opener, step=done_step)
    police = case.participations.get(organisation=opener.work.organisation)
    referral = services.refer(
        actor=opener,
        case=case,
        organisation=organisation(referred_to),
        text=f"Wilt u meedenken over {mark}?",
        **GROUNDS,
    )
    return Staged(
        case=case,
        person=case.persons.get(role="victim"),
        incident=happened,
        outcome=outcome,
        police=police,
        member=police.members.get(),
        role=role,
        handover=services.offer_handover(actor=regisseur, role=role, to=asked, note=f"Neem {mark} over"),
        referral=referral,
        proposal=services.propose_closing(actor=regisseur, case=case, summary=f"Het is rustig rond {mark}"),
        open_step=open_step,
        done_step=done_step,
        decision=case.steps.filter(partner=opener.work.organisation.kind, kind="decision").last(),
        weighed=case.steps.filter(partner=opener.work.organisation.kind, kind="consideration").first(),
        # The mark stands in every name and text of this case.
        secrets=[mark],
    )


def _actions(case, opener):
    """Two actions of the opener's partner that nothing hangs on and nothing proves."""
    kind, entry = opener.work.organisation.kind, case.phase_changes.latest("pk")
    return [
        CaseStep.objects.create(
            **{"case": case, "entry": entry, "phase": entry.to_phase, "partner": kind, "condition": "always"},
            **{"kind": "action", "step_slug": slug, "family": slug, "text_slug": "signaleren-politie", "text": text},
            position=100 + number,
        )
        for number, (slug, text) in enumerate((("bel-haar", "Bel het slachtoffer"), ("bel-hem", "Bel de verdachte")))
    ]


def _safe_home(user):
    own = user.work.organisation
    return [own] if own.kind == "veilig-thuis" else []


def said(user, case, verb=None):
    """What the timeline says to somebody, newest first; of one verb, or of all."""
    lines = timeline(access.Seat(user, Case.objects.get(pk=case.pk)))
    return [sentence for line in lines if verb in (None, line.entry.verb) for sentence in line.sentences]


def do_every_task(actor):
    """Every decision and action that is open for the actor's own partner, on every case."""
    steps = CaseStep.objects.filter(partner=actor.work.organisation.kind, state=StepState.OPEN)
    for step in steps.exclude(kind=StepKind.CONSIDERATION):
        settle(actor, step)
