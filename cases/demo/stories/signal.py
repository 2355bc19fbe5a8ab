"""Cases in Signaleren: without a regisseur yet, without a SASH, refused by the ZVH, or soon local."""

from datetime import date

from cases.demo.case_beats import edit, first_done, opens, skipped, who
from cases.demo.cast import POLICE, VT_GRONINGEN, ZVH_FRIESLAND
from cases.demo.risk_beats import answer, incident, read, refer, sash
from cases.demo.stage import Story, on
from cases.demo.team_beats import invite, join, take
from cases.enums import IncidentKind, Relation, SashLevel

_FIRST_SIGNALS: Story = (
    on(
        2,
        opens(
            "bram",
            "groningen",
            "Een ex-vriend rijdt meerdere keren per week langs en legt briefjes onder de ruitenwisser.",
            who("Jolien Terpstra", date(1995, 6, 8)),
            who("Niek Oldenburger", date(1993, 2, 17)),
        ),
        incident("bram", IncidentKind.FOLLOWING, "Hij reed vier keer langs en stopte twee keer voor de deur."),
        incident(
            "bram", IncidentKind.OTHER, "Briefje onder de ruitenwisser: ‘Ik weet dat je thuis bent.’", days_before=0
        ),
    ),
)

_WIJKTEAM: Story = (
    on(
        5,
        opens(
            "petra",
            "groningen",
            "Cliënte vertelt dat haar ex steeds nieuwe accounts maakt om haar te bereiken. Zij durft geen aangifte "
            "te doen.",
            who("Samira Haddou", date(1998, 12, 1)),
            who("Dennis Ploeg", date(1996, 4, 23)),
        ),
        edit("petra", spoken=0),
        first_done("petra", 1),
    ),
    on(
        3,
        refer(
            "petra",
            VT_GRONINGEN,
            "Cliënte wordt via steeds nieuwe accounts benaderd en is bang. Wij vragen u mee te kijken naar haar "
            "veiligheid.",
        ),
        incident(
            "petra", IncidentKind.ONLINE, "Drie nieuwe accounts in twee dagen, met steeds dezelfde soort berichten."
        ),
    ),
)

_REFUSED: Story = (
    on(
        28,
        opens(
            "lotte",
            "friesland",
            "Een ex-collega blijft haar opzoeken, ook na een gesprek met de werkgever.",
            who("Marijke Postmus", date(1994, 9, 1), Relation.ACQUAINTANCE),
            who("Hylke Rinsma", date(1989, 6, 22), Relation.ACQUAINTANCE),
        ),
        take("lotte"),
        incident("lotte", IncidentKind.FOLLOWING, "Hij zat twee uur in zijn auto tegenover haar werk."),
    ),
    on(
        25,
        refer("lotte", ZVH_FRIESLAND, "Ex-collega houdt niet op. Kunt u meedenken over de aanpak?"),
        first_done("lotte", 2),
    ),
    on(
        22,
        answer(
            "sietske",
            accept=False,
            reason="Nog geen SASH en één partner. Dit kan nu lokaal. Meld opnieuw aan als het risico matig of hoog is.",
        ),
        skipped("lotte", "gesprek-dader", "De werkgever heeft al met hem gesproken, zonder resultaat."),
    ),
    on(
        2,
        incident("lotte", IncidentKind.THIRD_PARTY, "Hij vroeg bij haar buren naar haar werktijden."),
        sash("lotte", SashLevel.MEDIUM, "Hij gaat door na een duidelijke grens en zoekt haar nu ook privé op."),
        edit("lotte", spoken=0),
    ),
)

_LOCAL: Story = (
    on(
        45,
        opens(
            "femke",
            "friesland",
            "Een buurman zoekt steeds contact en blijft voor het raam staan. Het lokale veld pakt dit op.",
            who("Corrie Dijkman", date(1957, 5, 5), Relation.ACQUAINTANCE),
            who("Gerben Nauta", date(1961, 12, 30), Relation.ACQUAINTANCE),
        ),
        take("femke"),
        incident("femke", IncidentKind.FOLLOWING, "Hij stond een half uur voor het raam en zwaaide."),
    ),
    on(
        43,
        sash("femke", SashLevel.LOW, "Hij is eenzaam en in de war. Geen dreiging."),
        invite("femke", POLICE, share=True),
    ),
    on(42, join("karim", "lotte"), read("lotte"), first_done("femke", 2)),
    on(
        30, edit("femke", spoken=0), skipped("femke", "opschalen-zvh", "Het risico is laag en de buurt werkt goed mee.")
    ),
)

STORIES: tuple[Story, ...] = (
    _FIRST_SIGNALS,
    _WIJKTEAM,
    _REFUSED,
    _LOCAL,
)
