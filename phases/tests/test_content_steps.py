"""The steps against the source of 2022: each rule asks its partner, under its condition, as what it is.

The tables below were drawn up from the source and the rules of the house, not from the fixture.
"""

import re
from collections import Counter

import pytest

from accounts.enums import OrganisationKind
from phases.enums import Condition, ProvingVerb, StepKind
from phases.models import Gap, Responsibility, Step
from phases.tests.road_map import REC_FZ, STEPS, TEXTS, VT_RVDK, ZVH, rows, slugs

VT, RVDK, REC, FZ = "veilig-thuis", "raad-voor-de-kinderbescherming", "reclassering", "forensische-zorg"
D, A, C, H = StepKind.DECISION, StepKind.ACTION, StepKind.CONSIDERATION, StepKind.ATTITUDE

# rule -> text, kind, condition, what one single step says, and who does it where not all partners of the text do
RULES = [
    ("R1", "onderzoek-reclassering", A, "risk_at_stake", r"stel een regievoerder aan"),
    ("R1", f"onderzoek-{VT_RVDK}", A, "risk_at_stake", r"stel een regievoerder aan"),
    ("R1", "veroordeling-politie", A, "always", r"behoud de regievoerder.*alsnog"),
    ("R1", "veroordeling-openbaar-ministerie", A, "always", r"behoud de regievoerder.*alsnog"),
    ("R1", "veroordeling-reclassering", A, "always", r"behoud de regievoerder.*alsnog"),
    ("R2", "melden-politie", D, "always", r"besluit of u de sash invult.*veilig thuis"),
    ("R2", "melden-politie", D, "always", r"besluit of en wanneer .*aangifte"),
    ("R2", "melden-politie", D, "always", r"besluit of .*casusregisseur"),
    ("R2", "melden-politie", D, "always", r"besluit of .*zorgmelding"),
    ("R3", "signaleren-politie", D, "always", r"besluit of u de sash nu al"),
    ("R3", "signaleren-politie", A, "always", r"registreer.*vervolgstappen.*deel"),
    ("R4", "melden-veilig-thuis", A, "always", r"verrijk de sash"),
    ("R4", "melden-reclassering", A, "custody", r"uitkomst van de sash"),
    ("R5", "melden-veilig-thuis", A, "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "melden-reclassering", A, "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "melden-openbaar-ministerie", A, "risk_at_stake", r"zorg- en veiligheidshuis"),
    ("R5", "onderzoek-reclassering", A, "risk_at_stake", r"meld.*zorg- en veiligheidshuis"),
    ("R5", f"onderzoek-{VT_RVDK}", A, "risk_at_stake", r"meld.*zorg- en veiligheidshuis"),
    ("R5", "signaleren-sociaal-domein", D, "always", r"zo nodig.*veilig thuis of.*zorg- en veiligheidshuis"),
    ("R5", f"signaleren-{VT_RVDK}", D, "always", r"zo nodig.*zorg- en veiligheidshuis"),
    ("R5", f"signaleren-{REC_FZ}", D, "always", r"zo nodig.*zorg- en veiligheidshuis"),
    ("R6", "onderzoek-ccb", A, "risk_at_stake", r"sluit aan"),
    ("R6", "onderzoek-ccb", D, "always", r"veiligheidsmaatregelen nodig"),
    ("R6", "onderzoek-ccb", H, "always", r"samenspraak met het openbaar ministerie"),
    ("R6", "onderzoek-politie", A, "risk_at_stake", r"ccb"),
    ("R6", "onderzoek-reclassering", A, "risk_at_stake", r"plan eerst af met het ccb"),
    ("R6", "onderzoek-reclassering", H, "risk_at_stake", r"ccb niet altijd alle informatie"),
    ("R6", f"onderzoek-{VT_RVDK}", A, "risk_at_stake", r"plan eerst af met het ccb"),
    ("R6", f"onderzoek-{VT_RVDK}", H, "risk_at_stake", r"ccb niet altijd alle informatie"),
    ("R7", "melden-politie", H, "always", r"hulp voor de dader en de hulp voor het slachtoffer, als dat mogelijk is"),
    ("R7", "melden-politie", D, "always", r"risico.*normstellend gesprek en een hulpaanbod"),
    ("R7", "melden-politie", H, "always", r"aangifte of te hoog risico\?.*ccb, veilig thuis, reclassering"),
    ("R8", "signaleren-politie", C, "always", r"veiligheidsmaatregelen.*veilig thuis.*eventueel.*reclassering"),
    ("R8", "melden-politie", C, "always", r"veiligheidsmaatregelen.*veilig thuis.*eventueel.*reclassering"),
    ("R8", "melden-politie", C, "always", r"overweeg.*op locatie of op persoon"),
    ("R8", "melden-politie", H, "always", r"informeer iedereen"),
    ("R9", "melden-veilig-thuis", A, "unsafe", r"veiligheidsplan"),
    ("R9", "melden-veilig-thuis", D, "always", r"wie verantwoordelijk"),
    ("R9", f"onderzoek-{VT_RVDK}", A, "unsafe", r"veiligheidsplan"),
    ("R9", f"onderzoek-{VT_RVDK}", D, "always", r"wie verantwoordelijk"),
    ("R9", "veroordeling-politie", A, "new_signals", r"eerdere veiligheidsplan"),
    ("R10", "melden-veilig-thuis", D, "always", r"veiligheidsbeoordeling of veilig thuis wordt ingezet"),
    ("R10", f"signaleren-{VT_RVDK}", D, "always", r"veiligheidsbeoordeling of veilig thuis wordt ingezet", [VT]),
    ("R10", "melden-veilig-thuis", D, "always", r"acute of structurele onveiligheid"),
    ("R10", f"onderzoek-{VT_RVDK}", D, "always", r"acute of structurele onveiligheid"),
    ("R10", "melden-veilig-thuis", D, "always", r"eigen dossier afsluiten, of hulp afspreken"),
    ("R10", f"onderzoek-{VT_RVDK}", D, "always", r"eigen dossier afsluiten, of hulp afspreken"),
    ("R10", "melden-veilig-thuis", H, "safe", r"de zaak van de keten blijft open"),
    ("R10", f"onderzoek-{VT_RVDK}", H, "safe", r"de zaak van de keten blijft open"),
    ("R11", f"signaleren-{VT_RVDK}", C, "always", r"lokale veld.*niet stopt", [VT]),
    ("R11", "melden-veilig-thuis", C, "always", r"lokale veld.*niet stopt"),
    ("R12", "melden-veilig-thuis", D, "children", r"raad voor de kinderbescherming"),
    ("R12", f"onderzoek-{VT_RVDK}", D, "children", r"kinderen veilig.*raad voor de kinderbescherming", [VT]),
    ("R12", f"onderzoek-{VT_RVDK}", D, "children", r"kinderen veilig.*met veilig thuis afstemt", [RVDK]),
    ("R13", "melden-veilig-thuis", A, "always", r"wie .*slachtoffer.*wie .*dader"),
    ("R13", f"onderzoek-{VT_RVDK}", A, "always", r"wie .*slachtoffer.*wie .*dader", [VT]),
    *(
        ("R14", f"{phase}-reclassering", C, "always", rf"overweeg altijd .*{measure}")
        for phase, measures in {
            "melden": ["gedragsaanwijzing", "contactverbod", "elektronische monitoring"],
            "onderzoek": ["dut", "gedragsaanwijzing", "contactverbod", "elektronische monitoring"],
        }.items()
        for measure in measures
    ),
    ("R14", "melden-reclassering", A, "always", r"ketenpartners en registreer"),
    ("R14", "onderzoek-reclassering", A, "always", r"ketenpartners en registreer"),
    ("R15", "melden-openbaar-ministerie", A, "no_serious_suspicion", r"politie, veilig thuis en eventueel ccb"),
    ("R15", "onderzoek-openbaar-ministerie", A, "no_serious_suspicion", r"politie, veilig thuis en eventueel ccb"),
    ("R16", "onderzoek-openbaar-ministerie", A, "always", r"regie.*casusregisseur"),
    ("R16", "onderzoek-politie", H, "always", r"blijf als casusregisseur"),
    ("R16", "vervolgen-openbaar-ministerie", A, "always", r"regie"),
    ("R17", "onderzoek-reclassering", H, "risk_at_stake", r"geen mediation"),
    ("R18", "onderzoek-reclassering", H, "always", r"niet vanzelfsprekend"),
    ("R18", "veroordeling-reclassering", H, "always", r"niet vanzelfsprekend"),
    ("R19", "onderzoek-reclassering", D, "violation", r"advies u de rechter-commissaris"),
    ("R19", "onderzoek-reclassering", H, "suspended", r"schorsingstoezicht"),
    ("R19", f"signaleren-{REC_FZ}", D, "violation", r"intern en extern.*terugmelding", [REC]),
    ("R19", f"signaleren-{REC_FZ}", C, "framework", r"overleg met de reclassering", [FZ]),
    ("R20", "veroordeling-reclassering", C, "appeal", r"direct uitvoerbaar toezicht"),
    ("R20", "vervolgen-rechterlijke-macht", H, "appeal", r"juridisch ‘gat’"),
    ("R21", "melden-politie", C, "always", r"recherchepsycholoog.*type stalker"),
    ("R21", "melden-reclassering", C, "always", r"type stalker.*recherchepsycholoog"),
    ("R21", "melden-veilig-thuis", C, "always", r"type stalker.*recherchepsycholoog"),
    ("R21", f"onderzoek-{VT_RVDK}", C, "always", r"type stalker.*recherchepsycholoog", [RVDK]),
    ("R22", "vervolgen-openbaar-ministerie", D, "always", r"bewijs.*dossier.*advies, als dat is aangevraagd"),
    ("R23", "signaleren-politie", A, "always", r"logboek"),
    ("R23", "melden-slachtofferhulp-nederland", A, "aangifte", r"van aangifte tot zitting"),
    ("R23", "vervolgen-slachtofferhulp-nederland", A, "hearing", r"bij de zitting"),
    ("R23", "vervolgen-slachtofferhulp-nederland", A, "always", r"schadefonds"),
    ("R24", "melden-openbaar-ministerie", A, "always", r"reclassering en/of veilig thuis advies"),
    ("R24", "onderzoek-openbaar-ministerie", A, "always", r"advies.*op basis van de sash"),
    ("R24", "onderzoek-openbaar-ministerie", C, "always", r"overweeg zo nodig aanhouding"),
    ("R24", "onderzoek-openbaar-ministerie", C, "always", r"overweeg zo nodig een gedragsaanwijzing"),
    ("R24", "onderzoek-reclassering", A, "advice_asked", r"rapporteer voor de zitting"),
    ("R24", "melden-reclassering", D, "always", r"besluit of u het openbaar ministerie advies geeft"),
    ("R24", "melden-reclassering", D, "custody", r"advies u geeft over schorsing"),
    ("R24", "melden-slachtofferhulp-nederland", A, "always", r"beschermingsmaatregelen"),
    ("R25", "melden-veilig-thuis", C, "always", r"zo nodig een mdo"),
    ("R25", f"onderzoek-{VT_RVDK}", C, "always", r"zo nodig een mdo", [VT]),
    ("R26", "veroordeling-openbaar-ministerie", H, "verdict", r"executie"),
    ("R26", "veroordeling-politie", H, "verdict", r"zo nodig.*naleving"),
    ("R26", "veroordeling-reclassering", H, "verdict", r"naleving"),
    ("R27", "onderzoek-reclassering", A, "always", r"hulpverleners van het slachtoffer.*overbelasting"),
]

# What a case proves by itself: every step with these words, and no other.
PROOFS = {
    r"besluit of u de sash": ("record_sash", ""),
    r"deel uw overwegingen": ("share_sash", ""),
    r"verrijk de sash": ("enrich_sash", ""),
    r"vraag de uitkomst van de sash op": ("request_sash", ""),
    r"(meld de zaak aan|opschaalt naar) (bij )?het zorg- en veiligheidshuis": ("refer", ZVH),
    r"opschaalt naar veilig thuis of": ("refer", ""),
    r"betrek het ccb|sluit aan bij de zaak": ("invite_organisation", "ccb"),
    r"casusregisseur aanwijst": ("assign_regie", "politie"),
    r"voer de regie": ("assign_regie", "openbaar-ministerie"),
    r"een regievoerder aan|behoud de regievoerder": ("assign_regie", ""),
}

# A family that tells a case which of the three kinds of regie is meant.
ALONE = {"casusregisseur"}

ALL = [step for steps in STEPS.values() for step in steps]


@pytest.mark.parametrize("slug", TEXTS)
def test_each_text_is_split_into_its_steps(slug):
    assert 3 <= len(STEPS[slug]) <= 18
    assert all(step["slug"].startswith(f"{slug}-") for step in STEPS[slug])
    positions = [step["position"] for step in STEPS[slug]]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule[0]}-{rule[1]}-{rule[4]}")
def test_each_rule_is_a_step_of_its_kind_under_its_condition(rule):
    _rule, slug, kind, condition, wording, *who = rule
    found = [step for step in STEPS[slug] if re.search(wording, step["text"].lower()) and step["kind"] == kind]
    assert [step["condition"] for step in found] == [condition]
    assert slugs(found[0]["partners"]) == set(who[0] if who else slugs(TEXTS[slug]["partners"]))


@pytest.mark.parametrize("step", ALL, ids=lambda step: step["slug"])
def test_what_a_case_can_prove_names_its_verb(step):
    proofs = [proof for wording, proof in PROOFS.items() if re.search(wording, step["text"].lower())]
    assert [(step["verb"], step["verb_partner"])] == (proofs or [("", "")])


def test_a_referral_without_threshold_stays_without_threshold():
    referrals = [step for step in ALL if step["slug"].startswith("signaleren-") and step["verb"] == "refer"]
    assert [step["condition"] for step in referrals] == ["always"] * 3


@pytest.mark.parametrize("step", ALL, ids=lambda step: step["slug"])
def test_a_case_knows_whom_to_ask_when_and_how_it_is_answered(step):
    assert step["partners"]
    assert slugs(step["partners"]) <= slugs(TEXTS[step["responsibility"][0]]["partners"])
    assert step["condition"] in Condition.values
    assert step["verb"] in {"", *ProvingVerb.values}
    assert step["verb_partner"] in {"", *OrganisationKind.values}
    if step["kind"] == StepKind.ATTITUDE:
        assert not step["verb"]
    elif step["kind"] == StepKind.DECISION:
        # Yes or no answers it, or one of its own options does.
        assert step["options"] or re.search(r"\bof\b", step["text"])
    else:
        assert step["kind"] in {StepKind.ACTION, StepKind.CONSIDERATION}
        assert not step["options"]


def test_nobody_is_asked_much():
    """What always applies: decisions and acts. What is weighed stands together in one form."""
    asked = Counter()
    for step in ALL:
        if step["kind"] in {D, A} and step["condition"] == Condition.ALWAYS:
            asked.update((step["responsibility"][0].split("-")[0], slug) for slug in slugs(step["partners"]))
    assert max(asked.values()) == 5


def test_every_condition_is_that_of_a_step():
    assert {step["condition"] for step in ALL} == set(Condition.values)


def test_a_family_is_one_step_in_several_places():
    families = {}
    for step in ALL:
        if step["family"]:
            families.setdefault(step["family"], []).append(step)
    assert len(families) > 10
    for family, members in families.items():
        assert len({(one["kind"], one["options"], one["verb"], one["verb_partner"]) for one in members}) == 1, family
        places = Counter((one["responsibility"][0], slug) for one in members for slug in slugs(one["partners"]))
        assert max(places.values()) == 1, family
        assert len(members) > 1 or family in ALONE, family


def test_nothing_is_asked_of_those_whose_task_it_is_not():
    ccb = " ".join(step["text"].lower() for step in STEPS["onderzoek-ccb"])
    assert not re.search(r"regievoerder|plan van aanpak|deel informatie", ccb)
    court = " ".join(step["text"].lower() for step in STEPS["vervolgen-rechterlijke-macht"])
    assert "toezicht" not in court
    for step in ALL:
        if RVDK in slugs(step["partners"]):
            assert "bel" not in step["text"].lower().split(), step["slug"]
            assert "raad voor de kinderbescherming" not in step["text"].lower(), step["slug"]


@pytest.mark.django_db
def test_the_fixture_loads_and_every_row_is_valid():
    for model, expected in ((Responsibility, 20), (Gap, 12), (Step, len(rows("step")))):
        assert model.objects.count() == expected
        for instance in model.objects.all():
            instance.full_clean()
