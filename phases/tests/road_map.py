"""The road map as the fixture has it, for the tests that hold it against the source of 2022."""

import json
from pathlib import Path

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
TASKS = {slug: [words for step in STEPS[slug] for words in (step["text"], step["options"])] for slug in TEXTS}
PUBLIC = {slug: in_lower_case(PROSE[slug], *TASKS[slug]) for slug in TEXTS}

VT_RVDK = "veilig-thuis-en-raad-voor-de-kinderbescherming"
REC_FZ = "reclassering-en-forensische-zorg"
ZVH = "zorg-en-veiligheidshuis"
