"""Beats about the risk: incidents, SASH outcomes and referrals."""

from datetime import timedelta
from typing import Any

from cases import access, services
from cases.demo.stage import Beat, Stage
from cases.enums import Compartment, Reading
from trail import clock


def incident(
    by: str,
    kind: str,
    text: str,
    *,
    also: tuple[str, ...] = (),
    days_before: int = 1,
    only: str = Compartment.TEAM,
    **more: str,
) -> Beat:
    """`also`: what other kinds it is of. `more`: admitted (a first name) and admission_ground."""

    def beat(stage: Stage) -> None:
        admitted = {"admitted": stage.users[more["admitted"]]} if "admitted" in more else {}
        services.report_incident(
            actor=stage.users[by],
            case=stage.case,
            kinds=[kind, *also],
            text=text,
            occurred_on=clock.today() - timedelta(days=days_before),
            compartment=only,
            **{**more, **admitted},
        )

    return beat


def corrects_incident(by: str, part: str, /, **changes: Any) -> Beat:
    """Puts right the incident whose text has this part."""

    def beat(stage: Stage) -> None:
        found = stage.case.incidents.current().get(text__contains=part)
        given = {field: getattr(found, field) for field in ("kinds", "text", "occurred_on")}
        services.correct_incident(actor=stage.users[by], incident=found, version=found.pk, **{**given, **changes})

    return beat


def sash(
    by: str,
    level: int,
    considerations: str,
    *,
    share: tuple[str, ...] = (),
    only: str = Compartment.TEAM,
    why_lower: str = "",
) -> Beat:
    """A new outcome, filled in that day."""
    return lambda stage: services.record_sash(
        actor=stage.users[by],
        case=stage.case,
        level=level,
        filled_in_on=clock.today(),
        filled_in_by=stage.users[by].name,
        considerations=considerations,
        compartment=only,
        lowering_reason=why_lower,
        share_with=[stage.organisation(slug) for slug in share],
        **stage.sharing("risico-inschatten"),
    )


def enrich(by: str, level: int, considerations: str) -> Beat:
    return lambda stage: services.enrich_sash(
        actor=stage.users[by],
        outcome=stage.outcome,
        level=level,
        considerations=considerations,
        compartment=Compartment.TEAM,
    )


def share(by: str, *slugs: str) -> Beat:
    return lambda stage: services.share_sash(
        actor=stage.users[by],
        outcome=stage.outcome,
        organisations=[stage.organisation(slug) for slug in slugs],
        **stage.sharing("risico-inschatten"),
    )


def read(*names: str) -> Beat:
    """These people open the page of the newest outcome, which leaves the receipt."""

    def beat(stage: Stage) -> None:
        for by in names:
            access.find(stage.users[by], stage.case.reference, Reading.SHOW_SASH)
            services.read_sash(actor=stage.users[by], outcome=stage.outcome)

    return beat


def request(by: str) -> Beat:
    return lambda stage: services.request_sash(actor=stage.users[by], outcome=stage.outcome)


def judges(by: str, level: int, reason: str, *, only: str = Compartment.TEAM) -> Beat:
    return lambda stage: services.record_interpretation(
        actor=stage.users[by], case=stage.case, level=level, reason=reason, compartment=only
    )


def refer(by: str, slug: str, text: str) -> Beat:
    return lambda stage: services.refer(
        actor=stage.users[by],
        case=stage.case,
        organisation=stage.organisation(slug),
        text=text,
        **stage.sharing("veiligheid-slachtoffer"),
    )


def answer(by: str, *, accept: bool = True, reason: str = "") -> Beat:
    """Accepts or refuses the referral that waits at one's own organisation."""

    def beat(stage: Stage) -> None:
        actor = stage.users[by]
        referral = stage.referral(actor.work.organisation)
        access.find_referral(actor, stage.case.reference, referral.pk)
        services.answer_referral(actor=actor, referral=referral, accept=accept, reason=reason)

    return beat
