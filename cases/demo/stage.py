"""The stage a case is played on. A story is a row of days, a day a row of beats, a beat one verb of one person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.models import Organisation, SharingGround, User
from cases.enums import HandoverState, ReferralState
from cases.models import Case, Handover, Participation, Referral, SashOutcome


@dataclass
class Stage:
    """One case while it is played: people by first name, organisations by slug, and what waits there now."""

    users: dict[str, User]
    case: Case | None = None

    @cached_property
    def _grounds(self) -> dict[str, str]:
        return dict(SharingGround.objects.values_list("slug", "label"))

    def sharing(self, purpose: str) -> dict[str, str]:
        legal = "grondslag-samenwerking"
        return {"purpose": self._grounds[purpose], "legal_ground": self._grounds[legal]}

    def organisation(self, slug: str) -> Organisation:
        return Organisation.objects.get(slug=slug)

    def participation(self, slug: str) -> Participation:
        return self.case.participations.select_related("organisation").get(organisation__slug=slug, until=None)

    @property
    def outcome(self) -> SashOutcome:
        return SashOutcome.objects.select_related("organisation").filter(case=self.case).latest("version")

    @property
    def offer(self) -> Handover:
        return Handover.objects.get(case=self.case, state=HandoverState.OFFERED)

    def referral(self, organisation: Organisation) -> Referral:
        return Referral.objects.get(case=self.case, organisation=organisation, state=ReferralState.SENT)

    def version(self) -> int:
        self.case.refresh_from_db()
        return self.case.version


Beat = Callable[[Stage], Any]


@dataclass(frozen=True)
class Day:
    """What happened in one case on the day so many working days before now."""

    before: int
    beats: tuple[Beat, ...]


Story = tuple[Day, ...]


def on(before: int, *beats: Beat) -> Day:
    return Day(before, beats)
