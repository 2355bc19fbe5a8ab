"""Puts the wall in the database: after every `migrate` it is torn down and built anew, in one transaction.

So a new table is one row in `policies`, and no migration ever meets a wall older or newer than the tables it stands on.
A table without a policy gets no rights at all.
"""

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cases.wall import roles
from cases.wall.passages import KEPT, TABLES, Columns
from cases.wall.policies import POLICIES, Policy
from cases.wall.predicates import QUESTIONS

_TRAIL = "trail_trailevent"


def tables() -> dict[str, str]:
    """The tables that are walled, by the name of their model."""
    return {model._meta.model_name: model._meta.db_table for model in apps.get_app_config("cases").get_models()}


def refuse_unwalled(connection: BaseDatabaseWrapper) -> None:
    """Raises ImproperlyConfigured where the site may not serve: its login is one whom the wall does not stop."""
    roles.refuse_unwalled(connection, list(tables().values()))


def build(connection: BaseDatabaseWrapper) -> None:
    """Roles, rights and policies as they are declared. Nothing where the tables are not there, or on SQLite."""
    if connection.vendor != "postgresql":
        return
    present = set(connection.introspection.table_names())
    if not set(tables().values()) <= present:
        return
    roles.create(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(connection, present):
            cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper, present: set[str]) -> list[str]:
    owner = roles.owner_of(connection, tables()["case"])
    runtime, auditor, across, keeper = (
        f'"{roles.name(connection, role)}"' for role in (roles.RUNTIME, roles.AUDITOR, roles.ACROSS, roles.KEEPER)
    )
    everybody = f"{runtime}, {auditor}, {across}, {keeper}"
    walled = tables()
    # Dropping the schema takes every policy with it that mentions something in it; the others go one by one.
    found = [
        "DROP SCHEMA IF EXISTS wall CASCADE",
        "CREATE SCHEMA wall",
        QUESTIONS,
        f"GRANT USAGE ON SCHEMA wall TO {everybody}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}",
    ]
    for table in sorted(present - set(walled.values()) - {_TRAIL, "django_migrations"}):
        found.append(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {runtime}')
        found.append(f'GRANT SELECT ON "{table}" TO {auditor}')
    # The number alone: it comes back with every new line.
    found.append(f"GRANT INSERT, SELECT (id) ON {_TRAIL} TO {runtime}")
    found.append(f"GRANT INSERT, SELECT ON {_TRAIL} TO {auditor}")
    for model, table in walled.items():
        found += _guard(table, POLICIES.get(model), owner, runtime, f"{across}, {keeper}")
    for role, let_through in ((across, TABLES), (keeper, KEPT)):
        for table, columns in let_through.items():
            found += _let_through(table, columns, role)
    return found


def _guard(table: str, policy: Policy | None, owner: str, runtime: str, across: str) -> list[str]:
    """The owner gets in by a policy that says so, not by being the owner."""
    found = [f"DROP POLICY IF EXISTS {name} ON {table}" for name in ("owner", "across", "see", "add", "change")]
    found += [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY owner ON {table} TO {owner} USING (true)",
        f"CREATE POLICY across ON {table} TO {across} USING (true)",
    ]
    if policy is None:
        return found
    see, add = (rule.format(table=table) for rule in (policy.see, policy.add))
    found += [
        f"GRANT SELECT, INSERT ON {table} TO {runtime}",
        f"CREATE POLICY see ON {table} FOR SELECT TO {runtime} USING ({see})",
        f"CREATE POLICY add ON {table} FOR INSERT TO {runtime} WITH CHECK ({add})",
    ]
    if policy.change is not None:
        change = policy.change.format(table=table)
        found += [
            f"GRANT UPDATE{' (until)' if policy.ends else ''} ON {table} TO {runtime}",
            f"CREATE POLICY change ON {table} FOR UPDATE TO {runtime} USING ({see}) WITH CHECK ({change})",
        ]
    return found


def _let_through(table: str, columns: Columns, role: str) -> list[str]:
    rights = {"SELECT": columns.read, "UPDATE": columns.change}
    found = [
        f"GRANT {right}{'' if named == ('*',) else _in_brackets(named)} ON {table} TO {role}"
        for right, named in rights.items()
        if named
    ]
    return [*found, f"GRANT INSERT, DELETE ON {table} TO {role}"] if columns.replace else found


def _in_brackets(columns: tuple[str, ...]) -> str:
    """Quoted: a column may be named like a word of SQL."""
    quoted = (f'"{name}"' for name in columns)
    return f" ({', '.join(quoted)})"
