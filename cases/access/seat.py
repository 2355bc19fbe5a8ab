"""Where somebody sits in a case: all that the rules, the warnings and the case page look at."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, F, OuterRef

from accounts.models import Organisation, User
from cases.access.seeing import sash_seen
from cases.enums import RegieKind
from cases.models import Case, RegieAssignment, SashOutcome, TeamMember


@dataclass(frozen=True)
class Receipt:
    """How far one organisation is with one outcome: asked for, given, read."""

    organisation_id: int
    organisation: str
    requested_at: datetime | None
    shared_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True)
class Seat:
    """A person in a case. Everything is read when first asked for, once."""

    user: User
    case: Case | None = None

    @cached_property
    def organisation(self) -> Organisation | None:
        return self.user.work.organisation if self.user.work else None

    @cached_property
    def is_member(self) -> bool:
        on_team = TeamMember.objects.current().filter(user=self.user, participation__case=self.case)
        return self.case is not None and on_team.exists()

    @cached_property
    def regie_history(self) -> list[RegieAssignment]:
        """Every assignment of regie, each marked `is_held`: whether its holder still is there."""
        held = RegieAssignment.objects.held().filter(pk=OuterRef("pk"))
        rows = RegieAssignment.objects.filter(case=self.case).annotate(is_held=Exists(held))
        return list(rows.select_related("holder", "organisation", "deputy"))

    @property
    def regie(self) -> list[RegieAssignment]:
        """The roles of regie that somebody holds today."""
        return [role for role in self.regie_history if role.is_held]

    @property
    def chain(self) -> RegieAssignment | None:
        return next((role for role in self.regie if role.kind == RegieKind.CHAIN), None)

    @property
    def is_regisseur(self) -> bool:
        """Holds the regie of the chain, or deputises for whoever does."""
        chain = self.chain
        return self.is_member and chain is not None and self.user.pk in (chain.holder_id, chain.deputy_id)

    @cached_property
    def outcomes(self) -> list[SashOutcome]:
        """Every SASH outcome, newest first, each marked `is_seen` and with its `receipts`, in one query."""
        seen = sash_seen(self.user, SashOutcome.objects.filter(pk=OuterRef("pk")))
        rows = SashOutcome.objects.filter(case=self.case).select_related("organisation", "recorded_by")
        rows = rows.annotate(
            is_seen=Exists(seen),
            to_id=F("shares__organisation_id"),
            to_name=F("shares__organisation__name"),
            requested_at=F("shares__requested_at"),
            shared_at=F("shares__shared_at"),
            read_at=F("shares__read_at"),
        )
        outcomes: dict[int, SashOutcome] = {}
        for row in rows.order_by("-version", "shares__id"):
            outcome = outcomes.setdefault(row.pk, row)
            outcome.receipts = getattr(outcome, "receipts", [])
            if row.to_id is not None:
                receipt = Receipt(row.to_id, row.to_name, row.requested_at, row.shared_at, row.read_at)
                outcome.receipts.append(receipt)
        return list(outcomes.values())

    @property
    def sash(self) -> SashOutcome | None:
        """The newest outcome whose level this person may see."""
        return next((outcome for outcome in self.outcomes if outcome.is_seen), None)

    def works_at(self, organisation_id: int | None) -> bool:
        return self.organisation is not None and self.organisation.pk == organisation_id

    def is_kind(self, *kinds: str) -> bool:
        return self.organisation is not None and self.organisation.kind in kinds
