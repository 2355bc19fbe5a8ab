"""The roles of the database, and which of them may serve the site.

Roles belong to the whole cluster, so their names carry that of the database (or WALL_ROLES): several databases on one
cluster do not share them. Nobody logs in as one of them; the site's login is a member of `runtime` and owns nothing.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

RUNTIME, AUDITOR, ACROSS, KEEPER = "runtime", "auditor", "across", "keeper"
EVERY = (RUNTIME, AUDITOR, ACROSS, KEEPER)
_LONGEST = 63 - len("_runtime")

# Only what is missing is made, so an owner without CREATEROLE can be helped out by the database's administrator, and
# two processes that migrate at once do not trip over each other. NOINHERIT: a login that is a member of `runtime` may
# switch to the others, and has nothing of their rights as long as it does not.
_CREATE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
        CREATE ROLE "{name}" NOLOGIN NOINHERIT;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_JOIN = """
DO $$ BEGIN
    IF NOT pg_has_role({member}, '{name}', 'MEMBER') THEN
        GRANT "{name}" TO {grantee};
    END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END $$
"""
_LOGIN = """
SELECT login.rolsuper OR login.rolbypassrls OR login.rolcreaterole,
       EXISTS (SELECT FROM pg_class AS found WHERE found.relname = ANY(%(tables)s) AND found.relkind = 'r'
               AND pg_table_is_visible(found.oid) AND pg_has_role(session_user, found.relowner, 'MEMBER')),
       EXISTS (SELECT FROM pg_roles AS runtime WHERE runtime.rolname = %(runtime)s
               AND pg_has_role(session_user, runtime.oid, 'MEMBER')),
       (SELECT count(*) FROM pg_class AS found WHERE found.relname = ANY(%(tables)s) AND found.relkind = 'r'
               AND pg_table_is_visible(found.oid) AND found.relrowsecurity AND found.relforcerowsecurity)
FROM pg_roles AS login WHERE login.rolname = session_user
"""


def name(connection: BaseDatabaseWrapper, role: str) -> str:
    prefix = settings.WALL_ROLES or connection.settings_dict["NAME"]
    if len(prefix) > _LONGEST or not prefix.replace("_", "").replace("-", "").isalnum():
        raise ImproperlyConfigured(
            _("Zet WALL_ROLES in de omgeving: hooguit %(most)d letters, cijfers, _ en -.") % {"most": _LONGEST}
        )
    return f"{prefix}_{role}"


def owner_of(connection: BaseDatabaseWrapper, table: str) -> str:
    """The role that owns a table, quoted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class WHERE oid = %s::regclass", [table])
        return cursor.fetchone()[0]


def create(connection: BaseDatabaseWrapper) -> None:
    """Makes the roles that are missing. The owner becomes a member too, so that he can look through the gate."""
    runtime = name(connection, RUNTIME)
    with connection.cursor() as cursor:
        for role in EVERY:
            cursor.execute(_CREATE.format(name=name(connection, role)))
        for role in (AUDITOR, ACROSS, KEEPER):
            cursor.execute(_JOIN.format(name=name(connection, role), member=f"'{runtime}'", grantee=f'"{runtime}"'))
        cursor.execute(_JOIN.format(name=runtime, member="current_user", grantee="CURRENT_USER"))


def drop(connection: BaseDatabaseWrapper) -> None:
    """Takes the roles out of this database and out of the cluster."""
    with connection.cursor() as cursor:
        for role in reversed(EVERY):
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [name(connection, role)])
            if cursor.fetchone() is not None:
                cursor.execute(f'DROP OWNED BY "{name(connection, role)}"')
                cursor.execute(f'DROP ROLE "{name(connection, role)}"')


def refuse_unwalled(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    """Raises ImproperlyConfigured where the login of the site is one whom the wall does not stop, or has no wall."""
    with connection.cursor() as cursor:
        cursor.execute(_LOGIN, {"tables": tables, "runtime": name(connection, RUNTIME)})
        mighty, owns, is_member, walled = cursor.fetchone()
    if mighty or owns:
        raise ImproperlyConfigured(
            _(
                "De site draait als eigenaar of beheerder van de database: dan houdt de tweede muur niemand tegen. "
                "Zet in DATABASE_URL een login die niets bezit (README, The second wall)."
            )
        )
    if walled != len(tables):
        raise ImproperlyConfigured(_("De tweede muur staat er niet. Draai eerst: manage.py migrate (als eigenaar)."))
    if not is_member:
        raise ImproperlyConfigured(
            _("De login van de site mag er niet in. Draai als eigenaar: GRANT %(role)s TO de login.")
            % {"role": name(connection, RUNTIME)}
        )
