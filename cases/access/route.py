"""How far a case is on the road map: what is the case with it, the phases it was in, and what is to be done."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import FilteredRelation, Q

from cases.access.told import Said, told
from cases.enums import StepState
from cases.models import Case, CaseStep, PhaseChange


class KnownRoute:
    """A part of `Seat`, which says who looks."""

    case: Case
    last_incident_at: datetime | None
    _read: Callable[[Callable], list[Any]]

    @cached_property
    def circumstances(self) -> dict[str, Said]:
        """What is known to be the case, by kind."""
        return {said.kind: said for said in self._read(told) if isinstance(said, Said)}

    @cached_property
    def _rounds(self) -> list[PhaseChange]:
        """Each entry into a phase beside each `step` it opened that is of this phase or open: one query for both."""
        shown = Q(steps__state=StepState.OPEN) | Q(steps__phase=self.case.phase)
        rows = PhaseChange.objects.filter(case=self.case).annotate(step=FilteredRelation("steps", condition=shown))
        return list(
            rows.select_related("step__settlement").defer("reason").order_by("pk", "step__position", "step__pk")
        )

    @cached_property
    def phase_changes(self) -> list[PhaseChange]:
        return list({row.pk: row for row in self._rounds}.values())

    @cached_property
    def steps(self) -> list[CaseStep]:
        """The steps of the present phase, and those still open of earlier ones; what was settled then is history."""
        return [row.step for row in self._rounds if hasattr(row, "step")]

    @property
    def has_new_signals(self) -> bool:
        """An incident since the case came into this phase."""
        last = self.last_incident_at
        return last is not None and last > self.case.phase_since
