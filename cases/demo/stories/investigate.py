"""Cases in Onderzoek: children, a hand-over that waits, a phase that was skipped."""

from datetime import date

from cases.demo.case_beats import child, edit, first_done, move, opens, person, who
from cases.demo.cast import (
    CCB,
    FORENSIC,
    OM,
    POLICE,
    PROBATION,
    RVDK,
    SHN,
    VT_DRENTHE,
    VT_FRIESLAND,
    ZVH_DRENTHE,
    ZVH_FRIESLAND,
    ZVH_GRONINGEN,
)
from cases.demo.risk_beats import answer, enrich, incident, read, refer, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import decline, hand_over, invite, join, take, take_over
from cases.enums import Compartment, IncidentKind, PersonRole, RegieKind, Relation, SashLevel

_ONLINE_THREAT = (IncidentKind.THREAT, IncidentKind.ONLINE)

_CHILDREN: Story = (
    on(
        85,
        opens(
            "femke",
            "friesland",
            "Overdracht van de kinderen loopt steeds uit op dreiging. Hij volgt haar met een zender in een knuffel.",
            who("Hanneke Spoelstra", date(1986, 3, 31)),
            who("Jurre Bakema", date(1985, 8, 8)),
        ),
        child("femke", "Tim Bakema", date(2015, 2, 18)),
        child("femke", "Evi Bakema", date(2018, 6, 5)),
        person("femke", PersonRole.OTHER, "Douwe Spoelstra", date(1958, 12, 20), Relation.PARENT),
        incident("femke", IncidentKind.FOLLOWING, "In een knuffel van de jongste zat een zender.", days_before=2),
        take("femke"),
        invite("femke", POLICE),
    ),
    on(84, join("karim", "lotte"), move("femke", "melden"), first_done("femke", 3)),
    on(
        82,
        sash("lotte", SashLevel.MEDIUM, "Hij wil steeds weten waar zij en de kinderen zijn.", share=(VT_FRIESLAND,)),
        read("femke"),
    ),
    on(
        81,
        enrich(
            "femke", SashLevel.HIGH, "De kinderen vertellen dat vader spreekt over ‘verdwijnen’. Opa is ook bedreigd."
        ),
        read("lotte"),
        refer("femke", ZVH_FRIESLAND, "Twee kinderen, zender in een knuffel, SASH hoog. Graag regie en een plan."),
        refer("femke", CCB, "SASH hoog, graag aansluiten voor het plan."),
    ),
    on(79, answer("sietske"), answer("gijs"), share("femke", ZVH_FRIESLAND, CCB), read("sietske", "gijs")),
    on(
        78,
        hand_over("femke", "lotte", "De politie spreekt beide ouders het vaakst."),
        decline("lotte", "Met twee kinderen en zoveel partners hoort dit bij het ZVH."),
        hand_over("femke", "sietske", "Er doen veel partners mee. Graag neemt het ZVH de regie."),
    ),
    on(77, take_over("sietske"), invite("sietske", OM, PROBATION, RVDK, share=True), join("sietske", "joost", "hanna")),
    on(
        76,
        join("olaf", "olaf"),
        read("joost", "hanna", "olaf"),
        take("lotte", RegieKind.POLICE),
        first_done("lotte", 6),
    ),
    on(
        60,
        move("sietske", "onderzoek"),
        take("joost", RegieKind.CRIMINAL),
        first_done("olaf", 2),
        first_done("femke", 3),
    ),
    on(
        55,
        edit("sietske", victim_contact="femke", suspect_contact="hanna", spoken=0),
        incident(
            "lotte",
            IncidentKind.OTHER,
            "In zijn telefoon staan zoekopdrachten naar wapens. Nader onderzoek loopt.",
            only=Compartment.JUSTICE,
            admitted="sietske",
            admission_ground="Nodig om als regisseur de veiligheid van de kinderen te kunnen afwegen.",
        ),
        first_done("hanna", 3),
        first_done("gijs", 3),
    ),
    on(9, edit("femke", spoken=1), first_done("olaf", 1)),
)

_CCB_ASKED: Story = (
    on(
        55,
        opens(
            "mees",
            "drenthe",
            "Hij dreigt haar en haar nieuwe partner, en deelt filmpjes waarin hij met een mes staat.",
            who("Daniëlle Hidding", date(1991, 8, 26)),
            who("Stefan Roelfs", date(1989, 3, 12)),
        ),
        incident("mees", IncidentKind.WEAPON, "Filmpje met een mes, met haar voornaam in beeld.", also=_ONLINE_THREAT),
        person("mees", PersonRole.OTHER, "Joris Weening", date(1990, 2, 2), Relation.NEW_PARTNER),
        move("mees", "melden"),
        take("mees", RegieKind.POLICE),
    ),
    on(
        54,
        refer("mees", ZVH_DRENTHE, "Dreiging met een mes tegen twee mensen. Graag met spoed."),
        first_done("mees", 3),
    ),
    on(53, answer("ruben"), take("ruben"), invite("ruben", VT_DRENTHE, OM, PROBATION), join("ruben", "joost", "zeger")),
    on(52, join("ruben", "chris"), first_done("chris", 3)),
    on(40, move("ruben", "onderzoek"), take("joost", RegieKind.CRIMINAL), first_done("joost", 2)),
    on(
        4,
        sash(
            "mees", SashLevel.MEDIUM, "Dreigt met een mes, maar zoekt haar niet op.", share=(VT_DRENTHE, OM, PROBATION)
        ),
        read("chris", "zeger"),
    ),
    on(
        3,
        enrich(
            "chris", SashLevel.HIGH, "De nieuwe partner is gevolgd tot zijn werk. Zij durven niet meer naar buiten."
        ),
        share("chris", ZVH_DRENTHE),
        read("ruben", "mees"),
    ),
    on(1, refer("ruben", CCB, "SASH verrijkt naar hoog. Graag aansluiten voor het plan."), edit("mees", spoken=0)),
    on(1, sash("chris", SashLevel.HIGH, "Zij durft niet meer naar buiten. Nog te delen met de anderen.")),
)

_SKIPPED_PHASE: Story = (
    on(
        65,
        opens(
            "mees",
            "drenthe",
            "Een klant volgt een winkelmedewerker. Hij werd op heterdaad aangehouden.",
            who("Jasmijn Otter", date(2000, 5, 19), Relation.STRANGER),
            who("Leon Hamming", date(1978, 8, 2), Relation.STRANGER),
        ),
        incident("mees", IncidentKind.FOLLOWING, "Hij volgde haar van de winkel naar de bus. Een handhaver greep in."),
        take("mees"),
    ),
    on(
        64,
        move("mees", "onderzoek", "Aanhouding op heterdaad: de aangifte is meteen opgenomen."),
        invite("mees", OM),
        join("mees", "joost"),
        take("joost", RegieKind.CRIMINAL),
        sash("mees", SashLevel.LOW, "Eerste incident, hij schrok van de aanhouding.", share=(OM,)),
    ),
    on(62, read("joost"), first_done("mees", 3), first_done("joost", 2)),
    on(19, edit("mees", spoken=0), invite("mees", SHN), join("noor", "noor")),
)

_HANDOVER_WAITS: Story = (
    on(
        70,
        opens(
            "bram",
            "groningen",
            "Zij woont samen met een nieuwe partner. Haar ex valt hen beiden lastig en zet familie onder druk.",
            who("Ilse Groothuis", date(1988, 10, 20)),
            who("Marco Eisinga", date(1984, 12, 13)),
        ),
        incident("bram", IncidentKind.THIRD_PARTY, "Hij stuurde haar ouders foto’s uit de relatie.", days_before=3),
    ),
    on(66, move("bram", "melden"), refer("bram", ZVH_GRONINGEN, "Twee gezinnen geraakt, graag verbinden.")),
    on(
        64,
        answer("anna"),
        join("anna", "tess"),
        take("anna"),
        refer("anna", CCB, "Wij verwachten een uitkomst matig. Graag meedenken."),
        invite("anna", FORENSIC),
    ),
    on(63, answer("gijs"), join("quinten", "quinten"), first_done("bram", 4)),
    on(
        50,
        sash(
            "bram",
            SashLevel.MEDIUM,
            "Hij zoekt steeds nieuwe wegen. De nieuwe partner is ook bang.",
            share=(ZVH_GRONINGEN, CCB),
        ),
        read("anna", "gijs"),
        move("anna", "onderzoek"),
        first_done("gijs", 2),
    ),
    on(
        30,
        edit("bram", spoken=1),
    ),
    on(4, hand_over("anna", "tess", "Ik draag een deel van mijn zaken over. Jij kent dit gezin al uit het overleg.")),
)

STORIES: tuple[Story, ...] = (
    _CHILDREN,
    _CCB_ASKED,
    _SKIPPED_PHASE,
    _HANDOVER_WAITS,
)
