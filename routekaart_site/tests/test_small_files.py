"""The files that machines look for: robots.txt, security.txt, the icon, publiccode.yml."""

import re
from xml.etree import ElementTree

import pytest
import yaml
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from routekaart_site.tests.test_settings import START, run

SECURITY = "/.well-known/security.txt"
CONTACTS = ["mailto:veilig@voorbeeld.example", "https://voorbeeld.example/melden"]
EXPIRES = "2027-06-30T00:00:00Z"
CODE = yaml.safe_load((settings.BASE_DIR / "publiccode.yml").read_text(encoding="utf-8"))


def may_be_indexed(robots, path):
    closed = re.findall(r"^Disallow: (\S+)$", robots, re.MULTILINE)
    return not any(path.startswith(start) for start in closed)


def test_search_engines_find_the_help_and_the_map_and_nothing_closed(client: Client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    robots = response.content.decode()
    assert robots.startswith("User-agent: *\n")
    for path in (
        "/",
        "/hulp/",
        "/hulp/kind/",
        "/en/hulp/",
        "/fase/melden/",
        "/over/introductie/",
        "/static/site/base.css",
    ):
        assert may_be_indexed(robots, path), path
    closed = [reverse(name) for name in ("list_cases", "my_work", "admin:index", "account_login")]
    assert closed == ["/zaken/", "/mijn-werk/", "/beheer/", "/account/login/"]
    for path in closed:
        assert not may_be_indexed(robots, path), path


def test_security_txt_names_the_contact_of_the_settings(client: Client, settings):
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = CONTACTS, EXPIRES
    response = client.get(SECURITY)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        *(f"Contact: {contact}" for contact in CONTACTS),
        f"Expires: {EXPIRES}",
        "Preferred-Languages: nl, en",
    ]
    assert not response.cookies


@pytest.mark.django_db
def test_without_a_contact_there_is_no_security_txt(client: Client, settings):
    settings.SECURITY_CONTACT = []
    assert client.get(SECURITY).status_code == 404


@pytest.mark.parametrize(
    ("given", "starts"),
    [
        ({}, True),
        ({"SECURITY_CONTACT": ",".join(CONTACTS), "SECURITY_EXPIRES": EXPIRES}, True),
        ({"SECURITY_CONTACT": CONTACTS[0]}, False),
        ({"SECURITY_CONTACT": CONTACTS[0], "SECURITY_EXPIRES": "volgend jaar"}, False),
        ({"SECURITY_CONTACT": "veilig@voorbeeld.example", "SECURITY_EXPIRES": EXPIRES}, False),
    ],
    ids=["none", "both", "no date", "no moment", "no address"],
)
def test_a_contact_holds_until_a_moment(given, starts):
    found = run("-c", f"{START}; from django.conf import settings as s; print(s.SECURITY_CONTACT)", DEBUG="1", **given)
    assert (found.returncode == 0) == starts, found.stderr
    if starts:
        assert found.stdout.strip() == str(CONTACTS if given else [])
    else:
        assert "SECURITY_" in found.stderr.strip().splitlines()[-1]


def test_the_icon_is_our_own(client: Client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url.endswith("site/mark.svg")
    assert "//" not in response.url
    icon = ElementTree.parse(finders.find("site/mark.svg")).getroot()  # noqa: S314 - a file of ours
    width, height = icon.attrib["viewBox"].split()[2:]
    assert width == height


def test_publiccode_is_whole():
    """What the schema demands, with its limits; no value is there that nobody knows."""
    assert CODE["publiccodeYmlVersion"] == "0"
    assert {"name", "url", "platforms", "categories", "developmentStatus"} <= CODE.keys()
    assert CODE["softwareType"] == "standalone/web"
    for text in CODE["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert len(text["features"]) >= 5
    assert CODE["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in CODE["maintenance"]["contacts"])
    assert CODE["localisation"] == {
        "localisationReady": True,
        "availableLanguages": [code for code, _name in settings.LANGUAGES],
    }
    assert [needed["name"] for needed in CODE["dependsOn"]["open"]] == ["Python", "PostgreSQL"]


def test_publiccode_says_what_is_still_unknown():
    text = (settings.BASE_DIR / "publiccode.yml").read_text(encoding="utf-8")
    assert text.count("# TO FILL IN") == 3
    assert ".invalid/" in CODE["url"]
    assert CODE["legal"]["license"].startswith("LicenseRef-")
