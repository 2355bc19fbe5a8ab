"""Changes of people, memberships and organisations. Each leaves a line in the trail, in the same transaction.

What may not be is refused with a ValidationError that names its field, whoever calls; what nobody in this role may
do at all, with a PermissionError.
"""

from accounts.services.address import answer_address, are_one, change_own_address, propose_address
from accounts.services.membership import save_membership
from accounts.services.organisation import save_ground, save_organisation
from accounts.services.person import change_person, invite_person, set_password

__all__ = [
    "answer_address",
    "are_one",
    "change_own_address",
    "change_person",
    "invite_person",
    "propose_address",
    "save_ground",
    "save_membership",
    "save_organisation",
    "set_password",
]
