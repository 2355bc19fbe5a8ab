"""Cases in Melden: what waits for an answer, an unknown suspect, and one that came back by new signals."""

from datetime import date

from cases.demo.case_beats import child, edit, first_done, move, opens, skipped, who
from cases.demo.cast import (
    CCB,
    OM,
    POLICE,
    PROBATION,
    SHN,
    VT_FRIESLAND,
    VT_GRONINGEN,
    ZVH_DRENTHE,
    ZVH_FRIESLAND,
    ZVH_GRONINGEN,
)
from cases.demo.risk_beats import answer, incident, read, refer, request, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import invite, join, offer_empty, take
from cases.enums import Compartment, IncidentKind, RegieKind, Relation, SashLevel

_THREAT = (IncidentKind.THREAT,)

_ZVH_WAITS: Story = (
    on(
        24,
        opens(
            "bram",
            "groningen",
            "Na de scheiding blijft hij komen met smoesjes over spullen. Afspraken over de sleutel houdt hij niet na.",
            who("Gerda Huizinga", date(1979, 8, 19)),
            who("Harm Wolthuis", date(1976, 1, 5)),
        ),
        incident("bram", IncidentKind.FOLLOWING, "Hij stond in de achtertuin en klopte op het raam.", days_before=2),
    ),
    on(22, move("bram", "melden"), take("bram", RegieKind.POLICE), first_done("bram", 2), edit("bram", spoken=0)),
    on(
        11,
        sash("bram", SashLevel.MEDIUM, "Hij houdt zich niet aan afspraken. Geen geweld, wel steeds dichter bij huis."),
        invite("bram", VT_GRONINGEN, share=True),
        join("yara", "iris"),
    ),
    on(
        8,
        refer(
            "bram",
            ZVH_GRONINGEN,
            "Aanhoudende stalking na een scheiding, SASH matig. Wij vragen u om de regie van de keten.",
        ),
    ),
)

_BACK_TO_REPORT: Story = (
    on(
        120,
        opens(
            "bram",
            "groningen",
            "Haar ex volgt haar naar sport en werk en kent haar rooster.",
            who("Fleur Nijdam", date(1992, 5, 27)),
            who("Kevin Staal", date(1990, 10, 11)),
        ),
        incident("bram", IncidentKind.FOLLOWING, "Hij stond drie avonden achter elkaar bij de sportschool."),
    ),
    on(
        118,
        move("bram", "melden"),
        sash("bram", SashLevel.MEDIUM, "Hij volgt haar bewust en kent haar rooster."),
        refer("bram", ZVH_GRONINGEN, "Stalking met een vast patroon, SASH matig. Graag regie."),
        refer("bram", CCB, "SASH matig: wij vragen u mee te doen, zoals afgesproken in Noord-Nederland."),
    ),
    on(116, answer("anna"), answer("gijs"), take("anna"), share("bram", ZVH_GRONINGEN, CCB), read("anna", "gijs")),
    on(
        115,
        invite("anna", OM, PROBATION, share=True),
        join("zeger", "hanna"),
        join("anna", "joost"),
        read("hanna", "joost"),
    ),
    on(112, first_done("bram", 5), first_done("hanna", 3), edit("anna", suspect_contact="hanna")),
    on(96, move("anna", "onderzoek"), take("joost", RegieKind.CRIMINAL), first_done("bram", 2), first_done("joost", 2)),
    on(
        95,
        incident(
            "gijs",
            IncidentKind.OTHER,
            "Overleg over passende maatregelen gepland.",
            only=Compartment.CCB,
            days_before=0,
        ),
    ),
    on(
        12,
        incident(
            "bram", IncidentKind.WEAPON, "Hij liet een kennis een mes zien en noemde daarbij haar naam.", also=_THREAT
        ),
        edit("anna", summary="Haar ex volgde haar naar sport en werk. Na een rustige tijd dreigt hij nu met een mes."),
        move("anna", "melden", "Nieuwe signalen: dreiging met een mes. Opnieuw beoordelen en een nieuwe SASH."),
    ),
    on(
        11,
        sash(
            "bram",
            SashLevel.HIGH,
            "Dreiging met een mes, hij raakt geïsoleerd.",
            share=(ZVH_GRONINGEN, CCB, OM, PROBATION),
        ),
        first_done("bram", 3),
    ),
    on(
        10,
        read("anna", "gijs", "joost"),
        edit("bram", spoken=0),
        refer("anna", VT_GRONINGEN, "Dreiging met een mes. Graag meekijken."),
    ),
    on(9, answer("iris"), read("hanna"), share("bram", VT_GRONINGEN), first_done("iris", 2)),
    on(2, read("iris"), edit("bram", spoken=1)),
    on(1, incident("bram", IncidentKind.WEAPON, "Een buur zag hem met een mes bij haar auto.")),
)

_UNKNOWN_SUSPECT: Story = (
    on(
        34,
        opens(
            "lotte",
            "friesland",
            "Een onbekende volgt haar online en weet steeds waar zij is. Zij vermoedt een volgapp op haar telefoon.",
            who("Nynke Sinnema", date(1999, 7, 4), Relation.STRANGER),
            None,
        ),
        incident(
            "lotte", IncidentKind.CONTACT, "Berichten over waar zij die dag is geweest, van een onbekend account."
        ),
        incident("lotte", IncidentKind.OTHER, "Een boeket zonder afzender bij haar werk.", days_before=3),
    ),
    on(
        31,
        move("lotte", "melden"),
        sash("lotte", SashLevel.HIGH, "De dader is onbekend en weet veel van haar. Zij slaapt niet meer thuis."),
        refer("lotte", ZVH_FRIESLAND, "Onbekende dader die haar volgt, SASH hoog. Graag regie."),
        refer("lotte", CCB, "SASH hoog, dader onbekend. Graag aansluiten."),
    ),
    on(
        29,
        answer("sietske"),
        answer("gijs"),
        take("sietske"),
        share("lotte", ZVH_FRIESLAND, CCB),
        read("sietske", "gijs"),
        first_done("lotte", 4),
    ),
    on(20, invite("sietske", SHN, share=True), join("noor", "noor"), read("noor"), first_done("noor", 1)),
    on(
        5,
        edit("lotte", spoken=0),
        incident("lotte", IncidentKind.CONTACT, "Nieuw bericht met een foto van haar fiets."),
    ),
)

_REQUESTED: Story = (
    on(
        18,
        opens(
            "lotte",
            "friesland",
            "Hij is aangehouden nadat hij haar ’s nachts opwachtte in het portiek.",
            who("Lisanne Overdiep", date(1996, 2, 29)),
            who("Jorn Wigersma", date(1992, 1, 7)),
        ),
        incident("lotte", IncidentKind.FOLLOWING, "Hij wachtte in het portiek en ging pas weg toen er politie kwam."),
        move("lotte", "melden"),
    ),
    on(16, sash("lotte", SashLevel.MEDIUM, "Nachtelijk opwachten, hij drinkt veel.", only=Compartment.JUSTICE)),
    on(
        15,
        invite("lotte", PROBATION, VT_FRIESLAND),
        join("zeger", "zeger"),
        join("femke", "femke"),
        first_done("zeger", 1),
    ),
    on(4, request("zeger"), first_done("lotte", 2), edit("lotte", spoken=1)),
)

_NO_SASH: Story = (
    on(
        20,
        opens(
            "chris",
            "drenthe",
            "Haar ex komt onaangekondigd binnen met een oude sleutel en controleert haar telefoon.",
            who("Kim Everts", date(1997, 10, 10)),
            who("Patrick Joling", date(1995, 6, 16)),
        ),
        child("chris", "Noud Joling", date(2021, 3, 3)),
        incident("chris", IncidentKind.FOLLOWING, "Hij stond binnen toen zij thuiskwam met haar zoon.", days_before=3),
        invite("chris", POLICE),
        refer("chris", ZVH_DRENTHE, "Jong kind in huis, hij heeft een sleutel. Graag meedenken over de regie."),
    ),
    on(18, answer("ruben"), take("ruben"), join("karim", "mees"), move("ruben", "melden"), edit("chris", spoken=0)),
    on(15, incident("mees", IncidentKind.ONLINE, "Hij las haar mail mee via een oude tablet."), first_done("chris", 3)),
    on(
        12,
        edit("ruben", suspect_contact="mees"),
        skipped(
            "mees", "melden-politie-normstellend-gesprek", "Eerst de sloten vervangen, daarna pas met hem spreken."
        ),
    ),
)

_OFFER_UNANSWERED: Story = (
    on(
        26,
        opens(
            "mees",
            "drenthe",
            "Na een breuk van een jaar geleden komt hij steeds vaker naar de voetbalclub van haar zoon.",
            who("Rianne Kuik", date(1987, 1, 22)),
            who("Edwin Sanders", date(1985, 7, 14)),
        ),
        child("mees", "Daan Kuik", date(2013, 10, 8)),
        incident("mees", IncidentKind.FOLLOWING, "Hij stond bij de kleedkamers en sprak haar zoon aan.", days_before=2),
        move("mees", "melden"),
    ),
    on(
        24,
        sash("mees", SashLevel.MEDIUM, "Hij zoekt haar via haar zoon en luistert niet naar anderen."),
        refer("mees", ZVH_DRENTHE, "SASH matig, een kind wordt aangesproken. Graag meedoen."),
        refer("mees", CCB, "SASH matig, graag aansluiten."),
    ),
    on(
        22,
        answer("ruben"),
        answer("gijs"),
        share("mees", ZVH_DRENTHE, CCB),
        read("ruben", "gijs"),
        first_done("mees", 2),
    ),
    on(7, offer_empty("mees", "ruben"), edit("mees", spoken=0)),
)

STORIES: tuple[Story, ...] = (
    _ZVH_WAITS,
    _BACK_TO_REPORT,
    _UNKNOWN_SUSPECT,
    _REQUESTED,
    _NO_SASH,
    _OFFER_UNANSWERED,
)
