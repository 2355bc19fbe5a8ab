from accounts.enums import OrganisationKind
from cases import access
from cases.enums import ReferralState, SashLevel, ZvhFlag


def zvh_flag(seat: access.Seat) -> ZvhFlag:
    """niet nodig, nodig (SASH matig of hoog), aangemeld, aangenomen, geweigerd; as this viewer may know it.

    Without an outcome, or with a newer one he may not see, nobody is told that it is not needed.
    """
    states = {row.state for row in seat.referrals if row.organisation.kind == OrganisationKind.ZVH}
    for state, flag in (
        (ReferralState.ACCEPTED, ZvhFlag.ACCEPTED),
        (ReferralState.SENT, ZvhFlag.REFERRED),
        (ReferralState.REFUSED, ZvhFlag.REFUSED),
    ):
        if state in states:
            return flag
    if seat.sash is not None and SashLevel(seat.sash.level).is_at_stake:
        return ZvhFlag.NEEDED
    is_newest = seat.sash is not None and seat.sash.pk == seat.outcomes[0].pk
    return ZvhFlag.NOT_NEEDED if is_newest else ZvhFlag.UNKNOWN
