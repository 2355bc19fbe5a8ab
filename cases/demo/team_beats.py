"""Beats about the team: who takes part and who holds the regie."""

from accounts.services import save_membership
from cases import services
from cases.demo.stage import Beat, Stage
from cases.enums import RegieKind
from trail import clock


def invite(by: str, *slugs: str, share: bool = False) -> Beat:
    """Asks organisations to take part; `share` gives them the newest SASH at once."""

    def beat(stage: Stage) -> None:
        for slug in slugs:
            services.invite_organisation(
                actor=stage.users[by],
                case=stage.case,
                organisation=stage.organisation(slug),
                share=stage.outcome if share else None,
                **stage.sharing("aanpak-afstemmen"),
            )

    return beat


def join(by: str, *names: str) -> Beat:
    def beat(stage: Stage) -> None:
        for name in names:
            user = stage.users[name]
            participation = stage.participation(user.work.organisation.slug)
            services.add_member(actor=stage.users[by], participation=participation, user=user)

    return beat


def leave(by: str, slug: str, reason: str) -> Beat:
    return lambda stage: services.end_participation(
        actor=stage.users[by],
        participation=stage.participation(slug),
        reason=reason,
    )


def leaves_job(name: str) -> Beat:
    """The functional manager ends somebody's membership: his rights end with the job, and so does his regie."""

    def beat(stage: Stage) -> None:
        membership = stage.users[name].memberships.get(until=None)
        membership.until = clock.now()
        save_membership(actor=stage.users["eva"], membership=membership)

    return beat


def take(by: str, kind: str = RegieKind.CHAIN, deputy: str = "") -> Beat:
    return lambda stage: services.assign_regie(
        actor=stage.users[by],
        case=stage.case,
        kind=kind,
        holder=stage.users[by],
        deputy=stage.users[deputy] if deputy else None,
    )


def offer_empty(by: str, to: str, kind: str = RegieKind.CHAIN) -> Beat:
    return lambda stage: services.assign_regie(
        actor=stage.users[by], case=stage.case, kind=kind, holder=stage.users[to]
    )


def hand_over(by: str, to: str, note: str) -> Beat:
    return lambda stage: services.offer_handover(
        actor=stage.users[by],
        role=stage.case.regie.get(kind=RegieKind.CHAIN, until=None),
        to=stage.users[to],
        note=note,
    )


def take_over(by: str, deputy: str = "") -> Beat:
    return lambda stage: services.answer_handover(
        actor=stage.users[by], handover=stage.offer, accept=True, deputy=stage.users[deputy] if deputy else None
    )


def decline(by: str, reason: str) -> Beat:
    return lambda stage: services.answer_handover(
        actor=stage.users[by], handover=stage.offer, accept=False, reason=reason
    )
