"""The main job from first signal to closed case, in Chromium, as the cast would do it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from cases.models import Case
from cases.tests.builders import do_every_task
from conftest import Cast
from routekaart_site.tests.browser.conftest import Visitor

PURPOSE = "Veiligheid van het slachtoffer en de kinderen"
GROUND = "Wettelijke taak van de ontvanger (te bevestigen door een privacyjurist)"


class Job:
    """One run through the whole job at one width; a method is what one person does."""

    def __init__(self, visitor: Callable[..., Visitor], cast: Cast, width: int) -> None:
        self.people: dict[str, Visitor] = {}
        self.new = lambda: visitor(width)
        self.cast = cast
        self.case = ""

    def person(self, name: str) -> Visitor:
        """Somebody of the cast, logged in on first mention."""
        if name not in self.people:
            self.people[name] = self.new()
            self.people[name].log_in(getattr(self.cast, name).email)
            self.people[name].check("mijn werk")
        return self.people[name]

    def at_case(self, name: str) -> Visitor:
        person = self.person(name)
        assert person.open(self.case) == 200
        person.check("zaak")
        return person

    def menu(self, person: Visitor, name: str) -> None:
        person.page.get_by_text("Meer", exact=True).click()
        person.click(name)

    def fill_grounds(self, person: Visitor) -> None:
        person.page.get_by_label("Met welk doel deelt u dit?").select_option(label=PURPOSE)
        person.page.get_by_label("Op welke grondslag?").select_option(label=GROUND)

    def open_case(self) -> None:
        bram = self.person("bram")
        bram.click("Zaak openen")
        bram.check("zaak openen")
        bram.click("Zaak openen")  # nothing typed yet: the site says what is missing
        expect(bram.page.get_by_role("alert")).to_contain_text("Vul de naam van het slachtoffer in.")
        bram.check("zaak openen, met fouten")
        bram.choose("Groningen")
        bram.page.get_by_label("Wat is er aan de hand?").fill("Haar ex staat elke avond voor de deur.")
        bram.page.locator("[name=victim_name]").fill("Marit de Boer")
        bram.page.locator("[name=suspect_name]").fill("Ruben Kuipers")
        bram.click("Zaak openen")
        bram.page.wait_for_url(re.compile(r"/zaken/ST-\d\d-[0-9A-Z]{5}/$"))
        self.case = bram.page.url.removeprefix(bram.address)
        bram.check("zaak, net geopend")
        expect(bram.page.get_by_text("Deze zaak heeft geen regisseur")).to_be_visible()

    def log_incident(self) -> None:
        bram = self.at_case("bram")
        bram.click("Incident melden")
        bram.check("incident melden")
        bram.choose("Bellen en berichten")
        bram.page.get_by_label("Wat gebeurde er?").fill("Veertien berichten via de telefoon van een vriend.")
        bram.click("Vastleggen")
        expect(bram.page.get_by_text("Veertien berichten").first).to_be_visible()

    def invite(self, name: str, organisation: str) -> None:
        person = self.at_case(name)
        self.menu(person, "Organisatie uitnodigen")
        person.check("uitnodigen")
        person.page.get_by_label("Welke organisatie?").select_option(label=organisation)
        self.fill_grounds(person)
        person.click("Uitnodigen")
        person.page.wait_for_url("**/team/")
        person.check("team")

    def take_regie(self) -> None:
        anna = self.person("anna")
        assert anna.open("/zaken/organisatie/") == 200
        anna.check("mijn organisatie")
        anna.page.get_by_role("link", name=re.compile("^Collega toevoegen")).click()
        anna.check("teamlid toevoegen")
        anna.page.get_by_label("Wie komt in het team?").select_option(label="Anna Hofstra, regisseur")
        anna.click("Toevoegen")
        anna = self.at_case("anna")
        anna.page.get_by_role("link", name="Regie beleggen").first.click()
        anna.check("regie beleggen")
        anna.click("Vastleggen")
        expect(anna.page.get_by_text("Deze zaak heeft geen regisseur")).to_have_count(0)

    def add_colleague(self, organisation: str, label: str) -> None:
        anna = self.at_case("anna")
        anna.click("Team")
        sheet = anna.page.locator("section.sheet").filter(has=anna.page.get_by_role("heading", name=organisation))
        sheet.get_by_role("link", name=re.compile("^Collega toevoegen")).click()
        anna.page.get_by_label("Wie komt in het team?").select_option(label=label)
        anna.click("Toevoegen")

    def record_sash(self) -> None:
        bram = self.at_case("bram")
        bram.click("SASH vastleggen")
        bram.check("sash vastleggen")
        bram.choose("Hoog")
        bram.page.get_by_label("Wat waren de overwegingen?").fill("Hij dreigt steeds concreter.")
        bram.page.get_by_label("Reclassering Nederland").uncheck()
        bram.click("Vastleggen")
        expect(bram.page.locator(".facts")).to_contain_text("Hoog")
        expect(bram.page.get_by_text("Het CCB is nog niet betrokken")).to_be_visible()
        expect(bram.page.get_by_text("nog niet aangemeld bij het ZVH")).to_be_visible()
        hanna = self.at_case("hanna")
        expect(hanna.page.locator(".facts")).to_contain_text("nog niet met u gedeeld")
        expect(hanna.page.locator(".facts")).not_to_contain_text("Hoog")
        expect(hanna.page.get_by_text("Het CCB is nog niet betrokken")).to_have_count(0)

    def enrich_and_share(self) -> None:
        iris = self.at_case("iris")
        iris.page.locator(".facts").get_by_role("link", name=re.compile("^SASH van")).click()
        iris.check("sash")
        iris.click("SASH verrijken")
        iris.check("sash verrijken")
        iris.page.get_by_label("Wat voegt Veilig Thuis toe?").fill("De kinderen durven niet meer buiten te spelen.")
        iris.click("Vastleggen")
        iris.page.locator(".facts").get_by_role("link", name=re.compile("^SASH van")).click()
        self.share(iris)

    def share(self, person: Visitor) -> None:
        """From the outcome's page, with every organisation on the team that does not have it yet."""
        person.click("SASH delen")
        person.check("sash delen")
        self.fill_grounds(person)
        person.click("Delen")
        expect(person.page.get_by_text("nog niet gelezen").first).to_be_visible()

    def share_with_newcomers(self) -> None:
        anna = self.at_case("anna")
        anna.page.locator(".facts").get_by_role("link", name=re.compile("^SASH van")).click()
        self.share(anna)

    def read_sash(self) -> None:
        hanna = self.person("hanna")
        hanna.open("/mijn-werk/")
        hanna.page.get_by_role("link", name=re.compile("^Lezen")).first.click()
        expect(hanna.page.get_by_text("De kinderen durven niet meer")).to_be_visible()
        iris = self.at_case("iris")
        iris.page.locator(".facts").get_by_role("link", name=re.compile("^SASH van")).click()
        receipt = iris.page.get_by_role("listitem").filter(has_text="Reclassering Nederland")
        expect(receipt).to_contain_text("gelezen op")

    def refer(self, button: str, organisation: str, answerer: str) -> None:
        hanna = self.at_case("hanna")
        hanna.click(button)
        hanna.check("aanmelden")
        to = hanna.page.get_by_label("Bij wie meldt u de zaak aan?").locator("option:checked")
        expect(to).to_have_text(organisation)
        hanna.page.get_by_label("Waarom meldt u aan?").fill("Het risico is hoog, afstemming is nodig.")
        self.fill_grounds(hanna)
        hanna.click("Aanmelding versturen")
        hanna.page.wait_for_url(f"**{self.case}")
        expect(hanna.page.get_by_role("link", name=button)).to_have_count(0)
        person = self.person(answerer)
        person.open("/mijn-werk/")
        person.page.get_by_role("link", name=re.compile("^Antwoorden")).first.click()
        expect(person.page.get_by_text("Het risico is hoog")).to_be_visible()
        expect(person.page.locator("body")).not_to_contain_text("Marit de Boer")
        person.check("aanmelding")
        person.choose("Ja, wij doen mee en ik kom in het team")
        person.click("Antwoord geven")
        person.page.wait_for_url(f"**{self.case}")

    def do_tasks(self, name: str) -> None:
        """The first tasks by hand; the others are the same button a hundred times over, so the service does them."""
        person = self.at_case(name)
        done = person.page.locator("#mijn-taken").get_by_role("button", name=re.compile("^Gedaan"))
        for _press in range(min(3, done.count())):
            done.first.click()
            person.page.wait_for_load_state()
        do_every_task(getattr(self.cast, name))
        person.page.reload()
        expect(person.page.locator("#mijn-taken").get_by_role("button", name=re.compile("^Gedaan"))).to_have_count(0)

    def move_on(self) -> None:
        anna = self.at_case("anna")
        self.menu(anna, "Fase wijzigen")
        anna.check("fase wijzigen")
        anna.click("Naar deze fase")
        anna.page.wait_for_url(f"**{self.case}")

    def propose_and_answer(self, names: tuple[str, ...]) -> None:
        anna = self.at_case("anna")
        self.menu(anna, "Sluiten voorstellen")
        anna.check("sluiten voorstellen")
        anna.page.get_by_label("Waarom kan de zaak dicht?").fill("Een half jaar rustig, voorwaarden gelden.")
        anna.click("Voorstel versturen")
        anna.click("Zaak sluiten")
        anna.check("sluiten")
        anna.click("Sluiten")
        expect(anna.page.get_by_role("alert")).to_contain_text("heeft nog niet geantwoord")
        for name in names:
            person = self.at_case(name)
            person.click("Antwoord geven")
            person.check("sluiten beantwoorden")
            person.choose("Geen bezwaar")
            person.click("Antwoord geven")
        anna = self.at_case("anna")
        anna.click("Zaak sluiten")
        anna.click("Sluiten")
        expect(anna.page.get_by_text("Deze zaak is gesloten op")).to_be_visible()
        anna.check("zaak, gesloten")

    def stranger_sees_nothing(self) -> None:
        chris = self.person("chris")
        for path in ("", "team/", "tijdlijn/", "incident-melden/", "sash-vastleggen/", "sluiten/"):
            assert chris.open(self.case + path) == 404
        chris.check("niet gevonden")
        assert chris.open("/zaken/") == 200
        expect(chris.page.locator("body")).not_to_contain_text(self.case.split("/")[2])


@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.deep)])
def test_main_job(visitor: Callable[..., Visitor], cast: Any, width: int, transactional_db: None) -> None:
    job = Job(visitor, cast, width)
    cast.everybody()
    job.open_case()
    job.log_incident()
    job.stranger_sees_nothing()
    job.invite("bram", "Zorg- en Veiligheidshuis Groningen")
    job.take_regie()
    for organisation, label in (
        ("Veilig Thuis Groningen", "Iris Bakker, medewerker"),
        ("Reclassering Nederland", "Hanna de Wit, toezichthouder"),
    ):
        job.invite("anna", organisation)
        job.add_colleague(organisation, label)
    job.record_sash()
    job.enrich_and_share()
    job.read_sash()
    job.refer("CCB betrekken", "Bureau conflict- en crisisbeheersing (CCB)", "gijs")
    job.refer("Aanmelden bij het ZVH", "Zorg- en Veiligheidshuis Groningen", "anna")
    job.share_with_newcomers()
    anna = job.at_case("anna")
    expect(anna.page.get_by_text("Let op:")).to_have_count(0)
    team = ("anna", "bram", "iris", "hanna", "gijs")
    for phase in ("Melden", "Onderzoek", "Vervolgen", "Veroordeling"):
        job.move_on()
        expect(anna.page.locator(".line .here")).to_contain_text(phase)
    job.stranger_sees_nothing()
    for name in team:
        job.do_tasks(name)
    job.propose_and_answer(team)
    job.stranger_sees_nothing()
    assert not Case.objects.get().is_open
