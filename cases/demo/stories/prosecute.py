"""Cases in Vervolgen: before the court, and one of which the regisseur left his job."""

from datetime import date

from cases.demo.case_beats import child, edit, first_done, move, opens, who
from cases.demo.cast import CCB, COURT, OM, PROBATION, SHN, VT_GRONINGEN, ZVH_DRENTHE, ZVH_FRIESLAND, ZVH_GRONINGEN
from cases.demo.risk_beats import answer, incident, read, refer, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import invite, join, leaves_job, take
from cases.enums import IncidentKind, RegieKind, SashLevel

_AT_COURT: Story = (
    on(
        170,
        opens(
            "bram",
            "groningen",
            "Al maanden stuurt hij dreigende berichten. Nu zijn ook haar banden lek. Er is een kind in het gezin.",
            who("Wiebke Mulder", date(1985, 2, 3)),
            who("Rob Feenstra", date(1983, 7, 30)),
        ),
        incident("bram", IncidentKind.DAMAGE, "De banden van haar auto zijn lekgestoken. Een buur zag hem weglopen."),
        child("bram", "Jip Feenstra", date(2014, 11, 12)),
        move("bram", "melden"),
    ),
    on(
        168,
        sash("bram", SashLevel.HIGH, "Vernieling, dreigberichten en eerder geweld."),
        refer("bram", ZVH_GRONINGEN, "SASH hoog, een kind in het gezin. Graag met spoed oppakken."),
        refer("bram", CCB, "SASH hoog. Graag aansluiten."),
    ),
    on(
        167,
        answer("tess"),
        answer("gijs"),
        take("tess"),
        share("bram", ZVH_GRONINGEN, CCB),
        read("tess", "gijs"),
        invite("tess", OM, PROBATION, SHN, VT_GRONINGEN, share=True),
    ),
    on(
        166,
        join("tess", "joost", "hanna", "noor", "iris"),
        read("joost", "hanna", "noor", "iris"),
        first_done("bram", 6),
    ),
    on(
        150,
        incident(
            "bram", IncidentKind.FOLLOWING, "Hij stond ’s nachts bij het slaapkamerraam. Daarna is hij aangehouden."
        ),
        move("tess", "onderzoek"),
        take("joost", RegieKind.CRIMINAL),
        take("bram", RegieKind.POLICE),
    ),
    on(148, first_done("bram", 4), first_done("joost", 4), first_done("hanna", 5), first_done("gijs", 3)),
    on(
        60,
        edit("tess", summary="Langdurige stalking met vernieling. De verdachte is onder voorwaarden geschorst."),
        move("tess", "vervolgen"),
        invite("tess", COURT),
        join("tess", "vera"),
        first_done("joost", 3),
    ),
    on(
        40,
        sash(
            "bram",
            SashLevel.HIGH,
            "Rustiger sinds de schorsing, maar hij blijft ontkennen.",
            share=(OM, ZVH_GRONINGEN, CCB),
        ),
        read("joost", "tess", "gijs"),
    ),
    on(
        20,
        first_done("noor", 1),
        first_done("vera", 1),
        edit("noor", spoken=0, victim_contact="noor", suspect_contact="hanna"),
    ),
)

_REGISSEUR_LEFT: Story = (
    on(
        160,
        opens(
            "lotte",
            "friesland",
            "Stalking na een huwelijk van tien jaar. Hij wacht haar op bij winkels en bij haar werk.",
            who("Baukje Hoekstra", date(1977, 11, 25)),
            who("Sjoerd Algra", date(1974, 5, 15)),
        ),
        incident("lotte", IncidentKind.FOLLOWING, "Hij versperde haar de weg bij de supermarkt.", days_before=2),
        move("lotte", "melden"),
    ),
    on(
        157,
        sash("lotte", SashLevel.MEDIUM, "Veel controle tijdens het huwelijk, nu vooral opwachten."),
        refer("lotte", ZVH_FRIESLAND, "Patroon van opwachten, SASH matig."),
        refer("lotte", CCB, "SASH matig, graag aansluiten."),
    ),
    on(155, answer("wout"), answer("gijs"), take("wout"), share("lotte", ZVH_FRIESLAND, CCB), read("wout", "gijs")),
    on(150, invite("wout", OM, PROBATION, share=True), join("wout", "joost", "zeger"), read("joost", "zeger")),
    on(
        140,
        first_done("lotte", 5),
        move("wout", "onderzoek"),
        take("joost", RegieKind.CRIMINAL),
        first_done("joost", 4),
    ),
    on(
        70,
        first_done("zeger", 4),
        incident(
            "lotte", IncidentKind.THIRD_PARTY, "Zijn broer kwam aan de deur om namens hem te praten.", days_before=3
        ),
        move("wout", "vervolgen"),
        first_done("joost", 2),
    ),
    on(
        45,
        sash(
            "lotte",
            SashLevel.MEDIUM,
            "Geen verandering sinds de vorige keer.",
            share=(ZVH_FRIESLAND, OM, CCB, PROBATION),
        ),
        read("wout", "joost", "gijs", "zeger"),
    ),
    on(26, edit("wout", spoken=2, suspect_contact="zeger")),
    on(12, leaves_job("wout")),
)

_BEFORE_TRIAL: Story = (
    on(
        145,
        opens(
            "mees",
            "drenthe",
            "Hij bestelt pakketten op haar naam en maakt nepadvertenties met haar telefoonnummer.",
            who("Evelien Stroop", date(1982, 7, 7)),
            who("Martin Zegering", date(1980, 11, 19)),
        ),
        incident("mees", IncidentKind.ONLINE, "Een nepadvertentie met haar nummer. Zij kreeg tientallen oproepen."),
        move("mees", "melden"),
        take("mees"),
    ),
    on(
        143,
        sash("mees", SashLevel.MEDIUM, "Veel planning en geen inzicht."),
        refer("mees", ZVH_DRENTHE, "Planmatige stalking, SASH matig."),
    ),
    on(141, answer("ruben"), share("mees", ZVH_DRENTHE), read("ruben"), invite("mees", OM, SHN, share=True)),
    on(139, join("mees", "joost", "noor"), read("joost", "noor"), first_done("mees", 5), first_done("noor", 2)),
    on(
        120, move("mees", "onderzoek"), take("joost", RegieKind.CRIMINAL), first_done("mees", 4), first_done("joost", 4)
    ),
    on(38, move("mees", "vervolgen"), first_done("joost", 3), first_done("noor", 1)),
    on(
        25,
        sash(
            "mees",
            SashLevel.MEDIUM,
            "Minder contact, maar hij zoekt nog informatie over haar.",
            share=(OM, SHN, ZVH_DRENTHE),
        ),
        read("joost", "noor", "ruben"),
        edit("noor", spoken=0, victim_contact="noor"),
    ),
)

STORIES: tuple[Story, ...] = (
    _AT_COURT,
    _REGISSEUR_LEFT,
    _BEFORE_TRIAL,
)
