"""What looks across cases, all of it. Whoever adds a passage says here why, and which columns it needs.

In a passage the queries run as the role `across`: it sees the rows of every case, and of those only the columns below.
No name as it is written, no summary, incident, consideration or note can be read through it, whatever the query.

Beside these only the owner of the tables looks across cases: `migrate`, `load_fixtures`, `demo`, and what the
administrator of the database does by hand. Mail is no passage: it looks through the gate of whoever gets it.
"""

from dataclasses import dataclass
from enum import Enum


class Passage(Enum):
    DUPLICATES = "at the opening: does somebody of this name and birth date stand in any case (yes or no)"
    STEP_USAGE = "for editors: in how many open cases does a step of the road map stand (numbers)"
    WATCHERS = "whom to tell when a coordinator outside the team changes it: its regisseur, or the team (people)"
    LEAVING = "what somebody holds who is taken off by a coordinator outside the team: it falls open"


@dataclass(frozen=True)
class Columns:
    """What a passage may do with a table; `("*",)` is every column, for tables without words in them."""

    read: tuple[str, ...]
    change: tuple[str, ...] = ()


TABLES: dict[str, Columns] = {
    "cases_case": Columns(("id", "closed_at")),
    "cases_person": Columns(("id", "name_key", "birth_date")),
    "cases_casestep": Columns(("id", "case_id", "step_slug")),
    "cases_participation": Columns(("id", "case_id", "organisation_id", "since", "until")),
    "cases_teammember": Columns(("*",)),
    "cases_regieassignment": Columns(("*",), change=("until", "deputy_id")),
    "cases_handover": Columns(
        ("id", "case_id", "kind", "state", "offered_to_id"),
        change=("state", "answered_at"),
    ),
    "accounts_user": Columns(("*",)),
    "accounts_membership": Columns(("*",)),
    "accounts_organisation": Columns(("*",)),
}
