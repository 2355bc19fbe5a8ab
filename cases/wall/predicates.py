"""Who sees which case, said once more in the language of the database: the same rule as `cases.access.seeing`.

The gate says who looks and at which moment. `wall.enter` works out once per request for whom he works today, and keeps
that for this transaction alone. Without a gate it is NULL, and NULL lets no row through.

What a policy asks is planned at every mention of its table and answered for every row, so it must cost next to nothing:
it looks whether the case is one of which this was asked before, and asks a function only where it is not. (A query
inside the policies made the case list seven times as dear to plan.)

Whoever leaves a case, or ends his part in it, does so in a request that must still be carried to its end: `until` is
held against the moment of the gate, which lies before it.
"""

from pathlib import Path

from accounts.enums import JUSTICE_KINDS, WORK_ROLES, OrganisationKind, Role
from cases.enums import Compartment, ReferralState, RegieKind

# How many characters of numbers of cases the wall keeps: to look through more would cost more than it saves.
_KEPT = 2000


def _setting(name: str, kind: str) -> str:
    return f"nullif(current_setting('wall.{name}', true), '')::{kind}"


def _list(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


VIEWER = _setting("viewer", "bigint")
MOMENT = _setting("moment", "timestamptz")
# The organisation he works for today; NULL for whoever works on no cases.
ORGANISATION = _setting("organisation", "bigint")
KIND = _setting("kind", "text")
COORDINATES = _setting("coordinates", "boolean")
# Since when he works there: places on teams from before an earlier end do not come back.
SINCE = _setting("since", "timestamptz")

# Tables whose row is of a case, for the tables that only name such a row: `wall.on_team_of_step(step_id)`.
_OF_A_CASE = {
    "outcome": "cases_sashoutcome",
    "step": "cases_casestep",
    "proposal": "cases_closingproposal",
    "role": "cases_regieassignment",
}
# It keeps what `wall.on_team` keeps, which no parallel worker may.
_ON_TEAM_OF = """
-- Is he on the team of the case that this {name} is of?
CREATE FUNCTION wall.on_team_of_{name}(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL UNSAFE COST 1000 AS $$
BEGIN
    RETURN wall.on_team((SELECT case_id FROM public.{table} WHERE id = asked));
END $$;
"""

QUESTIONS = (
    Path(__file__)
    .with_name("questions.sql")
    .read_text()
    .format(
        viewer=VIEWER,
        moment=MOMENT,
        organisation=ORGANISATION,
        coordinates=COORDINATES,
        since=SINCE,
        work_roles=_list(WORK_ROLES),
        coordinator=Role.COORDINATOR,
        accepted=ReferralState.ACCEPTED,
        chain=RegieKind.CHAIN,
        kept=_KEPT,
    )
) + "".join(_ON_TEAM_OF.format(name=name, table=table) for name, table in _OF_A_CASE.items())


def on_team(case: str) -> str:
    """That the viewer is on the team of this case."""
    asked_before = f"position(' ' || {case} || ' ' IN current_setting('wall.cases', true)) > 0"
    return f"({asked_before} OR wall.on_team({case}))"


ON_TEAM = on_team("{table}.case_id")
OWN = f"{{table}}.organisation_id = {ORGANISATION}"
IN_FORCE = f"coalesce({{table}}.until, 'infinity') >= {MOMENT}"

# The compartments whose content the viewer reads (`access.readable`) and those he knows of (`access.visible`).
_COMPARTMENT = "{table}.compartment"
JUSTICE = f"{_COMPARTMENT} = '{Compartment.JUSTICE}'"
_INSIDE = (
    f"{_COMPARTMENT} = '{Compartment.TEAM}'"
    f" OR ({_COMPARTMENT} = '{Compartment.ORGANISATION}' AND {OWN})"
    f" OR ({_COMPARTMENT} = '{Compartment.CCB}' AND {KIND} = '{OrganisationKind.CCB}')"
)
_ADMITTED = f"{{table}}.admitted_id = {VIEWER} AND {{table}}.admitted_for_id = {ORGANISATION}"
READABLE = f"({_INSIDE} OR ({JUSTICE} AND ({KIND} IN ({_list(JUSTICE_KINDS)}) OR ({_ADMITTED}))))"
KNOWN = f"({_INSIDE} OR {JUSTICE})"
