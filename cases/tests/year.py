"""A year of one case, played by the cast: every verb, every compartment, people who leave, return and change roles."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from accounts.enums import Role
from accounts.models import Membership
from accounts.services import change_person
from cases.demo.case_beats import (
    close,
    corrects_person,
    edit,
    first_done,
    move,
    note,
    opens,
    person,
    propose_closing,
    reopen,
    skipped,
    view_on_closing,
    who,
)
from cases.demo.cast import CCB, OM, POLICE, PROBATION, VT_GRONINGEN, ZVH_GRONINGEN
from cases.demo.risk_beats import answer, corrects_incident, enrich, incident, judges, read, refer, request, sash, share
from cases.demo.stage import Beat, Stage
from cases.demo.team_beats import decline, hand_over, invite, join, leave, take, take_over
from cases.enums import Compartment, IncidentKind, PersonRole, RegieKind, Relation, SashLevel, StepState
from cases.services import reopen_step
from trail import clock, played

START = datetime(2025, 3, 3, 9, tzinfo=UTC)


def ends_work(name: str, after: timedelta = timedelta()) -> Beat:
    """His membership ends, now or on a day that is known ahead."""

    def beat(stage: Stage) -> None:
        stage.users[name].memberships.filter(until=None).update(until=clock.now() + after)

    return beat


def works(name: str, role: str = Role.PROFESSIONAL) -> Beat:
    def beat(stage: Stage) -> None:
        user = stage.users[name]
        Membership.objects.create(
            user=user, organisation=user.memberships.first().organisation, role=role, since=clock.now()
        )

    return beat


def switches(name: str, *, active: bool) -> Beat:
    """The functional manager makes somebody inactive, or active again."""

    def beat(stage: Stage) -> None:
        user = stage.users[name]
        user.is_active = active
        change_person(actor=stage.users["eva"], user=user, changed=["is_active"])

    return beat


def reopens_a_task(by: str) -> Beat:
    def beat(stage: Stage) -> None:
        reopen_step(actor=stage.users[by], step=stage.case.steps.filter(state=StepState.DONE).first())

    return beat


YEAR: tuple[tuple[int, tuple[Beat, ...]], ...] = (
    (
        0,
        (
            opens(
                "bram",
                "groningen",
                "Haar ex-partner belt elke nacht.",
                who("Marit de Bur", date(1990, 3, 14)),
                who("Ruben Kuipers"),
                reference_number="BVH-1",
            ),
            incident("bram", IncidentKind.CONTACT, "Dertig oproepen in één nacht.", days_before=2),
        ),
    ),
    (3, (corrects_person("bram", "Marit de Bur", name="Marit de Boer"), take("bram"))),
    (5, (incident("bram", IncidentKind.FOLLOWING, "Hield haar bij de arm vast."), first_done("bram", 2))),
    (6, (corrects_incident("bram", "bij de arm", text="Hield haar bij beide armen vast."),)),
    (9, (invite("bram", VT_GRONINGEN), refer("bram", ZVH_GRONINGEN, "Denkt u mee?"), edit("bram", spoken=1))),
    (10, (join("bram", "iris"), incident("bram", IncidentKind.OTHER, "Van ons.", only=Compartment.ORGANISATION))),
    (12, (answer("anna", accept=False, reason="Eerst de SASH."), sash("bram", SashLevel.MEDIUM, "Hij dreigt."))),
    (
        15,
        (
            request("iris"),
            judges("iris", SashLevel.MEDIUM, "Zij is bang."),
            person("bram", PersonRole.CHILD, "Sem", date(2007, 6, 1), Relation.CHILD),
        ),
    ),
    (18, (share("bram", VT_GRONINGEN), skipped("bram", "gesprek-dader", "Maakt hem bozer."))),
    (20, (read("iris"), enrich("iris", SashLevel.HIGH, "De kinderen slapen slecht."), move("bram", "melden"))),
    (25, (refer("iris", ZVH_GRONINGEN, "Nu wel?"), read("bram"), invite("bram", PROBATION, OM))),
    (26, (answer("anna"), join("bram", "hanna", "joost"), take("joost", RegieKind.CRIMINAL))),
    (30, (hand_over("bram", "anna", "U bent beter af."),)),
    (31, (decline("anna", "Nog niet."), hand_over("bram", "anna", "Toch?"))),
    (33, (take_over("anna", deputy="iris"), share("iris", ZVH_GRONINGEN, PROBATION))),
    (40, (incident("hanna", IncidentKind.THIRD_PARTY, "Hoort waar zij is.", only=Compartment.JUSTICE),)),
    (41, (corrects_incident("hanna", "waar zij is", occurred_on=date(2025, 4, 1)), reopens_a_task("anna"))),
    (
        45,
        (
            incident(
                "joost",
                IncidentKind.WEAPON,
                "Een mes, zegt een getuige.",
                only=Compartment.JUSTICE,
                admitted="iris",
                admission_ground="Zij spreekt het slachtoffer.",
            ),
        ),
    ),
    (50, (refer("anna", CCB, "Kijkt u mee?"), ends_work("hanna", timedelta(days=20)))),
    (55, (answer("gijs"), incident("gijs", IncidentKind.OTHER, "Voor ons.", only=Compartment.CCB))),
    (
        60,
        (
            note("hanna", "Belde: hij komt zijn afspraken na.", "phone", only=Compartment.JUSTICE),
            note("iris", "Voor ons eigen dossier.", only=Compartment.ORGANISATION),
        ),
    ),
    (65, (judges("hanna", SashLevel.HIGH, "Hij liegt.", only=Compartment.JUSTICE),)),
    (70, (judges("iris", SashLevel.LOW, "Zij is gerust."),)),
    (75, (move("anna", "onderzoek"), edit("iris", victim_contact="iris", summary="Het houdt niet op."))),
    (90, (works("hanna"), edit("bram", reference_number="BVH-2"))),
    (95, (join("anna", "hanna"), ends_work("iris"))),
    (100, (incident("bram", IncidentKind.CONTACT, "Weer berichten."),)),
    (120, (works("iris", Role.COORDINATOR), join("iris", "iris"), move("anna", "signaleren", "Nieuwe signalen."))),
    (150, (sash("bram", SashLevel.LOW, "Rustig.", why_lower="Hij is verhuisd.", only=Compartment.JUSTICE),)),
    (180, (share("bram", ZVH_GRONINGEN), propose_closing("anna", "Rustig."))),
    (182, (view_on_closing("not_yet", "joost"), view_on_closing("no_objection", "bram", "iris"))),
    (185, (view_on_closing("no_objection", "joost"), leave("anna", PROBATION, "Klaar."))),
    (190, (close("anna", "Verhuisd."),)),
    (193, (close("bram"),)),
    (230, (reopen("anna", "Hij is terug."), corrects_person("bram", "Ruben Kuipers", birth_date=date(1987, 11, 2)))),
    (240, (ends_work("anna"),)),
    (250, (take("bram"), incident("iris", IncidentKind.DAMAGE, "Een ruit.", days_before=3))),
    (300, (leave("bram", POLICE, "Overgedragen."),)),
    (310, (switches("iris", active=False),)),
    (320, (switches("iris", active=True),)),
    (330, (works("iris", Role.COORDINATOR), join("iris", "iris"))),
    (365, (incident("iris", IncidentKind.CONTACT, "Een kaart."),)),
)


def play(users, *, every_day: bool = False) -> Iterator[tuple[datetime, Stage]]:
    """The year, day by day; yields the moment once what happened that day is done, of quiet days only if asked."""
    stage, happens = Stage(users), dict(YEAR)
    for day in range(YEAR[-1][0] + 1):
        beats = happens.get(day, ())
        if not (beats or every_day):
            continue
        moment = START + timedelta(days=day)
        for number, beat in enumerate(beats):
            with played.at(moment + timedelta(minutes=number)):
                stage.users = {name: type(user).objects.get(pk=user.pk) for name, user in users.items()}
                beat(stage)
        yield moment + timedelta(minutes=len(beats)), stage
