"""The one case with everything to show: Anna holds the regie, Bram is on the team."""

from datetime import date

from cases.demo.case_beats import (
    child,
    circumstance,
    corrects_person,
    decided,
    done,
    edit,
    first_done,
    move,
    note,
    opens,
    skipped,
    who,
)
from cases.demo.cast import OM, PROBATION, SHN, VT_GRONINGEN, ZVH_GRONINGEN
from cases.demo.risk_beats import answer, corrects_incident, enrich, incident, judges, read, refer, sash, share
from cases.demo.stage import Story, on
from cases.demo.team_beats import hand_over, invite, join, take, take_over
from cases.enums import CircumstanceKind, CircumstanceValue, Compartment, IncidentKind, NoteKind, RegieKind, SashLevel

_BY_PHONE = (IncidentKind.CONTACT,)

_MARIT: Story = (
    on(
        30,
        opens(
            "bram",
            "groningen",
            "Marit verbrak in het voorjaar de relatie. Sinds de zomer zoekt Ruben haar op bij haar werk en bij "
            "school, belt hij ’s nachts en benadert hij vrienden. Er zijn twee kinderen. Hij zegt dat hij zijn gezin "
            "niet laat afpakken.",
            who("Marit de Boer", date(1990, 3, 14)),
            who("Ruben Kuipers", date(1987, 11, 2)),
            reference_number="BVH-DEMO-0417",
        ),
        incident(
            "bram",
            IncidentKind.CONTACT,
            "Ruim dertig gemiste oproepen in één nacht, daarna berichten dat zij moet opnemen.",
            days_before=2,
        ),
        child("bram", "Sem Kuipers", date(2016, 9, 21)),
        child("bram", "Liv Kuipers", date(2019, 1, 30)),
        edit("bram", spoken=0),
        done("bram", "politie-logboek"),
    ),
    on(
        28,
        incident(
            "bram",
            IncidentKind.THIRD_PARTY,
            "Hij vroeg een vriendin van Marit waar zij ’s avonds is en met wie. De vriendin heeft niets gezegd.",
        ),
        take("bram"),
        skipped("bram", "politie-gesprek-dader", "Een gesprek kan hem nu bozer maken. Eerst de SASH invullen."),
        done("bram", "politie-slachtoffer-verwijzen"),
    ),
    on(
        26,
        incident(
            "bram",
            IncidentKind.FOLLOWING,
            "Hij wachtte haar op na het werk en hield haar bij de arm vast. Een collega kwam ertussen. Lichte blauwe "
            "plek.",
            also=(IncidentKind.VIOLENCE,),
        ),
        corrects_incident(
            "bram",
            "hield haar bij de arm vast",
            text="Hij wachtte haar op na het werk en hield haar bij beide armen vast. Een collega kwam ertussen. "
            "Lichte blauwe plekken op haar bovenarmen.",
        ),
        corrects_person("bram", "Sem Kuipers", birth_date=date(2016, 9, 12)),
        edit("bram", spoken=0),
    ),
    on(
        25,
        move("bram", "melden"),
        take("bram", RegieKind.POLICE),
        invite("bram", VT_GRONINGEN),
        join("yara", "iris"),
        circumstance("bram", CircumstanceKind.REPORT, CircumstanceValue.YES),
        done("bram", "politie-zorgmelding"),
    ),
    on(
        24,
        sash(
            "bram",
            SashLevel.MEDIUM,
            "Hij accepteert de breuk niet en zoekt haar steeds vaker op. Eerder duwen en trekken in de relatie. "
            "Marit is bang. Geen aanwijzing voor een wapen.",
            share=(VT_GRONINGEN,),
        ),
        read("iris"),
        done("iris", "veilig-thuis-wie-spreekt-wie"),
        circumstance("iris", "danger", "yes"),
    ),
    on(
        22,
        enrich(
            "iris",
            SashLevel.HIGH,
            "Uit gesprekken met Marit en de school: hij sprak twee keer over ‘samen gaan of niemand’. De oudste "
            "slaapt slecht en wil niet alleen naar school. Hij is zijn werk kwijt. Wij schatten het risico hoger in.",
        ),
        read("bram"),
        refer(
            "iris",
            ZVH_GRONINGEN,
            "Stalking na een breuk, met twee kinderen in het gezin. De SASH is verrijkt en het risico is hoog. Wij "
            "vragen u de aanpak van de partners te verbinden.",
        ),
    ),
    on(20, answer("anna"), join("anna", "tess"), share("iris", ZVH_GRONINGEN), read("anna")),
    on(
        19,
        hand_over(
            "bram", "anna", "Het risico is hoog en er doen straks meer partners mee. Graag neemt het ZVH dit over."
        ),
        take_over("anna", deputy="tess"),
        invite("anna", PROBATION, share=True),
        join("zeger", "hanna"),
        read("hanna"),
    ),
    on(
        18,
        edit("anna", suspect_contact="hanna"),
        done("iris", "veilig-thuis-veiligheidsplan", "veilig-thuis-kinderen"),
        first_done("hanna", 3),
        judges(
            "hanna",
            SashLevel.MEDIUM,
            "Hij komt zijn afspraken na en is aanspreekbaar. Hij legt de schuld wel steeds bij haar.",
        ),
        decided(
            "bram",
            "politie-normstellend-gesprek",
            "option-2",
            "Er is aangifte en het risico is hoog. Besproken met reclassering.",
        ),
        circumstance("bram", "suspect", "free"),
    ),
    on(
        15,
        incident(
            "hanna",
            IncidentKind.THIRD_PARTY,
            "In het gesprek zei hij dat hij via een kennis hoort waar Marit is. Hij noemde geen naam.",
            only=Compartment.JUSTICE,
        ),
        invite("anna", SHN, share=True),
        join("noor", "noor"),
    ),
    on(
        14,
        note("noor", "Gebeld met Marit. Zij slaapt bij haar zus en wil donderdag een gesprek.", NoteKind.PHONE),
        read("noor"),
        first_done("noor", 2),
        edit("bram", spoken=0),
    ),
    on(
        10,
        move("anna", "onderzoek"),
        invite("anna", OM),
        join("anna", "joost"),
        take("joost", RegieKind.CRIMINAL),
        first_done("bram", 2),
    ),
    on(
        8,
        decided("iris", "veilig-thuis-vervolg", "later", "Eerst het gesprek met de school.", later=20),
        first_done("iris", 2),
        incident(
            "bram",
            IncidentKind.OTHER,
            "Eigen aantekening: collega’s rijden rond schooltijd extra langs. Nog af te stemmen met het team.",
            only=Compartment.ORGANISATION,
        ),
        done("joost", "aanpak-kiezen"),
        done("hanna", "onderzoek-reclassering-dut", "overbelasting"),
    ),
    on(
        6,
        share("anna", OM),
        incident(
            "iris",
            IncidentKind.FOLLOWING,
            "De school zag hem bij het hek staan. Hij vertrok toen een leraar naar buiten kwam.",
        ),
        first_done("iris", 1),
    ),
    on(
        3,
        incident(
            "bram",
            IncidentKind.ONLINE,
            "Een nepaccount plaatste foto’s van Marit met de vraag wie weet waar zij is. De pagina is bewaard als "
            "bewijs.",
        ),
        edit("bram", spoken=0),
    ),
    on(
        1,
        incident(
            "bram", IncidentKind.THIRD_PARTY, "Veertien berichten via de telefoon van een vriend.", also=_BY_PHONE
        ),
        edit("bram", spoken=0),
    ),
)

STORIES: tuple[Story, ...] = (_MARIT,)
