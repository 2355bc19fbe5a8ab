"""The texts against the source of 2022: no role, instrument, threshold or reservation got lost.

The tables below were drawn up from the source, not from the fixture.
"""

import pytest

from phases.tests.road_map import PROSE, REC_FZ, TEXTS, VT_RVDK

RISK_AT_STAKE = "(gemiddeld tot) hoog risico"
FACTS = {
    "signaleren-politie": [
        "kan in deze fase nog informatief", "kan adviseren een logboek", "gesprek met de dader",
        "(sociaal) zorgdomein", "forensische setting", "huisarts", "slachtoffer", "hulpverlening",
        "veiligheidsmaatregelen", "veilig thuis", "eventueel met de reclassering", "eventueel vult u de sash",
        "vervolgstappen", "registreer", "overwegingen", "betrokkenen",
    ],
    f"signaleren-{REC_FZ}": [
        "nieuwe en hernieuwde signalen", "duid", "casusregisseur van de politie", "veilig thuis", "indien nodig",
        "zorg- en veiligheidshuis", "actueel strafrechtelijk kader", "kan de forensische zorg",
        "bijzondere voorwaarden", "intern", "extern", "terugmelding", "(keten)partners", "ga na welke",
        "concrete acties", "gevolgen",
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
        "beoordeelt de melding of de zaak", "sash", "stemt dat af met veilig thuis", "of en wanneer", "aangifte",
        "casusregisseur", "zorgmelding", "oeg", "ggz", "forensische zorg", "recherchepsycholoog", "type stalker",
        "raad voor de kinderbescherming", "reclassering", "samenwerkingsafspraken", "haalbaar", "interventies",
        "beïnvloeding", "behandeling", "hulp voor de dader", "hulp voor het slachtoffer", "mogelijk",
        "normstellend gesprek", "(vrijwillig)", "(verplicht)", "(risico-)inschatting", "risico te hoog",
        "veiligheidsmaatregelen", "eventueel met de reclassering", "ccb", "op locatie", "op persoon",
        "omstandigheden veranderen", "nieuwe informatie", "andere relevante ketenpartners",
        "casusregisseur aanwijst", "vier besluiten",
    ],
    "melden-openbaar-ministerie": [
        "aanpak via de (straf)rechter", "informatie van de politie en veilig thuis", "eventueel naar informatie",
        "slachtofferhulp nederland", RISK_AT_STAKE, "zorg- en veiligheidshuis", "vrijheidsbeperkende maatregelen",
        "contact-", "gebied", "locatiegebod", "en/of", "ernstige bezwaren", "eventueel het ccb",
        "alternatieve interventies die voor veiligheid zorgen",
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
        "mogelijk betrokken", "volgt", "gesprekken met het slachtoffer", "(directe) informatie", "politie",
        "juridisch", "van aangifte tot zitting", "doorverwijzen", "als dat wenselijk is", "openbaar ministerie",
        "beschermingsmaatregelen",
    ],
    "onderzoek-politie": [
        "strafdossier", "openbaar ministerie", "casusregisseur", "blijft betrokken", "ketenpartners", "slachtoffer",
        "kan de sleutelfiguur zijn", "reclassering", "veilig thuis", "indien nodig", "hoog risico", "ccb",
        "meer informatie",
    ],
    "onderzoek-openbaar-ministerie": [
        "besloten welke aanpak via de (straf)rechter", "informatie van de politie", "eventueel van de reclassering",
        "slachtofferhulp nederland", "regievoerder over het strafrechtelijke deel", "casusregisseur",
        "vrijheidsbeperkende maatregelen", "contact-", "gebied", "locatiegebod", "uitkomst van de sash",
        "ernstige bezwaren", "eventueel het ccb", "alternatieve interventies", "aanhouding", "voorgeleiding",
        "gedragsaanwijzing", "indien nodig", "veilig thuis",
    ],
    "onderzoek-reclassering": [
        "kan een adviesopdracht", "rechtszitting", "plan van aanpak", "gerichte interventies", "(recidive)risico",
        "verdenking", "risicotaxatie", "professioneel oordeel", "beschermende factoren", "referenten",
        "ketenpartners", "schorsingsperiode", "schorsingstoezicht", "bijzondere voorwaarden", "rechter-commissaris",
        "een voorbeeld is een overtreden contactverbod", "bewijsmateriaal",
        "politie", "op te heffen", "hernieuwde kans",
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
        "raad voor de kinderbescherming", "andere ketenpartner",
        "stem dan af met het ccb", "plan van aanpak", "niet alles", "respecteer",
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


@pytest.mark.parametrize("slug", FACTS)
def test_no_fact_of_the_source_is_lost(slug):
    assert [fact for fact in FACTS[slug] if fact not in PROSE[slug]] == []


def test_every_text_has_a_list_of_facts():
    assert FACTS.keys() == TEXTS.keys()
