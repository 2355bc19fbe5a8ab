"""Cases in Veroordeling: supervision, new signals, and a proposal to close."""

from datetime import date

from cases.demo.case_beats import edit, first_done, move, opens, propose_closing, view_on_closing, who
from cases.demo.cast import CCB, OM, PROBATION, ZVH_DRENTHE, ZVH_FRIESLAND, ZVH_GRONINGEN
from cases.demo.risk_beats import answer, incident, read, refer, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import invite, join, take
from cases.enums import ClosingView, Compartment, IncidentKind, RegieKind, SashLevel

_SUPERVISION: Story = (
    on(
        240,
        opens(
            "lotte",
            "friesland",
            "Na de scheiding komt hij dronken aan de deur en heeft hij een ruit ingegooid.",
            who("Tineke Wagenaar", date(1969, 1, 12)),
            who("Auke Schaaf", date(1967, 10, 3)),
        ),
        incident("lotte", IncidentKind.DAMAGE, "Hij gooide een ruit in. Een buur heeft het gezien."),
        move("lotte", "melden"),
    ),
    on(
        238,
        sash("lotte", SashLevel.MEDIUM, "Vernieling in dronkenschap, spijt maar geen inzicht."),
        refer("lotte", ZVH_FRIESLAND, "SASH matig na vernieling."),
        refer("lotte", CCB, "SASH matig, graag aansluiten."),
    ),
    on(
        236,
        answer("sietske"),
        answer("gijs"),
        take("sietske"),
        share("lotte", ZVH_FRIESLAND, CCB),
        read("sietske", "gijs"),
    ),
    on(230, invite("sietske", OM, PROBATION, share=True), join("sietske", "joost", "hanna"), read("joost", "hanna")),
    on(215, first_done("lotte", 6), move("sietske", "onderzoek"), take("joost", RegieKind.CRIMINAL)),
    on(160, first_done("joost", 5), first_done("hanna", 6), move("sietske", "vervolgen")),
    on(
        110,
        first_done("joost", 5),
        move("sietske", "veroordeling"),
        edit(
            "sietske",
            suspect_contact="hanna",
            summary="Veroordeeld na vernieling en belaging, met toezicht en een contactverbod. Hij houdt zich "
            "meestal aan de voorwaarden.",
        ),
    ),
    on(50, first_done("hanna", 3), first_done("lotte", 2), edit("lotte", spoken=3)),
)

_AFTER_VERDICT: Story = (
    on(
        225,
        opens(
            "mees",
            "drenthe",
            "Haar ex wacht haar op langs haar vaste fietsroute en heeft haar van de fiets geduwd.",
            who("Sabine Koning", date(1984, 9, 13)),
            who("Arjen Lubbers", date(1981, 5, 21)),
        ),
        incident("mees", IncidentKind.VIOLENCE, "Hij duwde haar van haar fiets en reed weg.", days_before=2),
        move("mees", "melden"),
    ),
    on(
        223,
        sash("mees", SashLevel.HIGH, "Geweld, en hij kent haar vaste routes."),
        refer("mees", ZVH_DRENTHE, "SASH hoog na geweld."),
        refer("mees", CCB, "SASH hoog na geweld. Graag aansluiten."),
    ),
    on(222, answer("ruben"), answer("gijs"), take("ruben"), share("mees", ZVH_DRENTHE, CCB), read("ruben", "gijs")),
    on(221, invite("ruben", OM, PROBATION, share=True), join("ruben", "joost", "zeger"), read("joost", "zeger")),
    on(
        205, first_done("mees", 6), move("ruben", "onderzoek"), take("joost", RegieKind.CRIMINAL), first_done("gijs", 4)
    ),
    on(140, first_done("joost", 5), first_done("zeger", 6), move("ruben", "vervolgen")),
    on(
        80,
        first_done("joost", 5),
        move("ruben", "veroordeling"),
        edit(
            "ruben",
            suspect_contact="zeger",
            summary="Veroordeeld voor mishandeling en belaging, met bijzondere voorwaarden en toezicht.",
        ),
    ),
    on(
        30,
        sash(
            "mees",
            SashLevel.HIGH,
            "Hij houdt zich aan het toezicht, maar praat nog veel over haar.",
            share=(ZVH_DRENTHE, CCB, PROBATION),
        ),
        read("ruben", "gijs", "zeger"),
        first_done("zeger", 2),
    ),
    on(
        7,
        incident(
            "zeger", IncidentKind.OTHER, "Hij miste twee afspraken met de reclassering.", only=Compartment.JUSTICE
        ),
        incident("mees", IncidentKind.FOLLOWING, "Zij zag hem twee keer langs haar fietsroute staan."),
        edit("mees", spoken=0),
    ),
)

_CLOSING_WAITS: Story = (
    on(
        235,
        opens(
            "bram",
            "groningen",
            "Haar ex stuurt haar en haar zus elke dag berichten, ook nadat zij om rust vroeg.",
            who("Annelies Kremer", date(1970, 4, 9)),
            who("Tjeerd Borg", date(1968, 9, 28)),
        ),
        incident("bram", IncidentKind.CONTACT, "Dagelijks berichten, ook aan haar zus.", days_before=4),
    ),
    on(233, sash("bram", SashLevel.LOW, "Vasthoudend, maar geen dreiging of geweld."), move("bram", "melden")),
    on(230, refer("bram", ZVH_GRONINGEN, "Veel partners betrokken, graag afstemmen."), first_done("bram", 4)),
    on(228, answer("anna"), take("anna"), invite("anna", OM, PROBATION), join("anna", "joost", "hanna")),
    on(210, move("anna", "onderzoek"), first_done("bram", 5), first_done("joost", 5)),
    on(150, move("anna", "vervolgen"), first_done("joost", 5)),
    on(
        100,
        move("anna", "veroordeling"),
        first_done("hanna", 4),
        edit(
            "anna",
            suspect_contact="hanna",
            spoken=1,
            summary="Veroordeeld voor belaging, met een contactverbod. Sinds de uitspraak is het rustig.",
        ),
    ),
    on(
        15,
        sash("bram", SashLevel.LOW, "Geen contact meer sinds de uitspraak.", share=(ZVH_GRONINGEN, PROBATION)),
        read("anna", "hanna"),
        edit("bram", spoken=0),
    ),
    on(
        6,
        propose_closing(
            "anna", "Het contactverbod is nageleefd en het slachtoffer voelt zich veilig. Voorstel: sluiten."
        ),
    ),
    on(5, view_on_closing(ClosingView.NO_OBJECTION, "bram")),
    on(3, view_on_closing(ClosingView.NOT_YET, "hanna")),
)

STORIES: tuple[Story, ...] = (
    _SUPERVISION,
    _AFTER_VERDICT,
    _CLOSING_WAITS,
)
