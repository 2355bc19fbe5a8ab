"""The site in production: a login that owns nothing, on connections that are used again and again by everybody."""

import json
from pathlib import Path
from secrets import token_urlsafe

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from cases import wall
from cases.tests.builders import case_of_others, open_case, team_case
from cases.wall import roles
from routekaart_site.tests.test_settings import run

START = "import routekaart_site.wsgi"
UNDER_LOAD = Path(__file__).with_name("under_load.py").read_text()

pytestmark = pytest.mark.django_db(transaction=True)


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def site():
    """The environment of a site in production; called with a login of the database, or None for the owner's."""
    made = connection.settings_dict
    place = f"{made['HOST']}:{made['PORT'] or 5432}/{made['NAME']}"
    password = token_urlsafe(16)
    login = roles.name(connection, "web")
    sql(f"CREATE ROLE \"{login}\" LOGIN PASSWORD '{password}'")
    owner = f"{made['USER']}:{made['PASSWORD']}" if made["PASSWORD"] else made["USER"]

    def environment(*, of_owner=False):
        return {
            "SECRET_KEY": token_urlsafe(64),
            "ALLOWED_HOSTS": "testserver",
            "CACHE_URL": "redis://127.0.0.1:1/0",
            "DATABASE_POOL": "1",
            "DATABASE_URL": f"postgres://{owner if of_owner else f'{login}:{password}'}@{place}",
            "WALL_ROLES": settings.WALL_ROLES,
        }

    environment.login = login
    yield environment
    sql(f'DROP OWNED BY "{login}"')
    sql(f'DROP ROLE "{login}"')


def told(environment):
    """What the start says; empty where the site starts."""
    found = run("-c", START, **environment)
    return "" if found.returncode == 0 else found.stderr.strip().splitlines()[-1]


def test_it_serves_as_a_login_that_owns_nothing_and_as_nobody_else(site):
    runtime = roles.name(connection, roles.RUNTIME)
    assert "als eigenaar of beheerder" in told(site(of_owner=True))
    assert "mag er niet in" in told(site())
    sql(f'GRANT "{runtime}" TO "{site.login}"')
    assert told(site()) == ""
    for right in ("CREATEROLE", "BYPASSRLS"):
        sql(f'ALTER ROLE "{site.login}" {right}')
        assert "als eigenaar of beheerder" in told(site()), right
        sql(f'ALTER ROLE "{site.login}" NO{right}')
    owner = roles.owner_of(connection, "cases_case")
    sql(f'GRANT {owner} TO "{site.login}"')
    assert "als eigenaar of beheerder" in told(site())
    sql(f'REVOKE {owner} FROM "{site.login}"')
    sql("ALTER TABLE cases_incident NO FORCE ROW LEVEL SECURITY")
    assert "De tweede muur staat er niet" in told(site())
    sql("ALTER TABLE cases_incident FORCE ROW LEVEL SECURITY")
    assert told(site()) == ""


def test_with_debug_the_owner_may_serve(site):
    assert told({**site(of_owner=True), "DEBUG": "1"}) == ""


@pytest.mark.parametrize("scope", ["transaction", "session"])
def test_connections_that_are_used_again_show_nobody_anothers(cast, site, scope, tmp_path):
    """Eight people at once on four connections, some of whose requests fail halfway.

    The control sets who looks for the session instead of the transaction: then the next one sees him.
    """
    sql(f'GRANT "{roles.name(connection, roles.RUNTIME)}" TO "{site.login}"')
    shared, alone = team_case(cast, others=["iris", "hanna"]), open_case(cast.chris, "Sanne")
    case_of_others()
    own = {"bram": shared, "anna": shared, "iris": shared, "hanna": shared, "chris": alone}
    people = {
        getattr(cast, name).pk: [own[name].reference] if name in own else []
        for name in ("bram", "anna", "iris", "hanna", "chris", "dora", "joost", "gijs")
    }
    given = json.dumps({"people": people, "scope": scope, "list": reverse("list_cases")})
    # Without DEBUG, static files would have to be collected and sessions would want a server for them.
    environment = {**site(), "DEBUG": "1", "CACHE_URL": f"filecache://{tmp_path}/cache"}
    found = run("-c", UNDER_LOAD, given, **environment)
    assert found.returncode == 0, found.stderr
    result = json.loads(found.stdout)
    assert result["served"] == 8 * 20 * 2
    assert result["connections"] == 4
    assert (result["missing"], result["statuses"]) == (0, [200])
    if scope == "transaction":
        assert (result["foreign"], result["outside"]) == (0, 0)
    else:
        assert result["outside"] > 0


def test_outside_a_gate_the_login_sees_no_row(cast, site):
    sql(f'GRANT "{roles.name(connection, roles.RUNTIME)}" TO "{site.login}"')
    open_case(cast.bram)
    count = "import django; django.setup(); from cases.models import *; from accounts.models import *"
    count += "; print(Case.objects.count(), Person.objects.count(), User.objects.count())"
    assert run("-c", count, **site()).stdout.split() == ["0", "0", "1"]
    assert wall.stands()
