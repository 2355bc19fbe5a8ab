"""Which predicate guards which table: one row per model of `cases`. A model without a row is open to nobody.

`see` is what a row must meet to be read, `add` to be written anew and `change` to be as it is after a change; None:
never. What is not seen is not changed either, and nothing is deleted. A row that only `ends` is never changed
otherwise: the database itself lets nobody overwrite what was said.
"""

from dataclasses import dataclass

from cases.wall.predicates import (
    COORDINATES,
    IN_FORCE,
    KNOWN,
    MOMENT,
    ON_TEAM,
    ORGANISATION,
    OWN,
    READABLE,
    SINCE,
    VIEWER,
    on_team,
)


@dataclass(frozen=True)
class Policy:
    see: str
    add: str
    change: str | None = None
    ends: bool = False


def on_case(*, by: str = "", changes: bool = False, ends: bool = False, asked: str = ON_TEAM) -> Policy:
    """A table of the whole team. `by` is its author, who writes in his own name."""
    add = f"{asked} AND {{table}}.{by} = {VIEWER}" if by else asked
    return Policy(asked, add, asked if changes or ends else None, ends)


def once(value: str) -> str:
    """Worked out once for a query instead of for each row: for a table of which lists look at a thousand."""
    return f"(SELECT {value})"


def item(*, by: str, see: str) -> Policy:
    """A table whose rows are written for one's own organisation, and are not for everybody on the team."""
    return Policy(see, f"{ON_TEAM} AND {OWN} AND {{table}}.{by} = {VIEWER}")


ON_TEAM_OF_OUTCOME = "wall.on_team_of_outcome({table}.outcome_id)"
SEES_LEVEL = "wall.sees_level({table}.outcome_id)"
GIVEN = f"CASE WHEN {{table}}.shared_at IS NULL THEN {ON_TEAM_OF_OUTCOME} ELSE {SEES_LEVEL} END"

POLICIES: dict[str, Policy] = {
    # Its row also tells a coordinator or an addressed organisation which case it is; whoever opens it sees it at once.
    "case": Policy(
        see=f"{on_team('{table}.id')} OR wall.knows_of({{table}}.id)"
        f" OR ({{table}}.opened_by_id = {VIEWER} AND {{table}}.opened_at >= {MOMENT})",
        add=f"{{table}}.opened_by_id = {VIEWER} AND {{table}}.opened_for_id = {ORGANISATION}",
        change=on_team("{table}.id"),
    ),
    "casefacts": on_case(by="by_id", ends=True),
    "person": on_case(by="by_id", ends=True),
    # Of one's own organisation, and for the regisseur; its coordinator sees it in his list.
    "referencenumber": Policy(
        see=f"({ON_TEAM} AND ({OWN} OR wall.directs({{table}}.case_id)))"
        f" OR ({OWN} AND {COORDINATES} AND wall.knows_of({{table}}.case_id))",
        add=f"{ON_TEAM} AND {OWN} AND {{table}}.by_id = {VIEWER}",
        change=OWN,
        ends=True,
    ),
    "circumstance": on_case(by="by_id", ends=True),
    "phasechange": on_case(by="by_id"),
    "closingproposal": on_case(by="proposed_by_id", changes=True),
    "closure": on_case(by="closed_by_id", changes=True),
    "closinganswer": on_case(by="by_id", ends=True, asked="wall.on_team_of_proposal({table}.proposal_id)"),
    "casestep": on_case(changes=True),
    "stepsettlement": on_case(by="by_id", asked="wall.on_team_of_step({table}.step_id)"),
    "regieassignment": on_case(changes=True),
    "deputyperiod": on_case(ends=True, asked="wall.on_team_of_role({table}.role_id)"),
    "handover": on_case(by="offered_by_id", changes=True),
    "possibleduplicate": item(by="by_id", see=f"{ON_TEAM} AND {READABLE}"),
    # Each row names its reader; those without one are for the coordinators of the organisation. (By CASE: of an OR the
    # planner makes a scan of its own, and thinks of far too few rows.) Whoever changes a case changes it for others
    # too, so nobody writes it but the keeper (`passages`).
    "standing": Policy(
        see=f"CASE WHEN {{table}}.user_id IS NULL THEN {OWN} AND {COORDINATES}"
        f" ELSE {{table}}.user_id = {once(VIEWER)} AND {{table}}.organisation_id = {once(ORGANISATION)}"
        f" AND {{table}}.joined_at >= {once(SINCE)} END",
        add="false",
    ),
    # What the regisseur reads he may correct, also where another organisation recorded it.
    "incident": Policy(
        see=f"{ON_TEAM} AND {READABLE}",
        add=f"{ON_TEAM} AND {READABLE} AND {{table}}.by_id = {VIEWER}"
        f" AND ({OWN} OR ({{table}}.replaces_id IS NOT NULL AND wall.directs({{table}}.case_id)))",
        change=f"{ON_TEAM} AND {READABLE} AND ({OWN} OR wall.directs({{table}}.case_id))",
        ends=True,
    ),
    "interpretation": Policy(
        see=f"{ON_TEAM} AND {READABLE}",
        add=f"{ON_TEAM} AND {OWN} AND {{table}}.by_id = {VIEWER}",
        change=f"{ON_TEAM} AND {READABLE} AND {OWN}",
        ends=True,
    ),
    "note": item(by="by_id", see=f"{ON_TEAM} AND {READABLE}"),
    # Everybody on the team knows that there is an outcome, and who asked for it; what it says has readers of its own.
    "sashoutcome": item(by="recorded_by_id", see=ON_TEAM),
    "sashrisk": on_case(asked=SEES_LEVEL),
    "sashreasoning": Policy(see=f"{SEES_LEVEL} AND {READABLE}", add=f"{SEES_LEVEL} AND {OWN}"),
    # It is given by somebody who sees it: nobody lets his own organisation in on it.
    "sashshare": Policy(see=ON_TEAM_OF_OUTCOME, add=GIVEN, change=GIVEN),
    "referral": Policy(
        see=f"{OWN} OR {ON_TEAM}",
        add=f"{ON_TEAM} AND {{table}}.sent_by_id = {VIEWER} AND {{table}}.sent_for_id = {ORGANISATION}",
        change=f"{OWN} OR {ON_TEAM}",
    ),
    "participation": Policy(
        see=f"{ON_TEAM} OR ({OWN} AND {IN_FORCE} AND wall.knows_of({{table}}.case_id))",
        add=f"{ON_TEAM} OR ({OWN} AND wall.let_in({{table}}.case_id))",
        change=f"{ON_TEAM} OR ({OWN} AND {COORDINATES})",
    ),
    # A person's own places are his to know, past ones too.
    "teammember": Policy(
        see=f"{{table}}.user_id = {VIEWER} OR wall.knows_members({{table}}.participation_id)",
        add="wall.knows_members({table}.participation_id)"
        f" OR ({{table}}.user_id = {VIEWER} AND wall.may_sit({{table}}.participation_id))",
        change="wall.knows_members({table}.participation_id)",
    ),
    # Of a justice item everybody on the team knows that there is one. A person's own lines stay findable for him: a
    # form sent twice must be known again, also by whoever left the case with it.
    "timelineentry": Policy(
        see=f"({KNOWN} AND {ON_TEAM}) OR ({{table}}.actor_id = {VIEWER} AND {OWN})",
        add=f"{{table}}.actor_id = {VIEWER} AND {OWN} AND ({ON_TEAM} OR wall.knows_of({{table}}.case_id))",
    ),
}
