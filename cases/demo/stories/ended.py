"""Cases that were closed: one plainly, one by two people, one reopened, and a new victim of a known suspect."""

from datetime import date

from cases.demo.case_beats import (
    close,
    edit,
    first_done,
    move,
    opens,
    propose_closing,
    reopen,
    rest_skipped,
    view_on_closing,
    who,
)
from cases.demo.cast import POLICE, VT_DRENTHE, VT_FRIESLAND, VT_GRONINGEN, WIJKTEAM_EMMEN
from cases.demo.risk_beats import incident, read, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import invite, join, leave, take
from cases.enums import ClosingView, IncidentKind, Relation, SashLevel

_JANNO = who("Janno Brinks", date(1988, 4, 4))

_CLOSED: Story = (
    on(
        200,
        opens(
            "iris",
            "groningen",
            "Een voormalige huisgenoot blijft berichten sturen, ook nu zij heeft gevraagd te stoppen.",
            who("Roos Meinders", date(2001, 1, 16), Relation.ACQUAINTANCE),
            who("Bas Hovinga", date(2000, 3, 6), Relation.ACQUAINTANCE),
        ),
        incident("iris", IncidentKind.CONTACT, "Vijf berichten op een dag, nadat zij had gevraagd te stoppen."),
        take("iris"),
        invite("iris", POLICE),
        join("karim", "bram"),
    ),
    on(
        198,
        sash("bram", SashLevel.LOW, "Geen dreiging. Hij schrok van de melding en wil stoppen.", share=(VT_GRONINGEN,)),
        read("iris"),
        first_done("bram", 5),
        first_done("iris", 3),
    ),
    on(165, edit("iris", spoken=0), rest_skipped("iris", "Niet meer nodig: het contact is gestopt na het gesprek.")),
    on(160, propose_closing("iris", "Al twee maanden geen contact. Het slachtoffer weet wie zij kan bellen.")),
    on(159, view_on_closing(ClosingView.NO_OBJECTION, "iris", "bram")),
    on(158, close("iris")),
)

_REOPENED: Story = (
    on(
        130,
        opens(
            "femke",
            "friesland",
            "Na een korte relatie stuurt hij al weken berichten en benadert hij haar vriendinnen.",
            who("Amber Jongsma", date(2003, 4, 18)),
            who("Rick Veldkamp", date(2001, 9, 9)),
        ),
        incident("femke", IncidentKind.CONTACT, "Tientallen berichten per dag en gesprekken met haar vriendinnen."),
        take("femke"),
        invite("femke", POLICE),
        join("karim", "lotte"),
    ),
    on(
        128,
        sash("lotte", SashLevel.LOW, "Geen dreiging. Hij zegt dat hij stopt.", share=(VT_FRIESLAND,)),
        read("femke"),
    ),
    on(90, first_done("lotte", 5), propose_closing("femke", "Zes weken rust. Zij heeft een nieuw nummer.")),
    on(89, view_on_closing(ClosingView.NO_OBJECTION, "femke", "lotte")),
    on(88, close("femke", "De taken die nog open staan, gaan over hulp die zij niet wil.")),
    on(87, close("lotte")),
    on(14, reopen("femke", "Hij heeft haar nieuwe nummer en dreigt nu met foto’s.")),
    on(
        13,
        incident("femke", IncidentKind.THREAT, "Hij dreigt foto’s naar haar opleiding te sturen."),
        edit(
            "femke",
            spoken=0,
            summary="Na een korte relatie stuurde hij weken berichten. Dat stopte, maar nu is hij opnieuw begonnen en "
            "dreigt hij met foto’s.",
        ),
        move("femke", "melden"),
    ),
)

_TWO_CLOSED: Story = (
    on(
        215,
        opens(
            "mees",
            "drenthe",
            "Na een korte relatie blijft hij haar bereiken via haar werk en haar collega’s.",
            who("Marleen Hofsteenge", date(1990, 12, 12)),
            _JANNO,
        ),
        incident("mees", IncidentKind.CONTACT, "Berichten via haar werk, ook aan collega’s."),
        take("mees"),
        invite("mees", VT_DRENTHE, WIJKTEAM_EMMEN),
        join("ulco", "ulco"),
    ),
    on(
        214,
        join("mees", "chris"),
        move("mees", "melden"),
        sash("mees", SashLevel.LOW, "Geen dreiging, hij zoekt hulp."),
    ),
    on(213, share("mees", VT_DRENTHE), read("chris"), first_done("mees", 6), first_done("chris", 4)),
    on(190, leave("chris", VT_DRENTHE, "Geen acute of structurele onveiligheid. Meld terug als het niet stopt.")),
    on(
        150,
        edit("mees", spoken=0),
        propose_closing("mees", "Drie maanden rust. Hij heeft hulp, zij voelt zich veilig."),
    ),
    on(149, view_on_closing(ClosingView.NO_OBJECTION, "ulco", "mees")),
    on(148, close("mees", "De open taken horen bij een aanpak die niet meer nodig is.")),
    on(147, close("ulco")),
)

_NEW_VICTIM: Story = (
    on(
        1,
        opens(
            "mees",
            "drenthe",
            "Hij meldde zich bij de balie: zijn ex-vriend staat elke dag bij zijn werk en dreigt zijn familie in te "
            "lichten.",
            who("Thijs Aalders", date(1994, 2, 11)),
            _JANNO,
            go_on_reason="Ander slachtoffer. De eerdere zaak is gesloten.",
        ),
        edit("mees", spoken=0),
    ),
)

STORIES: tuple[Story, ...] = (
    _CLOSED,
    _REOPENED,
    _TWO_CLOSED,
    _NEW_VICTIM,
)
