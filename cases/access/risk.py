"""What a viewer may know of the risk in a case: the incidents a warning rests on, and the outcomes of the SASH."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from accounts.enums import JUSTICE_KINDS
from accounts.models import Organisation, User
from cases import wall
from cases.access import dossier
from cases.access.days import incident_days
from cases.access.dossier import Incidents, Outcome, Receipt, Shelf
from cases.access.seeing import known_to, reads
from cases.access.told import Decided, Judgement, Young, told
from cases.enums import Compartment, IncidentKind, SashLevel
from cases.models import SashOutcome, SashReasoning


class KnownRisk:
    """A part of `Seat`, which says who looks."""

    user: User | None
    organisation: Organisation | None
    directs: bool
    is_member: bool
    works_at: Callable[[int | None], bool]
    is_kind: Callable[..., bool]
    takes_part: Callable[[int], bool]
    open_shelf: Shelf
    _read: Callable[[Callable], list[Any]]

    @cached_property
    def incidents(self) -> list[Incidents]:
        """Incidents that a warning may rest on, added up: those this viewer reads, and for the regisseur also those
        of justice, of which a warning tells him the kind, the age and whom to call, never the content."""
        return self._known(dossier.incidents)

    @property
    def incident_days(self) -> list[tuple[date, int]]:
        """On which days these occurred, with how many each day."""
        found = Counter()
        for one in self._known(incident_days):
            found[one.day] += one.number
        return sorted(found.items())

    def _known(self, part: Callable) -> list[Any]:
        person = self.user.pk if self.user else None
        return [
            found
            for found in self._recorded(part)
            if reads(found, self.organisation, person) or (self.directs and found.compartment == Compartment.JUSTICE)
        ]

    def _recorded(self, part: Callable) -> list[Any]:
        told_of_justice = self.directs and not self.is_kind(*JUSTICE_KINDS)
        if not told_of_justice or self.open_shelf.holds(part):
            return self._read(part)
        with wall.across(wall.Passage.DIRECTING):
            return self._read(part)

    @property
    def first_incident_at(self) -> datetime | None:
        return min((found.first for found in self.incidents), default=None)

    @property
    def last_incident_at(self) -> datetime | None:
        return max((found.last for found in self.incidents), default=None)

    @property
    def last_incident_on(self) -> date | None:
        return max((found.last_on for found in self.incidents), default=None)

    @property
    def uncovered(self) -> Incidents | None:
        """The incidents among which is the first that the newest SASH does not reckon with."""
        found = [incidents for incidents in self.incidents if incidents.uncovered is not None]
        return min(found, key=lambda incidents: incidents.uncovered, default=None)

    @property
    def young(self) -> list[Young]:
        return [one for one in self._read(told) if isinstance(one, Young)]

    @property
    def care_report_is_decided(self) -> bool:
        return any(isinstance(one, Decided) for one in self._read(told))

    @property
    def has_violation(self) -> bool:
        """Whether a condition or a measure was violated."""
        return any(found.has(IncidentKind.VIOLATION) for found in self.incidents)

    # How high the risk is

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Every version of the SASH, newest first, with its level where this viewer may see it: filled in by his
        organisation or shared with it."""
        return [found if self._has(found) else replace(found, level=None) for found in self._read(dossier.outcomes)]

    def _has(self, outcome: Outcome) -> bool:
        return self.organisation is not None and self.organisation.pk in outcome.given_to

    @cached_property
    def newest(self) -> Outcome | None:
        return self.outcomes[0] if self.outcomes else None

    @cached_property
    def sash(self) -> Outcome | None:
        """The newest outcome whose level this viewer may see."""
        return next((outcome for outcome in self.outcomes if outcome.is_seen), None)

    @cached_property
    def given(self) -> list[tuple[Outcome, Receipt]]:
        """Per organisation that takes part: the newest outcome it was given, and how far it is with it."""
        found: dict[int, tuple[Outcome, Receipt]] = {}
        for outcome in self.outcomes:
            for receipt in outcome.receipts:
                if receipt.shared_at is not None and self.takes_part(receipt.organisation_id):
                    found.setdefault(receipt.organisation_id, (outcome, receipt))
        return list(found.values())

    @cached_property
    def judgements(self) -> list[Judgement]:
        """How high the partners judge the risk themselves, as far as this viewer may read it."""
        person = self.user.pk if self.user else None
        found = [one for one in self._read(told) if isinstance(one, Judgement)]
        return sorted(
            (one for one in found if reads(one, self.organisation, person)),
            key=lambda one: (one.since, one.organisation),
        )

    @property
    def highest_risk(self) -> SashLevel | None:
        """The highest that the SASH or a partner says, of what this viewer may see."""
        levels = [one.level for one in self.judgements] + ([self.sash.level] if self.sash else [])
        return SashLevel(max(levels)) if levels else None

    @property
    def risk_at_stake(self) -> bool | None:
        """The SASH says matig or hoog, or a partner judges so. None: without the newest outcome nobody can say no."""
        if self.highest_risk is not None and self.highest_risk.is_at_stake:
            return True
        return False if self.sees_newest else None

    @property
    def sash_at_stake_since(self) -> datetime | None:
        """Since when the SASH says so, as far as this viewer may see it; None where it does not."""
        since = None
        for outcome in self.outcomes:
            if outcome.is_seen:
                if not SashLevel(outcome.level).is_at_stake:
                    break
                since = outcome.recorded_at
        return since

    @property
    def at_stake_since(self) -> datetime | None:
        moments = [self.sash_at_stake_since, *(one.at_stake_since for one in self.judgements)]
        return min(filter(None, moments), default=None)

    def sees(self, outcome: SashOutcome) -> bool:
        """Whether this viewer may see the level of this outcome of the case."""
        return any(known.pk == outcome.pk and known.is_seen for known in self.outcomes)

    def reasoning(self, outcome: SashOutcome) -> SashReasoning | None:
        """Why an outcome that he sees is as it is, as far as he may know: `is_masked` where justice keeps it, None
        where he does not even know that."""
        if not (self.is_member and self.sees(outcome)):
            return None
        known = known_to(self.organisation, self.user.pk, SashReasoning.objects.filter(outcome=outcome.pk))
        found = known.first()
        if found is None:  # also of what is only masked the second wall shows no row, for that would hold the words
            with wall.across(wall.Passage.CONSIDERING):
                found = known.defer("considerations", "lowering_reason", "admission_ground").first()
        return found

    @property
    def sees_newest(self) -> bool:
        """Whether there is an outcome and this viewer may see the newest."""
        return self.newest is not None and self.newest.is_seen
