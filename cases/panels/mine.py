from typing import Any

from cases.access import Seat
from cases.queries.step import open_tasks, tasks_for


def mine(seat: Seat) -> dict[str, Any]:
    """What is asked of this person: the open tasks of his partner, and whether some hang on a condition."""
    groups = [group for group in tasks_for(seat) if seat.is_kind(group.kind)]
    conditional = any(task.is_open and task.applies is None for group in groups for task in group.tasks)
    return {"tasks": open_tasks(groups), "has_conditional": conditional}
