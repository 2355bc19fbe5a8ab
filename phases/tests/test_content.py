"""The fixture against the source of 2022: which texts there are, and that no role, instrument or threshold got lost.

The tables below were drawn up from the source, not from the fixture.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from phases.enums import Condition, PhaseKey
from phases.models import Gap, Responsibility, Step
from phases.richtext import plain

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "routekaart.json"
ROWS = json.loads(FIXTURE.read_text(encoding="utf-8"))


def rows(model):
    return [row["fields"] for row in ROWS if row["model"] == f"phases.{model}"]


def slugs(links):
    return {slug for (slug,) in links}


TEXTS = {fields["slug"]: fields for fields in rows("responsibility")}
STEPS = {slug: [step for step in rows("step") if step["responsibility"] == [slug]] for slug in TEXTS}


def in_lower_case(*parts):
    return " ".join(" ".join(plain(part) for part in parts).lower().split())


PROSE = {slug: in_lower_case(fields["what"], fields["note"]) for slug, fields in TEXTS.items()}
PUBLIC = {slug: in_lower_case(PROSE[slug], *(step["text"] for step in STEPS[slug])) for slug in TEXTS}

VT_RVDK = "veilig-thuis-en-raad-voor-de-kinderbescherming"
REC_FZ = "reclassering-en-forensische-zorg"
ZVH = "zorg-en-veiligheidshuis"

# partner -> the text it has in each phase, in process order
TABLE = {
    "politie": ["politie", "politie", "politie", None, "politie"],
    "openbaar-ministerie": [
        None,
        "openbaar-ministerie",
        "openbaar-ministerie",
        "openbaar-ministerie",
        "openbaar-ministerie",
    ],
    "reclassering": [REC_FZ, "reclassering", "reclassering", None, "reclassering"],
    "rechterlijke-macht": [None, None, None, "rechterlijke-macht", None],
    "ccb": [None, None, "ccb", None, None],
    "veilig-thuis": [VT_RVDK, "veilig-thuis", VT_RVDK, None, None],
    "raad-voor-de-kinderbescherming": [VT_RVDK, None, VT_RVDK, None, None],
    "forensische-zorg": [REC_FZ, None, None, None, None],
    "slachtofferhulp-nederland": [None, "slachtofferhulp-nederland", None, "slachtofferhulp-nederland", None],
    "sociaal-domein": ["sociaal-domein", None, None, None, None],
    ZVH: [None, None, None, None, None],
}
CELLS = [
    (partner, phase, key) for partner, keys in TABLE.items() for phase, key in zip(PhaseKey.values, keys, strict=True)
]

GAPS = {(ZVH, phase) for phase in PhaseKey.values} | {
    ("raad-voor-de-kinderbescherming", "melden"),
    ("politie", "vervolgen"),
    ("reclassering", "vervolgen"),
    ("veilig-thuis", "vervolgen"),
    ("veilig-thuis", "veroordeling"),
    ("raad-voor-de-kinderbescherming", "veroordeling"),
    ("slachtofferhulp-nederland", "veroordeling"),
}

MENTIONS = {
    "signaleren-politie": "sociaal-domein forensische-zorg veilig-thuis reclassering",
    f"signaleren-{REC_FZ}": f"politie veilig-thuis {ZVH}",
    f"signaleren-{VT_RVDK}": f"politie {ZVH}",
    "signaleren-sociaal-domein": f"politie veilig-thuis {ZVH}",
    "melden-politie": "veilig-thuis reclassering raad-voor-de-kinderbescherming forensische-zorg ccb",
    "melden-openbaar-ministerie": f"politie veilig-thuis reclassering slachtofferhulp-nederland ccb {ZVH}",
    "melden-reclassering": "politie openbaar-ministerie rechterlijke-macht veilig-thuis raad-voor-de-kinderbescherming "
    f"slachtofferhulp-nederland sociaal-domein {ZVH}",
    "melden-veilig-thuis": f"politie reclassering raad-voor-de-kinderbescherming {ZVH}",
    "melden-slachtofferhulp-nederland": "politie openbaar-ministerie",
    "onderzoek-politie": "openbaar-ministerie reclassering veilig-thuis ccb",
    "onderzoek-openbaar-ministerie": "politie reclassering slachtofferhulp-nederland veilig-thuis ccb",
    "onderzoek-reclassering": "politie openbaar-ministerie rechterlijke-macht veilig-thuis "
    f"raad-voor-de-kinderbescherming sociaal-domein {ZVH}",
    "onderzoek-ccb": f"reclassering veilig-thuis raad-voor-de-kinderbescherming openbaar-ministerie {ZVH}",
    f"onderzoek-{VT_RVDK}": f"politie reclassering {ZVH}",
    "vervolgen-openbaar-ministerie": "reclassering",
    "vervolgen-rechterlijke-macht": "openbaar-ministerie reclassering",
    "vervolgen-slachtofferhulp-nederland": "",
    "veroordeling-politie": "reclassering",
    "veroordeling-openbaar-ministerie": "politie reclassering",
    "veroordeling-reclassering": "politie",
}

NAMED_AS = {
    "politie": r"politie|wijkagent|operationeel expert",
    "openbaar-ministerie": r"openbaar ministerie|officier van justitie",
    "reclassering": r"reclassering",
    "rechterlijke-macht": r"rechterlijke macht|rechter-commissaris",
    "ccb": r"\bccb\b",
    "veilig-thuis": r"veilig thuis",
    "raad-voor-de-kinderbescherming": r"\braad voor de kinderbescherming",
    "forensische-zorg": r"forensische (zorg|setting)",
    "slachtofferhulp-nederland": r"slachtofferhulp",
    "sociaal-domein": r"sociaal domein|\(sociaal\) zorgdomein",
    ZVH: r"zorg- en veiligheidshuis|\bzvh\b",
}

RISK_AT_STAKE = "(gemiddeld tot) hoog risico"
FACTS = {
    "signaleren-politie": [
        "kan in deze fase informatie", "informatief", "kan adviseren een logboek", "gesprek met de dader",
        "(sociaal) zorgdomein", "forensische setting", "huisarts", "slachtoffer", "hulpverlening",
        "veiligheidsmaatregelen", "veilig thuis", "eventueel met de reclassering", "eventueel vult u de sash",
        "vervolgstappen", "registreer", "overwegingen", "betrokkenen",
    ],
    f"signaleren-{REC_FZ}": [
        "nieuwe en hernieuwde signalen", "duid", "casusregisseur van de politie", "veilig thuis", "indien nodig",
        "zorg- en veiligheidshuis", "actueel strafrechtelijk kader", "kan de forensische zorg",
        "bijzondere voorwaarden", "intern", "extern", "terugmelding", "(keten)partners", "inventariseer",
        "concrete acties", "consequenties",
    ],
    f"signaleren-{VT_RVDK}": [
        "duid", "operationeel expert jeugd en gezin", "wijkagent", "veiligheidsbeoordeling", "wel of niet",
        "indien nodig", "zorg- en veiligheidshuis", "hulp, begeleiding en ondersteuning", "organiseer", "lokale veld",
        "eventueel", "terug te melden", "stalking niet stopt",
    ],
    "signaleren-sociaal-domein": [
        "duid", "veilig thuis", "zorg- en veiligheidshuis", "zo nodig", "wijkagent", "operationeel expert wijk",
        "op tijd", "professioneel oordeel", "schaal op", "schaal af", "veiligheid", "inhoud centraal", "ave-model",
        "mogelijk",
    ],
    "melden-politie": [
        "beoordeelt de melding of de zaak", "sash", "in afstemming met veilig thuis", "of en wanneer", "aangifte",
        "casusregisseur", "zorgmelding", "oeg", "ggz", "forensische zorg", "recherchepsycholoog", "type stalker",
        "raad voor de kinderbescherming", "reclassering", "samenwerkingsafspraken", "haalbaar", "interventies",
        "beïnvloeding", "behandeling", "hulp voor de dader", "hulp voor het slachtoffer", "mogelijk",
        "normstellend gesprek", "(vrijwillig)", "(verplicht)", "(risico-)inschatting", "risico te hoog",
        "veiligheidsmaatregelen", "eventueel met de reclassering", "ccb", "op locatie", "op persoon",
        "omstandigheden veranderen", "nieuwe informatie", "andere relevante ketenpartners",
        "casusregisseur aanwijst", "vier besluiten",
    ],
    "melden-openbaar-ministerie": [
        "(straf)rechtelijke aanpak", "informatie van de politie en veilig thuis", "eventueel naar informatie",
        "slachtofferhulp nederland", RISK_AT_STAKE, "zorg- en veiligheidshuis", "vrijheidsbeperkende maatregelen",
        "contact-", "gebied", "locatiegebod", "en/of", "ernstige bezwaren", "eventueel het ccb",
        "alternatieve interventies", "veiligheid te waarborgen",
    ],
    "melden-reclassering": [
        "in verzekering", "kan met de stalker in gesprek", "sash", RISK_AT_STAKE, "zorg- en veiligheidshuis",
        "rechter-commissaris", "eventueel", "voorgeleiding", "verdenking", "risicotaxatie", "professioneel oordeel",
        "beschermende factoren", "referenten", "ketenpartners", "schorsing", "negatief", "(psychisch) onderzoek",
        "positief", "bijzondere voorwaarden", "(recidive)risico", "contact-", "locatie-", "gebiedsgebod",
        "behandeling", "gedragstraining", "gedragsaanwijzing", "contactverbod", "elektronische monitoring", "altijd",
        "raadzaam", "slachtofferhulp", "sociaal domein", "raad voor de kinderbescherming", "registreer",
        "overwegingen in uw advies",
        "juiste afweging",
    ],
    "melden-veilig-thuis": [
        "casusregisseur", "slachtoffer", "vermoedelijke dader", "zo nodig", "mdo", "actieoverleg", "lokale veld",
        "sash", "verrijk", "zorgmelding", "triageren", "acute of structurele onveiligheid", "veiligheidsbeoordeling",
        "wel of niet", "veiligheidsplan", "relevante partners", "kinderen", "bel de raad voor de kinderbescherming",
        "stem af met veilig thuis", "allebei", RISK_AT_STAKE, "zorg- en veiligheidshuis", "dossier worden afgesloten",
        "hulp, ondersteuning of begeleiding", "verantwoordelijk", "indien nodig", "reclassering", "eventueel",
        "terug te melden", "stalking niet stopt",
        "geen acute of structurele onveiligheid", "wel (acute of structurele) onveiligheid",
        "veiligheidsplan is dan de basis", "draag over aan het lokale veld",
    ],
    "melden-slachtofferhulp-nederland": [
        "mogelijk betrokken", "monitort", "gesprekken met het slachtoffer", "(directe) informatie", "politie",
        "juridisch", "van aangifte tot zitting", "doorverwijzen", "als dat wenselijk is", "openbaar ministerie",
        "beschermingsmaatregelen",
    ],
    "onderzoek-politie": [
        "strafdossier", "openbaar ministerie", "casusregisseur", "blijft betrokken", "ketenpartners", "slachtoffer",
        "kan de sleutelfiguur zijn", "reclassering", "veilig thuis", "indien nodig", "hoog risico", "ccb",
        "meer informatie",
    ],
    "onderzoek-openbaar-ministerie": [
        "besloten welke (straf)rechtelijke aanpak", "informatie van de politie", "eventueel van de reclassering",
        "slachtofferhulp nederland", "regievoerder over het strafrechtelijke deel", "casusregisseur",
        "vrijheidsbeperkende maatregelen", "contact-", "gebied", "locatiegebod", "uitkomst van de sash",
        "ernstige bezwaren", "eventueel het ccb", "alternatieve interventies", "aanhouding", "voorgeleiding",
        "gedragsaanwijzing", "indien nodig", "veilig thuis",
    ],
    "onderzoek-reclassering": [
        "kan een adviesopdracht", "rechtszitting", "plan van aanpak", "gerichte interventies", "(recidive)risico",
        "verdenking", "risicotaxatie", "professioneel oordeel", "beschermende factoren", "referenten",
        "ketenpartners", "schorsingsperiode", "schorsingstoezicht", "bijzondere voorwaarden", "rechter-commissaris",
        "contactverbod", "aantoonbaar", "bewijsmateriaal", "politie", "op te heffen", "hernieuwde kans",
        "aanvullende", "aangescherpte", "op advies van de reclassering", "direct uitvoerbaar toezicht", "dut",
        "gedragsaanwijzing", "elektronische monitoring", "altijd", "raadzaam", "sociaal domein", "registreer",
        "overwegingen in uw advies", "hulpverleners van het slachtoffer", "overbelasting", "gezin", "geen mediation",
        RISK_AT_STAKE, "zorg- en veiligheidshuis", "inwinnen", "niet vanzelfsprekend", "niet-justitiële",
        "veiligheid voorop",
        "verschillende manieren", "een voorwaarde overtreedt", "juiste afweging",
    ],
    "onderzoek-ccb": [
        "bureau conflict- en crisisbeheersing", "noord-nederland", "iedere stalkingszaak", "matig of hoog", "sash",
        "centrum stelsel bewaken en beveiligen", "veiligheidsmaatregelen", "reclassering", "veilig thuis",
        "raad voor de kinderbescherming", "andere ketenpartner", "plan van aanpak", "niet alles", "respecteer",
        "in samenspraak met het openbaar ministerie", "(ernstige) noodzaak tot beveiliging", "(veiligheids)plan",
        "regievoerder", "zorg- en veiligheidshuis",
        "risicovol",
    ],
    f"onderzoek-{VT_RVDK}": [
        "casusregisseur", "slachtoffer", "vermoedelijke dader", "zo nodig", "mdo", "actieoverleg", "lokale veld",
        "kunnen", "zorgmelding", "triageren", "acute of structurele onveiligheid",
        "veiligheid voorop, inhoud centraal", "kinderen", "bel de raad voor de kinderbescherming",
        "stem af met veilig thuis", "allebei", "veiligheidsplan", "relevante partners", RISK_AT_STAKE,
        "zorg- en veiligheidshuis", "dossier worden afgesloten", "hulp, ondersteuning of begeleiding",
        "verantwoordelijk", "indien nodig", "politie", "reclassering",
        "geen acute of structurele onveiligheid", "wel (acute of structurele) onveiligheid",
        "veiligheidsplan is dan de basis",
    ],
    "vervolgen-openbaar-ministerie": [
        "regievoerder", "strafproces", "op zitting", "zittingsrijp", "bijvoorbeeld", "voldoende bewijsmateriaal",
        "volledig dossier", "reclasseringsadvies", "aangevraagd", "informatie",
    ],
    "vervolgen-rechterlijke-macht": [
        "strafrechtelijke maatregelen", "in welke mate", "in welke vorm", "meestal", "(recidive)risico",
        "persoonlijke omstandigheden", "strafeis", "officier van justitie", "pleidooi", "advocaat", "juridisch ‘gat’",
        "hoger beroep", "cliënt", "uitvoeringsorganisatie", "reclassering", "direct uitvoerbaar toezicht",
        "bijzondere voorwaarden", "direct van kracht",
    ],
    "vervolgen-slachtofferhulp-nederland": [
        "zittingsbegeleiding", "coaching", "aanvraag", "schadefonds", "geweldsmisdrijven", "ook in deze fase",
    ],
    "veroordeling-politie": [
        "kan ook in de executiefase", "wijkagent", "oeg", "casusregisseur", "vervolgd", "bijzondere voorwaarden",
        "nieuwe signalen", "meldingen van stalking", "op tijd", "eerdere veiligheidsplan centraal", "nodig",
        "uitvoeringsorganisatie", "reclassering", "regievoerder", "alsnog", "informatie op tijd", "oplopend risico",
        "meld dat op tijd", "nageleefd",
    ],
    "veroordeling-openbaar-ministerie": [
        "executie", "ook na de uitvoering", "actuele bijzondere voorwaarden", "vonnis", "politie", "reclassering",
        "uitvoeringsorganisatie", "kunnen", "nageleefd", "regievoerder", "alsnog", "informatie op tijd", "signalen",
        "oplopend risico",
    ],
    "veroordeling-reclassering": [
        "kan als uitvoeringsorganisatie", "reclasseringstoezicht", "bijzondere voorwaarden", "toezichthouder",
        "naleving", "stemt af", "sleutelfiguren", "politie", "regievoerder", "alsnog", "informatie op tijd",
        "oplopend risico", "inwinnen", "niet vanzelfsprekend", "niet-justitiële",
        "veiligheid voorop, inhoud centraal",
        "nageleefd",
    ],
}  # fmt: skip

# rule of the source -> text, condition, and what one single step says
RULES = [
    ("R1", "onderzoek-ccb", "always", r"regievoerder"),
    ("R1", "veroordeling-politie", "always", r"behoud de regievoerder.*alsnog"),
    ("R1", "veroordeling-openbaar-ministerie", "always", r"behoud de regievoerder.*alsnog"),
    ("R1", "veroordeling-reclassering", "always", r"behoud de regievoerder.*alsnog"),
    ("R2", "melden-politie", "always", r"besluit.*sash"),
    ("R2", "melden-politie", "always", r"besluit of en wanneer .*aangifte"),
    ("R2", "melden-politie", "always", r"besluit of .*casusregisseur"),
    ("R2", "melden-politie", "always", r"besluit of .*zorgmelding"),
    ("R3", "signaleren-politie", "always", r"overweeg de sash"),
    ("R3", "signaleren-politie", "always", r"registreer.*deel"),
    ("R4", "melden-veilig-thuis", "always", r"verrijk de sash"),
    ("R4", "melden-reclassering", "custody", r"uitkomst van de sash"),
    ("R5", "melden-veilig-thuis", "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "melden-reclassering", "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "melden-openbaar-ministerie", "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "onderzoek-reclassering", "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", f"onderzoek-{VT_RVDK}", "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "signaleren-sociaal-domein", "always", r"zo nodig.*zorg- en veiligheidshuis"),
    ("R5", f"signaleren-{VT_RVDK}", "always", r"zo nodig.*zorg- en veiligheidshuis"),
    ("R5", f"signaleren-{REC_FZ}", "always", r"zo nodig.*zorg- en veiligheidshuis"),
    ("R6", "onderzoek-ccb", "risk_at_stake", r"matig of hoog"),
    ("R6", "onderzoek-ccb", "always", r"veiligheidsmaatregelen nodig"),
    ("R6", "onderzoek-ccb", "always", r"samenspraak met het openbaar ministerie"),
    ("R6", "onderzoek-ccb", "always", r"plan van aanpak"),
    ("R6", "onderzoek-politie", "risk_at_stake", r"ccb"),
    ("R7", "melden-politie", "always", r"hulp voor de dader en de hulp voor het slachtoffer, als dat mogelijk is"),
    ("R7", "melden-politie", "always", r"aangifte of te hoog risico\? overweeg.*normstellend"),
    ("R8", "signaleren-politie", "always", r"veiligheidsmaatregelen.*veilig thuis.*eventueel.*reclassering"),
    ("R8", "melden-politie", "always", r"veiligheidsmaatregelen.*veilig thuis.*eventueel.*reclassering"),
    ("R8", "melden-politie", "always", r"overweeg.*op locatie of op persoon"),
    ("R8", "melden-politie", "always", r"informeer iedereen"),
    ("R9", "melden-veilig-thuis", "always", r"veiligheidsplan"),
    ("R9", "melden-veilig-thuis", "always", r"wie verantwoordelijk"),
    ("R9", f"onderzoek-{VT_RVDK}", "always", r"wie verantwoordelijk"),
    ("R9", "veroordeling-politie", "new_signals", r"eerdere veiligheidsplan"),
    ("R10", "melden-veilig-thuis", "always", r"veiligheidsbeoordeling of veilig thuis wordt ingezet"),
    ("R10", f"signaleren-{VT_RVDK}", "always", r"veiligheidsbeoordeling of veilig thuis wordt ingezet"),
    ("R10", "melden-veilig-thuis", "always", r"geen acute of structurele onveiligheid.*eigen dossier"),
    ("R10", f"onderzoek-{VT_RVDK}", "always", r"geen acute of structurele onveiligheid.*eigen dossier"),
    ("R11", f"signaleren-{VT_RVDK}", "always", r"lokale veld.*niet stopt"),
    ("R11", "melden-veilig-thuis", "always", r"lokale veld.*niet stopt"),
    ("R12", "melden-veilig-thuis", "children", r"raad voor de kinderbescherming"),
    ("R12", f"onderzoek-{VT_RVDK}", "children", r"raad voor de kinderbescherming"),
    ("R13", "melden-veilig-thuis", "always", r"wie .*slachtoffer.*wie .*dader"),
    ("R13", f"onderzoek-{VT_RVDK}", "always", r"wie .*slachtoffer.*wie .*dader"),
    (
        "R14",
        "melden-reclassering",
        "always",
        r"overweeg altijd gedragsaanwijzing, contactverbod en elektronische monitoring",
    ),
    (
        "R14",
        "onderzoek-reclassering",
        "always",
        r"overweeg altijd dut, gedragsaanwijzing, contactverbod en elektronische",
    ),
    ("R14", "melden-reclassering", "always", r"registreer"),
    ("R14", "onderzoek-reclassering", "always", r"registreer"),
    ("R15", "melden-openbaar-ministerie", "always", r"geen ernstige bezwaren.*eventueel ccb"),
    ("R15", "onderzoek-openbaar-ministerie", "always", r"geen ernstige bezwaren.*eventueel ccb"),
    ("R16", "onderzoek-openbaar-ministerie", "always", r"regie.*casusregisseur"),
    ("R16", "onderzoek-politie", "always", r"blijf als casusregisseur"),
    ("R16", "vervolgen-openbaar-ministerie", "always", r"regie"),
    ("R17", "onderzoek-reclassering", "risk_at_stake", r"geen mediation"),
    ("R18", "onderzoek-reclassering", "always", r"niet vanzelfsprekend"),
    ("R18", "veroordeling-reclassering", "always", r"niet vanzelfsprekend"),
    ("R19", "onderzoek-reclassering", "always", r"overtreding met bewijs.*rechter-commissaris"),
    ("R19", f"signaleren-{REC_FZ}", "always", r"overweeg.*terugmelding"),
    ("R19", f"signaleren-{REC_FZ}", "always", r"overweeg.*actueel strafrechtelijk kader"),
    ("R20", "vervolgen-rechterlijke-macht", "appeal", r"overweeg.*direct uitvoerbaar toezicht"),
    ("R21", "melden-politie", "always", r"recherchepsycholoog.*type stalker"),
    ("R22", "vervolgen-openbaar-ministerie", "always", r"bewijs"),
    ("R22", "vervolgen-openbaar-ministerie", "always", r"dossier volledig"),
    ("R22", "vervolgen-openbaar-ministerie", "always", r"reclasseringsadvies.*als dat is aangevraagd"),
    ("R23", "signaleren-politie", "always", r"logboek"),
    ("R23", "melden-slachtofferhulp-nederland", "aangifte", r"van aangifte tot zitting"),
    ("R23", "vervolgen-slachtofferhulp-nederland", "always", r"schadefonds"),
    ("R24", "melden-openbaar-ministerie", "always", r"reclassering en/of veilig thuis advies"),
    ("R24", "onderzoek-openbaar-ministerie", "always", r"advies.*op basis van de sash"),
    ("R24", "onderzoek-openbaar-ministerie", "always", r"overweeg zo nodig aanhouding.*gedragsaanwijzing"),
    ("R24", "melden-slachtofferhulp-nederland", "always", r"beschermingsmaatregelen"),
    ("R25", "melden-veilig-thuis", "always", r"zo nodig een mdo"),
    ("R25", "melden-veilig-thuis", "always", r"overleg zo nodig met politie, reclassering of raad"),
    ("R25", f"onderzoek-{VT_RVDK}", "always", r"overleg zo nodig met politie, reclassering of raad"),
    ("R25", f"onderzoek-{VT_RVDK}", "always", r"zo nodig een mdo"),
    ("R26", "veroordeling-openbaar-ministerie", "always", r"executie"),
    ("R26", "veroordeling-politie", "always", r"zo nodig.*naleving"),
    ("R26", "veroordeling-reclassering", "always", r"naleving"),
    ("R27", "onderzoek-reclassering", "always", r"hulpverleners van het slachtoffer.*overbelasting"),
]

EXPANSIONS = {
    "SASH": "Screening Assessment for Stalking and Harassment",
    "AVE": "Aanpak Voorkoming Escalatie",
    "MDO": "Multidisciplinair overleg",
    "ZSM": "Zorgvuldig, snel en op maat",
    "DUT": "Direct Uitvoerbaar Toezicht",
    "CCB": "Bureau conflict- en crisisbeheersing",
    "RNSZ": "Regionaal Netwerk Straf en Zorg",
    "OM": "Openbaar Ministerie",
    "VT": "Veilig Thuis",
    "RvdK": "Raad voor de Kinderbescherming",
    "SHN": "Slachtofferhulp Nederland",
    "ZVH": "Zorg- en Veiligheidshuis",
    "RC": "Rechter-commissaris",
    "RN": "Reclassering Nederland",
    "OEG": "",
    "AFPN": "",
}

INTRODUCTION = [
    "oktober 2022", "Bekir E.", "herkennen", "overzicht", "communicatie", "oog hebben voor het slachtoffer",
    "Openbaar Ministerie", "Reclassering Nederland", "Veilig Thuis", "politie", "Begin 2021", "drie regionale",
    "online", "(hoog) risico", "Groningen, Friesland en Drenthe", "makers hopen", "bestuurlijk platform",
    "Regionaal Netwerk Straf en Zorg", "monitoring", "drie kenniskringen", "elke provincie", "gemiddeld drie keer",
    "In 2022", "oosten van het land", "regievoerder", "op tijd", "de dader", "de omgeving", "de maatschappij",
    "veiligheid voorop, inhoud centraal", "Jinke Veel", "Baukje Dotinga", "Kenniskring Noord-Nederland", "Laat weten",
]  # fmt: skip
NETWORK = [
    "Drenthe, Friesland en Groningen", "politie", "Openbaar Ministerie", "Raad voor de Kinderbescherming",
    "reclassering (RN)", "projectleider Geweld Hoort Nergens Thuis", "Zorg- en Veiligheidshuis",
    "forensisch medisch arts (GGD)", "ontwikkelagenda", "Veiligheid Voorop", "ex-partnerstalking",
    "Samen op in acuut", "strafbare kindermishandeling", "Veilig Thuis en ZSM", "actieoverleggen",
]  # fmt: skip


@pytest.mark.parametrize(("partner", "phase", "key"), CELLS)
def test_each_cell_of_the_table_has_exactly_its_text(partner, phase, key):
    found = {slug for slug, f in TEXTS.items() if f["phase"] == [phase] and partner in slugs(f["partners"])}
    assert found == ({f"{phase}-{key}"} if key else set())


def test_twenty_texts_fill_twenty_three_cells():
    assert len(TEXTS) == 20
    assert sum(len(fields["partners"]) for fields in TEXTS.values()) == 23


# The two fullest texts of the source hold more than ten tasks.
MANY_STEPS = {"melden-politie": 11, "melden-veilig-thuis": 12}


@pytest.mark.parametrize("slug", TEXTS)
def test_each_text_is_split_into_its_steps(slug):
    count = len(STEPS[slug])
    assert count == MANY_STEPS[slug] if slug in MANY_STEPS else 3 <= count <= 10
    assert all(step["condition"] in Condition.values for step in STEPS[slug])
    assert all(step["slug"].startswith(f"{slug}-") for step in STEPS[slug])
    positions = [step["position"] for step in STEPS[slug]]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("slug", FACTS)
def test_no_fact_of_the_source_is_lost(slug):
    assert [fact for fact in FACTS[slug] if fact not in PROSE[slug]] == []


def test_every_text_has_a_list_of_facts_and_mentions():
    assert FACTS.keys() == MENTIONS.keys() == TEXTS.keys()


@pytest.mark.parametrize(("rule", "slug", "condition", "wording"), RULES)
def test_each_rule_is_a_step_under_its_condition(rule, slug, condition, wording):
    steps = [step for step in STEPS[slug] if re.search(wording, step["text"].lower())]
    assert condition in {step["condition"] for step in steps}, rule


def test_a_referral_without_threshold_stays_without_threshold():
    for slug, steps in STEPS.items():
        if slug.startswith("signaleren-"):
            assert {step["condition"] for step in steps} == {"always"}


@pytest.mark.parametrize("slug", MENTIONS)
def test_mentions_are_the_partners_the_source_names(slug):
    assert slugs(TEXTS[slug]["mentions"]) == set(MENTIONS[slug].split())


@pytest.mark.parametrize("slug", MENTIONS)
def test_the_words_name_no_more_and_no_fewer_partners_than_the_source(slug):
    named = {partner for partner, words in NAMED_AS.items() if re.search(words, PUBLIC[slug])}
    assert named - slugs(TEXTS[slug]["partners"]) == set(MENTIONS[slug].split())


def test_the_zvh_is_mentioned_in_nine_texts_and_never_by_the_police():
    naming = [fields for fields in TEXTS.values() if [ZVH] in fields["mentions"]]
    assert Counter(fields["phase"][0] for fields in naming) == {"signaleren": 3, "melden": 3, "onderzoek": 3}
    assert not any(["politie"] in fields["partners"] for fields in naming)


def test_named_gaps_are_exactly_these_and_only_on_empty_cells():
    gaps = [(gap["partner"][0], gap["phase"][0]) for gap in rows("gap")]
    assert len(gaps) == len(set(gaps))
    assert set(gaps) == GAPS
    assert not set(gaps) & {(partner, phase) for partner, phase, key in CELLS if key}


@pytest.mark.parametrize(
    "model", ["resource", "phase", "partner", "term", "page", "audience", "responsibility", "step"]
)
def test_slugs_are_unique_and_fit(model):
    found = [fields["slug"] for fields in rows(model)]
    assert found
    assert len(found) == len(set(found))
    assert all(len(slug) <= 80 for slug in found)


def test_lines_fit_the_map():
    assert all(len(fields["headline"]) <= 60 for fields in TEXTS.values())
    assert all(len(phase["victim_stop"]) <= 60 for phase in rows("phase"))
    assert all(len(step["text"]) <= 125 for step in rows("step"))


def test_what_opens_with_a_partner_of_the_text():
    for slug, fields in TEXTS.items():
        opening = fields["what"].split(".")[0].lower()
        assert any(re.search(NAMED_AS[partner], opening) for partner in slugs(fields["partners"])), slug


RICH = {"summary", "victim_text", "description", "what", "note", "intro", "intro_en", "body", "body_en", "footnote"}
RICH |= {"explanation"}


def test_texts_hold_no_other_markup_than_that_of_the_editor():
    for row in ROWS:
        for name, value in row["fields"].items():
            if isinstance(value, str) and value:
                is_rich = name in RICH and row["model"] != "phases.resource"
                assert bool(re.match(r"<(p|ul|ol)>", value)) == is_rich, (row["model"], name)
                words = re.sub(r"</?(p|ul|ol|li|strong|em)>", "", value) if is_rich else value
                assert not re.search(r"[<>*#]|^\s*[-•] |  |(?<!\n)\n(?!\n)", words), (row["model"], name)


def test_numbers_stand_only_in_telephone_resources():
    for row in ROWS:
        fields = {k: v for k, v in row["fields"].items() if isinstance(v, str)}
        if fields.get("kind") == "telephone":
            fields = {k: v for k, v in fields.items() if k not in {"slug", "telephone"}}
        # 112 is said in words of the help pages too: whoever reads it there needs it at once.
        allowed = r"112" if row["model"] == "phases.audience" else r"20(21|22)"
        numbers = re.findall(r"\d[\d\s-]*\d{2,}|\d{3,}", " | ".join(fields.values()))
        assert [n for n in numbers if not re.fullmatch(allowed, n)] == [], row["model"]


def test_telephone_numbers_wait_for_an_editor():
    numbers = {r["telephone"] for r in rows("resource") if r["kind"] == "telephone"}
    assert numbers == {"112", "0900-8844", "0800-2000", "0900-0101", "0800-0432"}
    assert not any(r["checked_on"] for r in rows("resource"))
    assert {r["url"] for r in rows("resource")} == {"", "https://veiligthuis.nl/"}


def test_nothing_claims_to_be_revised():
    assert {fields["revised_on"] for fields in TEXTS.values()} == {None}


def test_abbreviations_have_the_known_expansion_and_no_other():
    meanings = {term["word"]: term["meaning"] for term in rows("term")}
    assert {word: meanings.get(word) for word in EXPANSIONS} == EXPANSIONS
    oeg = next(term for term in rows("term") if term["word"] == "OEG")
    assert "te bevestigen door de redactie" in oeg["explanation"].lower()


def test_every_abbreviation_in_a_public_text_is_in_the_glossary():
    words = {term["word"] for term in rows("term")}
    prose = " ".join(
        value
        for row in ROWS
        for name, value in row["fields"].items()
        if isinstance(value, str) and name not in {"editor_note", "meaning", "explanation"}
    )
    assert set(re.findall(r"\b[A-Z]{2,}[a-z]?[A-Z]*\b", prose)) - words == set()


def test_the_introduction_and_its_footnote_are_whole():
    page = next(fields for fields in rows("page") if fields["slug"] == "introductie")
    assert [fact for fact in INTRODUCTION if fact not in page["body"]] == []
    assert [fact for fact in NETWORK if fact not in page["footnote"]] == []


def test_help_in_the_region_for_every_audience_and_province():
    places = {(r["audience"][0], r["province"]): r["text"] for r in rows("regionalhelp")}
    assert len(places) == len(rows("regionalhelp")) == 9
    for province, place in {"groningen": "AFPN/Lentis", "friesland": "GGZ Friesland", "drenthe": "GGZ Drenthe"}.items():
        assert place in places["verdachte", province]
        assert "verwijzing van uw huisarts" in places["verdachte", province]
        for audience in ("slachtoffer", "kind"):
            assert f"Veilig Thuis {province.capitalize()}" in places[audience, province]
            assert "wijkteam" in places[audience, province]


def test_help_pages_say_what_the_source_offers():
    pages = {fields["slug"]: fields for fields in rows("audience")}
    facts = {
        "slachtoffer": [
            "112",
            "bel of chat",
            "kost niets",
            "logboek",
            "eventueel met de reclassering",
            "wie contact met u heeft",
            "kan de casusregisseur",
            "raad voor de kinderbescherming",
            "van de aangifte tot de zitting",
            "slachtofferhulp",
            "schadefonds",
            "brochure",
            "wijkteam",
        ],
        "kind": ["112", "bellen of chatten", "kost niets", "je naam", "wijkteam", "brochure", "kindertelefoon"],
        "verdachte": [
            "112",
            "controle kwijt",
            "bel of chat",
            "anoniem",
            "wijkteam",
            "forensische",
            "huisarts",
            "bureaudienst",
        ],
    }
    assert pages.keys() == facts.keys()
    for slug, words in facts.items():
        page = in_lower_case(pages[slug]["title"], pages[slug]["intro"], pages[slug]["body"])
        assert [word for word in words if word not in page] == [], slug
        assert {"telefoon-112", "telefoon-veilig-thuis"} <= slugs(pages[slug]["resources"])
    assert not re.search(r"\b(u|uw)\b", pages["kind"]["body"].replace("‘Als u wordt gestalkt’", ""))


def test_whatever_a_child_reads_says_je():
    """The notes of a resource stand on every page that has it: they fit both forms of address."""
    on_the_page = next(slugs(fields["resources"]) for fields in rows("audience") if fields["slug"] == "kind")
    shown = [fields["note"] for fields in rows("resource") if fields["slug"] in on_the_page]
    shown += [fields["text"] for fields in rows("regionalhelp") if fields["audience"] == ["kind"]]
    assert len(shown) > 6
    assert [words for words in shown if re.search(r"\b(u|uw)\b", words.lower())] == []


# What an English page keeps of the Dutch one: the names by which somebody asks for help here.
NAMES = ["112", "Veilig Thuis", "wijkteam", "Slachtofferhulp Nederland", "Openbaar Ministerie", "casusregisseur"]
NAMES += ["Raad voor de Kinderbescherming", "schadefonds geweldsmisdrijven", "Kindertelefoon", "reclassering"]
NAMES += ["huisarts", "bureaudienst", "‘Als u wordt gestalkt’", "aangifte"]


def test_help_is_whole_in_english():
    for page in rows("audience"):
        for name in ("name", "title", "intro", "body"):
            dutch, english = page[name], page[f"{name}_en"]
            assert english, (page["slug"], name)
            assert re.findall(r"</?(?:p|ul|ol|li)>", english) == re.findall(r"</?(?:p|ul|ol|li)>", dutch), page["slug"]
            assert [word for word in NAMES if word in dutch and word not in english] == [], (page["slug"], name)
    for help_here in rows("regionalhelp"):
        places = ("Veilig Thuis", "AFPN/Lentis", "GGZ Friesland", "GGZ Drenthe", "wijkteam", "huisarts")
        assert [word in help_here["text_en"] for word in places] == [word in help_here["text"] for word in places]
    used = set().union(*(slugs(fields["resources"]) for fields in rows("audience")))
    for resource in rows("resource"):
        if resource["slug"] in used or resource["kind"] == "telephone":
            assert resource["title_en"], resource["slug"]
            assert resource["note_en"], resource["slug"]


def test_folders_stand_with_the_texts_of_the_source():
    with_resources = {slug: slugs(fields["resources"]) for slug, fields in TEXTS.items() if fields["resources"]}
    assert with_resources == {
        "melden-politie": {"brochure-als-u-wordt-gestalkt"},
        "melden-veilig-thuis": {"website-veilig-thuis"},
        "melden-slachtofferhulp-nederland": {"folder-stalking"},
    }


def test_contradictions_reach_the_editors():
    for slug, word in {
        "onderzoek-politie": "Tegenstrijdig",
        "onderzoek-ccb": "Tegenstrijdig",
        "melden-politie": "OEG",
    }.items():
        assert word in TEXTS[slug]["editor_note"]


@pytest.mark.django_db
def test_the_fixture_loads_and_every_row_is_valid():
    for model, expected in ((Responsibility, 20), (Gap, 12), (Step, len(rows("step")))):
        assert model.objects.count() == expected
        for instance in model.objects.all():
            instance.full_clean()
