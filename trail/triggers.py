"""Database triggers that refuse to change or delete what was recorded, on SQLite and on PostgreSQL.

SQLite knows no TRUNCATE; its DELETE without WHERE is refused like any other. But it deletes a row for INSERT OR REPLACE
without asking the trigger on DELETE, unless the connection says otherwise: so an insert under a number that is there
already is refused by itself.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSED = "het logboek wordt alleen aangevuld"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    remove(connection, table)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement.format(table=table, refused=_REFUSED))


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    names = {"sqlite": ("update", "delete", "replace"), "postgresql": ("row", "truncate")}[connection.vendor]
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{name}"{on}')


_STATEMENTS = {
    "sqlite": [
        """CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}"
           BEGIN SELECT RAISE(ABORT, '{refused}'); END""",
        """CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}"
           BEGIN SELECT RAISE(ABORT, '{refused}'); END""",
        """CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}"
           WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "id" = NEW."id")
           BEGIN SELECT RAISE(ABORT, '{refused}'); END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS
           $$ BEGIN RAISE EXCEPTION '{refused}' USING ERRCODE = 'integrity_constraint_violation'; END $$
           LANGUAGE plpgsql""",
        """CREATE TRIGGER "{table}_no_row" BEFORE UPDATE OR DELETE ON "{table}"
           FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}"
           FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    ],
}
