"""Where somebody sits in a case: all that the rules, the warnings and the case page look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, FilteredRelation, QuerySet

from accounts.enums import OrganisationKind
from accounts.models import Membership, Organisation, User
from cases.access import dossier
from cases.access.dossier import Place, Shelf
from cases.access.risk import KnownRisk
from cases.access.route import KnownRoute
from cases.access.seeing import known_to, seats_of
from cases.enums import PersonRole, ReferralState, RegieKind, ZvhFlag
from cases.models import (
    Case,
    ClosingProposal,
    Handover,
    Participation,
    Person,
    Referral,
    RegieAssignment,
    TimelineEntry,
    held,
)
from trail import clock

# What became of a referral to the ZVH: an accepted one counts for more than one that waits, and so on.
_FLAGS = (
    (ReferralState.ACCEPTED, ZvhFlag.ACCEPTED),
    (ReferralState.SENT, ZvhFlag.REFERRED),
    (ReferralState.REFUSED, ZvhFlag.REFUSED),
)


@dataclass(frozen=True)
class Seat(KnownRisk, KnownRoute):
    """Who looks at a case: a person, or an organisation: what any of its members may know.

    Everything is read when first asked for, once. Seats at one case share their `shelf`. A person looks for the
    organisation he works for, `of` says so where that is known already. `at` is the moment for which the seat is
    asked, from now on: who leaves by then is known, whatever else will happen is not.
    """

    user: User | None
    case: Case | None = None
    of: Organisation | None = None
    at: datetime = field(default_factory=clock.now)
    shelf: Shelf | None = None

    @cached_property
    def open_shelf(self) -> Shelf:
        return self.shelf or Shelf([self.case])

    @property
    def then(self) -> datetime | None:
        """The moment in the past as of which this seat is; None is today."""
        return self.open_shelf.then

    def _read(self, part: Callable) -> list[Any]:
        return self.open_shelf.read(part, self.case)

    @cached_property
    def organisation(self) -> Organisation | None:
        if self.of is not None or self.work is None:
            return self.of
        return self.work.organisation

    @property
    def work(self) -> Membership | None:
        return self.user.work if self.user is not None else None

    @cached_property
    def is_member(self) -> bool:
        if self.case is None or self.user is None:
            return False
        if self.case.found_for == self.user.pk:
            return True
        return seats_of(self.user).filter(case=self.case).exists()

    # Who is there

    @cached_property
    def team(self) -> list[Place]:
        return [place for place in self._places if place.leaves_at is None or place.leaves_at > self.at]

    @property
    def _places(self) -> list[Place]:
        return [place for found in self.participations for place in found.places]

    @cached_property
    def here(self) -> frozenset[int]:
        """The people on the team."""
        return frozenset(place.user_id for place in self.team)

    @cached_property
    def staffed(self) -> frozenset[int]:
        """The organisations of which somebody is on the team."""
        return frozenset(place.organisation_id for place in self.team)

    @property
    def participations(self) -> list[Participation]:
        return self._read(dossier.participations)

    @property
    def own_participation(self) -> Participation:
        """That of the organisation that looks, which takes part."""
        return next(found for found in self.participations if self.works_at(found.organisation_id))

    def takes_part(self, organisation_id: int) -> bool:
        return organisation_id in self._present

    @cached_property
    def _present(self) -> frozenset[int]:
        return frozenset(found.organisation_id for found in self.participations)

    # Who directs

    @cached_property
    def regie(self) -> list[RegieAssignment]:
        """The roles of regie that somebody holds. Whoever left the team or the job holds nothing."""
        places = {(place.user_id, place.organisation_id) for place in self.team}
        roles = self._read(dossier.regie)
        return [role for role in roles if role.until is None and (role.holder_id, role.organisation_id) in places]

    @property
    def chain(self) -> RegieAssignment | None:
        return next((role for role in self.regie if role.kind == RegieKind.CHAIN), None)

    @property
    def ownerless_since(self) -> datetime | None:
        """When the regie of the chain fell open: the opening, the end of the last one, or the day its holder left the
        job. None while somebody holds it."""
        if self.chain is not None:
            return None
        roles = [role for role in self._read(dossier.regie) if role.kind == RegieKind.CHAIN]
        if not roles:
            return self.case.opened_at
        last = roles[-1]
        leaves = (place.leaves_at for place in self._places if place.user_id == last.holder_id)
        left_at = next((moment for moment in leaves if moment and moment <= self.at), last.left_at)
        return last.until or max(last.since, left_at or last.since)

    @cached_property
    def directs(self) -> bool:
        """Holds the regie of the chain, or deputises for whoever does."""
        chain = self.chain
        return self.user is not None and chain is not None and self.user.pk in (chain.holder_id, chain.deputy_id)

    @property
    def is_regisseur(self) -> bool:
        return self.is_member and self.directs

    @property
    def regisseur_blind_since(self) -> datetime | None:
        """Since when the organisation that directs the chain may not see the newest outcome; None where it may."""
        chain, newest = self.chain, self.newest
        if chain is None or newest is None or chain.organisation_id in newest.given_to:
            return None
        return max(chain.since, newest.recorded_at)

    @property
    def offers(self) -> list[Handover]:
        """Offers of regie that wait for an answer."""
        return self._read(dossier.offers)

    # What happened

    @property
    def province(self) -> str:
        return self._read(dossier.scenes)[0].province

    @cached_property
    def persons(self) -> list[Person]:
        return list(self.case.persons.at(self.then))

    @property
    def has_children(self) -> bool:
        return any(person.role == PersonRole.CHILD or person.is_minor for person in self.persons)

    @property
    def entries(self) -> QuerySet[TimelineEntry]:
        """The lines of the timeline that this viewer may know of."""
        return self.visible(TimelineEntry.objects.filter(case=self.case))

    def visible(self, items: QuerySet) -> QuerySet:
        """Items in compartments of which this viewer may know, marked `is_masked` as by `access.visible`."""
        if not self.is_member:
            return items.none()
        return known_to(self.organisation, self.user.pk, items.filter(case=self.case))

    # What is asked

    @property
    def referrals(self) -> list[Referral]:
        return self._read(dossier.referrals)

    @cached_property
    def zvh_flag(self) -> ZvhFlag:
        """niet nodig, nodig (risk at stake), aangemeld, aangenomen, geweigerd; as this viewer may know it.

        Without an outcome, or with a newer one he may not see, nobody is told that it is not needed.
        """
        states = {row.state for row in self.referrals if row.organisation.kind == OrganisationKind.ZVH}
        for state, flag in _FLAGS:
            if state in states:
                return flag
        return {True: ZvhFlag.NEEDED, False: ZvhFlag.NOT_NEEDED, None: ZvhFlag.UNKNOWN}[self.risk_at_stake]

    @property
    def closings(self) -> list[dossier.Closing]:
        return self._read(dossier.closings)

    @cached_property
    def proposal(self) -> ClosingProposal | None:
        """The proposal to close that waits, with the `views` of the organisations that answered."""
        rows = self.case.closing_proposals.filter(held(self.then, since="proposed_at", until="ended_at"))
        rows = rows.annotate(answer=FilteredRelation("answers", condition=held(self.then, "answers__")))
        rows = rows.annotate(answered_by=F("answer__organisation_id"), view=F("answer__view"))
        found = list(rows.select_related("proposed_by", "reason_by"))
        if not found:
            return None
        found[0].views = {row.answered_by: row.view for row in found if row.view is not None}
        return found[0]

    def works_at(self, organisation_id: int | None) -> bool:
        return self.organisation is not None and self.organisation.pk == organisation_id

    def is_kind(self, *kinds: str) -> bool:
        return self.organisation is not None and self.organisation.kind in kinds
