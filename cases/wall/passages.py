"""What looks across cases, all of it. Whoever adds a passage says here why, and which columns it needs.

In a passage the queries run as the role `across`: it sees the rows of every case, and of those only the columns below.
No name as it is written, no summary, incident, consideration or note can be read through it, whatever the query.

What lists keep of a case is worked out for every organisation on it, by whoever changes the case. That passage has a
role of its own, `keeper`: it reads levels, kinds and compartments too, no words either, and alone writes those rows.
What counts at closing, what the regisseur is warned of, and that justice keeps something, is read by the same role.

Beside these only the owner of the tables looks across cases: `migrate`, `load_fixtures`, `demo`, and what the
administrator of the database does by hand. Mail is no passage: it looks through the gate of whoever gets it.
"""

from dataclasses import dataclass
from enum import Enum


class Passage(Enum):
    DUPLICATES = "at the opening: does somebody of this name and birth date stand in any case (yes or no)"
    STEP_USAGE = "for editors: in how many open cases does a step of the road map stand (numbers)"
    WATCHERS = "whom to tell when a coordinator outside the team changes it: its regisseur, or the team (people)"
    STANDING = "after every change: what each organisation on the case may know, kept for lists (rows, no words)"
    DIRECTING = "for the regisseur's warnings: kind and age of what justice keeps, and whom to call (no words)"
    CONSIDERING = "on the page of an outcome: that justice keeps why it is as it is, for who must ask (no words)"
    CLOSING = "what is open on a case that somebody on its team is to close: that justice keeps something (no words)"
    LEAVING = "what somebody holds who is taken off by a coordinator outside the team: it falls open"


@dataclass(frozen=True)
class Columns:
    """What a passage may do with a table; `("*",)` is every column, for tables without words in them.

    `replace`: rows of it are thrown away and written anew.
    """

    read: tuple[str, ...]
    change: tuple[str, ...] = ()
    replace: bool = False


TABLES: dict[str, Columns] = {
    "cases_case": Columns(("id", "closed_at")),
    "cases_person": Columns(("id", "name_key", "birth_date", "until")),
    "cases_casestep": Columns(("id", "case_id", "step_slug")),
    "cases_circumstance": Columns(("id", "case_id", "kind", "value", "on", "since", "until")),
    "cases_participation": Columns(("id", "case_id", "organisation_id", "since", "until")),
    "cases_teammember": Columns(("*",)),
    "cases_regieassignment": Columns(("*",), change=("until", "deputy_id")),
    "cases_deputyperiod": Columns(("*",), change=("until",)),
    "cases_handover": Columns(
        ("id", "case_id", "kind", "state", "offered_to_id"),
        change=("state", "answered_at"),
    ),
    "accounts_user": Columns(("*",)),
    "accounts_membership": Columns(("*",)),
    "accounts_organisation": Columns(("*",)),
}

KEPT: dict[str, Columns] = {
    # To lock a row takes the right to change something in it: its key, which nothing changes.
    "cases_case": Columns(("id", "reference", "opened_at", "closed_at", "phase"), change=("id",)),
    "cases_casefacts": Columns(("id", "case_id", "province", "until")),
    "cases_person": Columns(("id", "case_id", "role", "birth_date", "until")),
    "cases_casestep": Columns(("id", "case_id", "step_slug", "state")),
    "cases_circumstance": Columns(("id", "case_id", "kind", "value", "on", "since", "until")),
    "cases_participation": Columns(("id", "case_id", "organisation_id", "since", "until")),
    "cases_teammember": Columns(("*",)),
    "cases_regieassignment": Columns(("*",)),
    "cases_handover": Columns(
        ("id", "case_id", "kind", "state", "offered_by_id", "offered_to_id", "offered_at", "answered_at", "deputy_id")
    ),
    "cases_incident": Columns(
        (
            "id",
            "case_id",
            "kind_flags",
            "compartment",
            "organisation_id",
            "admitted_id",
            "admitted_for_id",
            "recorded_at",
            "occurred_on",
            "opens_case",
            "until",
        )
    ),
    "cases_interpretation": Columns(
        (
            *("id", "case_id", "level", "at_stake_since", "since", "until", "compartment"),
            *("organisation_id", "admitted_id", "admitted_for_id"),
        )
    ),
    "cases_sashoutcome": Columns(
        (
            *("id", "case_id", "version", "enriches_id", "organisation_id"),
            *("filled_in_on", "recorded_at", "reckons_until"),
        )
    ),
    "cases_sashrisk": Columns(("outcome_id", "level")),
    "cases_sashreasoning": Columns(
        ("id", "outcome_id", "organisation_id", "compartment", "admitted_id", "admitted_for_id")
    ),
    "cases_sashshare": Columns(("id", "outcome_id", "organisation_id", "requested_at", "shared_at", "read_at")),
    "cases_referral": Columns(
        (
            *("id", "case_id", "organisation_id", "sent_by_id", "sent_for_id", "sent_at"),
            *("state", "answered_by_id", "answered_at"),
        )
    ),
    "cases_closingproposal": Columns(("id", "case_id", "proposed_by_id", "proposed_at", "ended_at")),
    "cases_closinganswer": Columns(("id", "proposal_id", "organisation_id", "until")),
    "cases_standing": Columns(("*",), replace=True),
    "accounts_user": Columns(("*",)),
    "accounts_membership": Columns(("*",)),
    "accounts_organisation": Columns(("*",)),
}
