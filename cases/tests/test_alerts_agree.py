"""Whatever happened on a case, in whatever order: for every viewer the list and the case warn of the same things."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from accounts import changes
from accounts.models import Membership, User
from cases import access, alerts, services
from cases.alerts.asks import find_asks
from cases.enums import HandoverState, ReferralState
from cases.models import Case
from cases.queries.work import waiting_for
from cases.tests.builders import GROUNDS, incident, join, open_case, organisation, sash, take_regie
from cases.verbs import Verb
from phases.enums import PhaseKey
from trail import clock, played

START = datetime.fromisoformat("2026-03-05T09:00+01:00")
WORKERS = ("anna", "bram", "iris", "hanna", "joost", "gijs", "chris", "karim")
REFERRED = ("ccb", "zvh-groningen", "zvh-drenthe", "veilig-thuis-drenthe")
HOURS = (0, 1, 23, 24, 30, 49, 72, 73, 120, 200, 90 * 24)
ASKS = {Verb.READ_SASH, Verb.SHARE_SASH, Verb.ANSWER_CLOSING, Verb.ANSWER_HANDOVER}
REFUSALS = (services.Refused, services.Stale, PermissionDenied)


class Play:
    """One history, from two cases that between them can come to every warning.

    A verb goes by the first of the cast who may do it, starting from `n`; else nothing happens.
    """

    def __init__(self, cast):
        self.users = [getattr(cast, name).pk for name in WORKERS]
        self.cases = [open_case(cast.bram, "Marit"), open_case(cast.iris, "Tjitske")]
        for user in (cast.anna, cast.hanna):
            join(self.cases[0], cast.bram, user)
        first = {"case": self.cases[0]}
        services.offer_handover(actor=cast.anna, role=take_regie(**first, holder=cast.anna), to=cast.hanna)
        child = {"role": "child", "name": "Fien", "birth_date": None, "relation": "child"}
        services.add_person(actor=cast.iris, case=self.cases[1], **child)
        sash(**first, actor=cast.bram, shared_with=[organisation("zvh-groningen")])
        to = organisation("veilig-thuis-drenthe")
        services.refer(**first, actor=cast.hanna, organisation=to, text="Denk mee", **GROUNDS)

    def person(self, n):
        """Read anew: a person keeps his memberships for the length of a request."""
        return User.objects.get(pk=self.users[n % len(self.users)])

    def by_whoever_may(self, n, verb, **values):
        for turn in range(len(self.users)):
            try:
                return verb(actor=self.person(n + turn), **values)
            except REFUSALS:
                continue
        return None

    def do(self, beat, case, n, m):
        case = Case.objects.get(pk=case.pk)
        try:
            getattr(self, beat)(case, n, m)
        except REFUSALS:
            return

    def incident(self, case, n, m):
        actor = self.person(n)
        if actor.work and access.cases_for(actor).filter(pk=case.pk).exists():
            compartments = access.compartments_for(actor)
            more = {"compartment": compartments[m % len(compartments)], "kind": ("contact", "weapon", "threat")[n % 3]}
            incident(case, actor, "Bericht", **more)

    def judge(self, case, n, m):
        values = {"case": case, "reason": "Bang", "compartment": ("team", "justice", "organisation")[m % 3]}
        self.by_whoever_may(n, services.record_interpretation, level=m % 3 + 1, **values)

    def sash(self, case, n, m):
        organisations = [part.organisation for part in case.participations.filter(until=None)]
        actor = self.person((1, 2)[n % 2])
        if actor.work:
            shared = [found for place, found in enumerate(organisations) if m > 4 or m >> place & 1]
            sash(case, actor, level=m % 3 + 1, shared_with=shared)

    def enrich(self, case, n, m):
        values = {"level": m % 3 + 1, "considerations": "Erbij", "compartment": "team", "lowering_reason": "Rustig"}
        if outcome := case.sash_outcomes.first():
            self.by_whoever_may(n, services.enrich_sash, outcome=outcome, **values)

    def share(self, case, n, m):
        for outcome in case.sash_outcomes.all()[m % 2 : m % 2 + 1]:
            part = case.participations.filter(until=None)[n % 3 : n % 3 + 1]
            given = {"outcome": outcome, "organisations": [found.organisation for found in part], **GROUNDS}
            self.by_whoever_may(n, services.share_sash, **given)

    def read(self, case, n, m):
        for outcome in case.sash_outcomes.all()[: m % 2 + 1]:
            for actor in (self.person(n), self.person(n + 3)):
                if actor.work:
                    services.read_sash(actor=actor, outcome=outcome)

    def newer_is_read(self, case, n, m):
        """A correction for one organisation, which opens that one and not the earlier."""
        bram, anna = self.person(1), self.person(0)
        if bram.work and anna.work:
            newest = sash(case, bram, level=m % 3 + 1, shared_with=[anna.work.organisation])
            services.read_sash(actor=anna, outcome=newest)

    def request(self, case, n, m):
        for outcome in case.sash_outcomes.all()[m % 2 : m % 2 + 1]:
            self.by_whoever_may(n, services.request_sash, outcome=outcome)

    def joins(self, case, n, m):
        user = self.person(n)
        member = next((self.person(k) for k in range(8) if case in access.cases_for(self.person(k))), None)
        if user.work and member and case not in access.cases_for(user):
            with transaction.atomic():
                join(case, member, user)

    def organisation_ends(self, case, n, m):
        for part in case.participations.filter(until=None)[m % 3 : m % 3 + 1]:
            self.by_whoever_may(n, services.end_participation, participation=part, reason="Klaar")

    def member_ends(self, case, n, m):
        part = case.participations.filter(until=None)[m % 3 : m % 3 + 1]
        for member in [found for row in part for found in row.members.filter(until=None)]:
            self.by_whoever_may(n, services.end_member, member=member)

    def leaves_the_job(self, case, n, m):
        """Today, or on a day that is known ahead, which may still be moved."""
        if m % 3 == 0:
            until = clock.now() + timedelta(hours=HOURS[m]) if m else clock.now()
            if Membership.objects.filter(user=self.users[n % 8], since__lt=until).update(until=until):
                changes.tell(self.users[n % 8])

    def regie(self, case, n, m):
        kind, holder = ("chain", "police", "chain", "criminal")[m % 4], self.person(n)
        actor = holder if m % 2 else self.person(m)
        if actor.work and holder.work:
            deputy = self.person(n + 1) if m % 3 == 0 else None
            services.assign_regie(actor=actor, case=case, kind=kind, holder=holder, deputy=deputy)

    def offer(self, case, n, m):
        for role in case.regie.filter(until=None)[:1]:
            self.by_whoever_may(n, services.offer_handover, role=role, to=self.person(m))

    def answer_offer(self, case, n, m):
        for offer in case.handovers.filter(state=HandoverState.OFFERED)[:1]:
            answer = {"accept": m % 2 == 0, "reason": "Geen tijd"}
            self.by_whoever_may(n, services.answer_handover, handover=offer, **answer)

    def refer(self, case, n, m):
        to = organisation(REFERRED[m % 4])
        self.by_whoever_may(n, services.refer, case=case, organisation=to, text="Denk mee", **GROUNDS)
        if n % 2:
            self.answer_referral(case, n, m // 4)

    def answer_referral(self, case, n, m):
        for referral in case.referrals.filter(state=ReferralState.SENT)[:1]:
            answer = {"accept": m % 2 == 0, "reason": "Vol"}
            self.by_whoever_may(n, services.answer_referral, referral=referral, **answer)

    def move(self, case, n, m):
        to = {"to_phase": PhaseKey.values[m % 5], "version": case.version, "reason": "Nieuwe signalen"}
        self.by_whoever_may(n, services.move_phase, case=case, **to)

    def closes(self, case, n, m):
        if m % 4 == 0 and case.is_open:
            self.by_whoever_may(n, services.propose_closing, case=case, summary="Rustig")
            for proposal in case.closing_proposals.filter(ended_at=None):
                for turn in (0, 1, 2):
                    self.by_whoever_may(n + turn, services.close_case, proposal=proposal, reason="Verhuisd")
        elif m % 4 == 1:
            self.by_whoever_may(n, services.reopen_case, case=case, reason="Terug")


NO_BEATS = {"person", "by_whoever_may", "do"}
BEATS = tuple(name for name in vars(Play) if not name.startswith("_") and name not in NO_BEATS)
# The more of these, the more often a warning comes and goes.
BEATS += ("sash", "read", "read", "refer", "newer_is_read", "organisation_ends", "organisation_ends")
STEP = st.tuples(st.sampled_from(BEATS), st.booleans(), st.integers(0, 7), st.integers(0, 7), st.sampled_from(HOURS))


def agrees(user, now):
    """Compares what is kept for lists with the case itself for one viewer; gives the warnings that were seen."""
    rows = {row.case_id: row for row in access.standings_for(user)}
    assert list(rows) == list(access.standings_for(user).values_list("case", flat=True)), "one row per case"
    assert set(rows) == set(access.cases_for(user).values_list("pk", flat=True))
    seen, asked = set(), []
    for pk, row in rows.items():
        seat = access.Seat(user, Case.objects.get(pk=pk))
        found = alerts.for_case(seat)
        keys = {alert.key for alert in found}
        assert keys == set(row.shown(now)), user
        assert past(row.warns_at, now) == bool(found)
        assert past(row.reddens_at, now) == any(alert.is_red for alert in found)
        assert past(row.ownerless_at, now) == ("no_regisseur" in keys)
        assert all(seat.case.opened_at <= alert.since <= now for alert in found)
        assert found == sorted(found, key=lambda alert: (-alert.severity, alert.since))
        assert row.zvh_flag == seat.zvh_flag
        assert row.regisseur == (seat.chain.holder if seat.chain else None)
        assert (row.sash_level is not None) == seat.sees_newest
        assert row.sash_level in {None, seat.sash and seat.sash.level}
        assert row.sash_hidden == (seat.newest is not None and not seat.sees_newest)
        assert row.incidents == sum(incidents.number for incidents in seat.incidents)
        asked += [(seat.case.reference, ask.verb, ask.since) for ask in find_asks(seat)]
        seen |= keys
    questions = [question for question in waits(user) if question.verb in ASKS]
    assert sorted(asked) == sorted((found.reference, found.verb, found.since) for found in questions)
    return seen


def past(moment, now):
    return moment is not None and moment <= now


def waits(user):
    """All that waits for somebody, page after page."""
    work = waiting_for(user)
    questions = work.questions
    while work.after:
        work = waiting_for(user, work.after)
        questions += work.questions
    return questions


@pytest.mark.django_db
def test_list_and_case_agree_for_every_viewer(cast):
    seen = set()
    with played.at(START):
        play = Play(cast)

    # Without shrinking: a history is short enough to read, and shrinking this takes minutes.
    kept = {"phases": (Phase.explicit, Phase.generate), "suppress_health_check": list(HealthCheck)}

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, **kept)
    @example(steps=[("refer", False, 1, 1, 0), ("newer_is_read", False, 0, 0, 30)])
    @example(steps=[("organisation_ends", False, 0, 1, 30)])
    @example(steps=[("incident", True, 2, 0, 30), ("incident", False, 1, 0, 30)])
    @given(steps=st.lists(STEP, min_size=3, max_size=14))
    def history(steps):
        with transaction.atomic():  # nothing else rolls back between examples
            now = START
            for beat, second, n, m, hours in steps:
                with played.at(now):
                    play.do(beat, play.cases[second], n, m)
                now += timedelta(hours=hours)
            with played.at(now):
                for pk in play.users:
                    user = User.objects.get(pk=pk)
                    seen.update(agrees(user, now))
                assert alerts.differences(Case.objects.all()) == ([], []), "made anew it would be something else"
            transaction.set_rollback(True)

    history()
    with played.at(START):
        assert [agrees(user, START) for user in (cast.dora, cast.eva, cast.faye)] == [set(), set(), set()]
    assert seen == set(alerts.KEYS), "these histories never reach some warning"
