"""The second wall: PostgreSQL itself shows each person only the rows that `cases.access` would.

A query that forgets its filter then finds nothing instead of everything. The first wall stays `access`; this one holds
where somebody did not go through it. What it stops and what it does not: README, The second wall.

- `roles`: who connects as what, and the refusal to serve as somebody whom the wall does not stop;
- `predicates`: the rule who sees which case, as views and functions of the database;
- `policies`: one row per table of `cases`, which of those predicates guards it;
- `passages`: the few named questions that look across cases, and the columns they may read;
- `building`: puts all of it in the database after every `migrate`;
- `gate`: opens the transaction of one person's request.

SQLite has no second wall: every function here then does nothing.
"""

from cases.wall.building import refuse_unwalled
from cases.wall.gate import across, audit, opened, stands
from cases.wall.passages import Passage

__all__ = ["Passage", "across", "audit", "opened", "refuse_unwalled", "stands"]
