"""Two people at the same moment, on real connections: one wins, the other is told, nothing is lost.

Each race is run once more with its guard off: if nothing were lost then, the test would prove nothing.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections, models, transaction

from cases import services
from cases.enums import Compartment, HandoverState, ReferralState, RegieKind
from cases.models import Case, ClosingProposal, Handover, Incident, Referral, RegieAssignment, TimelineEntry
from cases.models.regie import RegieQuerySet
from cases.services import base
from cases.tests.builders import GROUNDS, incident, open_case, organisation, sash, team_case
from cases.verbs import Verb

ROUNDS, ROUNDS_WITHOUT_GUARD = 8, 2
TOLD = (services.Refused, services.Stale, services.AlreadyDone, PermissionDenied)

pytestmark = pytest.mark.django_db(transaction=True)


def race(*calls: Callable[[], object]) -> list[str]:
    """Starts these calls at the same moment, each on a connection of its own; says how each ended."""
    barrier, ends = threading.Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            call()
            ends.append("won")
        except TOLD:
            ends.append("told")
        except Exception as error:
            ends.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ends)


@contextmanager
def nothing_read_again() -> Iterator[None]:
    """The verbs go on what they were handed, without the lock and the second reading under it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "lock", lambda case: case)
        patch.setattr(models.Model, "refresh_from_db", lambda self, *args, **kwargs: None)
        yield


@contextmanager
def role_looks_empty() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RegieQuerySet, "held", lambda self: self.none())
        yield


@contextmanager
def no_key() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "_own_key", lambda *args: None)
        yield


# How both ended, how often the verb is on record, and whether what stands there now is what that one said.
ONCE = (["told", "won"], 1, True)


def guarded(one_round: Callable[[], tuple[list[str], int, bool]], without_guard) -> None:
    assert [found for _ in range(ROUNDS) if (found := one_round()) != ONCE] == []
    with without_guard():
        lost = [found for _ in range(ROUNDS_WITHOUT_GUARD) if (found := one_round()) != ONCE]
    assert len(lost) > 0


def lines(case: Case, verb: Verb) -> int:
    return TimelineEntry.objects.filter(case=case, verb=verb).count()


@pytest.fixture
def team(cast) -> Callable[[], Case]:
    """A new case each time: Bram opened it, Anna has the regie, Iris is on the team."""

    def make() -> Case:
        with transaction.atomic():
            return team_case(cast, others=("iris",))

    return make


@pytest.mark.parametrize("second", [{"accept": True}, {"accept": False, "reason": "Geen tijd"}], ids=["twice", "both"])
def test_an_offer_is_answered_once(cast, team, second):
    def one_round():
        case = team()
        offer = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
        answer = partial(services.answer_handover, actor=cast.iris)
        ends = race(
            partial(answer, handover=Handover.objects.select_related("case").get(pk=offer.pk), accept=True),
            partial(answer, handover=Handover.objects.select_related("case").get(pk=offer.pk), **second),
        )
        role = RegieAssignment.objects.get(case=case, until=None)
        accepted = Handover.objects.get(pk=offer.pk).state == HandoverState.ACCEPTED
        return ends, lines(case, Verb.ANSWER_HANDOVER), role.holder == (cast.iris if accepted else cast.anna)

    guarded(one_round, nothing_read_again)


def test_a_case_is_closed_once(cast, team):
    def one_round():
        case = team()
        case.steps.update(state="done")
        sash(case, cast.bram, level=1, shared_with=[cast.anna.work.organisation])
        pk = services.propose_closing(actor=cast.anna, case=case, summary="Rustig").pk
        for user in (cast.anna, cast.bram, cast.iris):
            services.answer_closing(actor=user, proposal=ClosingProposal.objects.get(pk=pk), view="no_objection")
        same = [ClosingProposal.objects.select_related("case").get(pk=pk) for _ in range(2)]
        ends = race(*(partial(services.close_case, actor=cast.anna, proposal=proposal) for proposal in same))
        return ends, lines(case, Verb.CLOSE_CASE), not Case.objects.get(pk=case.pk).is_open

    guarded(one_round, nothing_read_again)


def test_a_change_is_not_overwritten_unseen(cast, team):
    def one_round():
        pk = team().pk

        def edit(actor):
            values = {"province": "drenthe", "victim_contact": None, "suspect_contact": None, "victim_spoken_on": None}
            given = {"case": Case.objects.get(pk=pk), "version": 1, "summary": f"van {actor}"}
            return partial(services.edit_case, actor=actor, **given, **values)

        ends = race(edit(cast.bram), edit(cast.iris))
        case = Case.objects.get(pk=pk)
        last = TimelineEntry.objects.filter(case=case, verb=Verb.EDIT_CASE).latest("pk").actor
        return ends, lines(case, Verb.EDIT_CASE), case.facts.summary == f"van {last}" and case.version == 2

    guarded(one_round, nothing_read_again)


def test_a_phase_is_moved_once(cast, team):
    def one_round():
        pk = team().pk
        move = partial(services.move_phase, actor=cast.anna, to_phase="melden", version=1)
        ends = race(*(partial(move, case=Case.objects.get(pk=pk)) for _ in range(2)))
        case = Case.objects.get(pk=pk)
        return ends, lines(case, Verb.MOVE_PHASE), case.phase_changes.count() == 2 and case.version == 2

    guarded(one_round, nothing_read_again)


def test_an_empty_role_is_filled_once(cast, team):
    def one_round():
        case = team()
        case.regie.all().update(until=case.opened_at, since=case.opened_at)
        ends = race(
            *(
                partial(services.assign_regie, actor=user, case=Case.objects.get(pk=case.pk), kind="chain", holder=user)
                for user in (cast.bram, cast.iris)
            )
        )
        holders = case.regie.filter(kind=RegieKind.CHAIN, until=None).count()
        return ends, lines(case, Verb.ASSIGN_REGIE) - 1, holders == 1

    guarded(one_round, role_looks_empty)


@pytest.mark.parametrize("second", [{"accept": True}, {"accept": False, "reason": "Vol"}], ids=["twice", "both"])
def test_a_referral_is_answered_once(cast, team, second):
    def one_round():
        case = team()
        pk = services.refer(actor=cast.bram, case=case, organisation=organisation("ccb"), text="Denk mee", **GROUNDS).pk
        answers = [{"accept": True}, second]
        ends = race(
            *(
                partial(
                    services.answer_referral,
                    actor=cast.gijs,
                    referral=Referral.objects.select_related("case").get(pk=pk),
                    **answer,
                )
                for answer in answers
            )
        )
        takes_part = case.participations.filter(organisation__slug="ccb", until=None).exists()
        accepted = Referral.objects.get(pk=pk).state == ReferralState.ACCEPTED
        return ends, lines(case, Verb.ANSWER_REFERRAL), takes_part == accepted

    guarded(one_round, nothing_read_again)


@pytest.mark.parametrize("verb", [Verb.OPEN_CASE, Verb.REPORT_INCIDENT])
def test_one_form_sent_twice_at_the_same_moment_counts_once(cast, team, verb):
    def one_round():
        once, before = uuid4(), TimelineEntry.objects.filter(verb=verb).count()
        if verb == Verb.OPEN_CASE:
            call = partial(open_case, cast.bram, once=once)
        else:
            case = team()
            before = TimelineEntry.objects.filter(verb=verb).count()
            values = {"kinds": ["other"], "text": "Een", "occurred_on": case.opened_at.date()}
            call = partial(
                services.report_incident,
                actor=cast.bram,
                case=case,
                compartment=Compartment.TEAM,
                once=once,
                **values,
            )
        return race(call, call), TimelineEntry.objects.filter(verb=verb).count() - before, True

    guarded(one_round, no_key)


def test_an_incident_is_corrected_once(cast, team):
    def one_round():
        case = team()
        pk = incident(case, cast.bram, "Een").pk
        same = [Incident.objects.select_related("case").get(pk=pk) for _ in range(2)]
        values = {"actor": cast.bram, "version": pk, "kinds": ["other"], "occurred_on": case.opened_at.date()}
        ends = race(*(partial(services.correct_incident, incident=one, text="Twee", **values) for one in same))
        return ends, lines(case, Verb.CORRECT_INCIDENT), case.incidents.current().count() == 1

    guarded(one_round, nothing_read_again)
