from accounts.models.address import AddressChange
from accounts.models.membership import Membership
from accounts.models.organisation import GroundKind, Organisation, SharingGround, SlugManager
from accounts.models.person import User

__all__ = ["AddressChange", "GroundKind", "Membership", "Organisation", "SharingGround", "SlugManager", "User"]
