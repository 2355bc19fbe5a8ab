"""One SASH outcome, as one person sees it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from cases import access
from cases.models import SashOutcome
from cases.verbs import Verb


@dataclass(frozen=True)
class SashPage:
    outcome: SashOutcome
    receipts: list[access.Receipt]
    # Considerations the viewer may not read: he is told whom to ask, nothing more. None: he does not know of any.
    considerations: str | None
    lowering_reason: str
    ask: str
    newer: access.Outcome | None
    may_share: bool
    may_enrich: bool


def sash_page(seat: access.Seat, outcome: SashOutcome) -> SashPage:
    reasoning = seat.reasoning(outcome)
    texts = reasoning if reasoning is not None and not reasoning.is_masked else None
    receipts = next(row.receipts for row in seat.outcomes if row.pk == outcome.pk)
    is_newest = seat.newest.pk == outcome.pk
    own = seat.works_at(outcome.organisation_id)
    return SashPage(
        outcome=outcome,
        receipts=receipts,
        considerations=texts.considerations if texts else None,
        lowering_reason=texts.lowering_reason if texts else "",
        ask=str(outcome.organisation) if reasoning is not None and reasoning.is_masked else "",
        newer=None if is_newest else seat.newest,
        may_share=access.allowed(Verb.SHARE_SASH, seat, outcome) and without(outcome).exists(),
        may_enrich=is_newest and not own and access.allowed(Verb.ENRICH_SASH, seat, outcome),
    )


def without(outcome: SashOutcome) -> QuerySet[Organisation]:
    """Organisations on the case that do not have this outcome yet."""
    has_it = [outcome.organisation_id, *outcome.shares.given().values_list("organisation", flat=True)]
    present = outcome.case.participations.filter(until=None).values("organisation")
    return Organisation.objects.filter(pk__in=present).exclude(pk__in=has_it)


def sash_reach(seat: access.Seat) -> str:
    """Who has the outcome that is shown: how many have read it, and how many on the case do not have it."""
    sash = seat.sash
    shared = {receipt.organisation_id: receipt for receipt in sash.receipts if receipt.shared_at}
    has_it = {sash.organisation_id, *shared}
    without_it = sum(found.organisation_id not in has_it for found in seat.participations)
    read = sum(receipt.read_at is not None for receipt in shared.values())
    told = _("Gelezen door %(read)d van %(shared)d met wie is gedeeld") % {"read": read, "shared": len(shared)}
    reach = told if shared else _("Nog met niemand gedeeld")
    if not without_it:
        return reach
    told = ngettext(
        "%(reach)s; %(number)d op de zaak heeft haar niet",
        "%(reach)s; %(number)d op de zaak hebben haar niet",
        without_it,
    )
    return told % {"reach": reach, "number": without_it}
