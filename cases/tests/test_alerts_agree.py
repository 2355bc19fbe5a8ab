"""Whatever happened on a case, in whatever order: for every viewer the list and the case warn of the same things."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from accounts.models import Membership, User
from cases import access, alerts, services
from cases.enums import HandoverState, ReferralState
from cases.models import Case
from cases.queries.lists import with_row
from cases.queries.referral import zvh_flag
from cases.tests.builders import GROUNDS, incident, join, open_case, organisation, sash, take_regie
from phases.enums import PhaseKey
from trail import clock, played

START = datetime.fromisoformat("2026-03-05T09:00+01:00")
WORKERS = ("anna", "bram", "iris", "hanna", "joost", "gijs", "chris", "karim")
REFERRED = ("ccb", "zvh-groningen", "zvh-drenthe", "veilig-thuis-drenthe")
HOURS = (0, 1, 23, 24, 30, 49, 72, 73, 120, 200, 90 * 24)
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
            incident(case, actor, "Bericht", compartment=compartments[m % len(compartments)])

    def sash(self, case, n, m):
        organisations = [part.organisation for part in case.participations.filter(until=None)]
        actor = self.person((1, 2)[n % 2])
        if actor.work:
            shared = [found for place, found in enumerate(organisations) if m > 4 or m >> place & 1]
            sash(case, actor, level=m % 3 + 1, shared_with=shared)

    def enrich(self, case, n, m):
        values = {"level": m % 3 + 1, "considerations": "Erbij", "compartment": "team"}
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
        if m % 3 == 0:
            Membership.objects.filter(user=self.users[n % 8], until=None).update(until=clock.now())

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
    """Compares list and case for one viewer; gives the warnings that were seen."""
    is_warned = ExpressionWrapper(alerts.warned(), BooleanField())
    rows = with_row(alerts.annotate(access.cases_for(user), user, now)).annotate(is_warned=is_warned)
    seen = set()
    for row in rows:
        case = Case.objects.get(pk=row.pk)
        seat = access.Seat(user, case)
        found = alerts.for_case(seat, now)
        keys = [alert.key for alert in found]
        assert sorted(keys) == sorted(key for key in alerts.KEYS if getattr(row, key)), user
        assert bool(row.is_warned) == bool(keys)
        assert all(case.opened_at <= alert.since <= now for alert in found)
        assert found == sorted(found, key=lambda alert: (-alert.severity, alert.since))
        assert row.zvh_flag == zvh_flag(seat)
        assert bool(row.regisseur) == (seat.chain is not None)
        assert row.sash_level == (seat.sash.level if seat.sash else None)
        seen.update(keys)
    return seen


@pytest.mark.django_db
def test_list_and_case_agree_for_every_viewer(cast):
    seen = set()
    with played.at(START):
        play = Play(cast)

    # Without shrinking: a history is short enough to read, and shrinking this takes minutes.
    phases, health = (Phase.explicit, Phase.generate), list(HealthCheck)

    @settings(
        max_examples=40, deadline=None, derandomize=True, database=None, phases=phases, suppress_health_check=health
    )
    @example(steps=[("newer_is_read", False, 0, 0, 30)])
    @example(steps=[("organisation_ends", False, 0, 1, 30)])
    @example(steps=[("refer", False, 1, 1, 0)])
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
                    if access.cases_for(user).exists():
                        seen.update(agrees(user, now))
            transaction.set_rollback(True)

    history()
    assert [agrees(user, START) for user in (cast.dora, cast.eva, cast.faye)] == [set(), set(), set()]
    assert seen == set(alerts.KEYS), "these histories never reach some warning"
