"""What the house promises about its own code and templates, read from the source."""

import ast
import inspect
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import models
from django.template.utils import get_app_template_dirs
from django.urls import URLPattern

from accounts.enums import AccountAction
from cases import alerts, services, urls
from cases.access import RULES
from cases.enums import Look, Reading
from cases.forms import FORMS
from cases.models import Compartmented
from cases.verbs import Verb
from cases.wall.passages import KEPT, TABLES, Columns, Passage
from cases.wall.policies import POLICIES
from phases.enums import ContentAction
from trail import words
from trail.enums import Review

BASE = settings.BASE_DIR
FLOORS = ("trail", "accounts", "phases", "cases", "routekaart_site")
MOST_LINES = 260
MOST_SIGNS = 160  # in a line of a template
# What a role across cases reads that could hold words but holds keys; of a name that by which duplicates are found.
HOLDS_WORDS = models.CharField | models.TextField | models.JSONField
LISTED = {"reference", "phase", "province", "warnings", "asks", "step_slug", "incident_days"}
KEYS_LET_THROUGH = ((TABLES, {"step_slug", "name_key"}), (KEPT, LISTED))
# Names by which Django and its apps find a template, wherever it stands.
FOUND_BY_NAME = {"400.html", "403.html", "404.html", "429.html", "500.html"}


def sources(*, tests=False):
    """Own Python files by their path in the project; migrations are generated."""
    for floor in FLOORS:
        for path in sorted((BASE / floor).rglob("*.py")):
            parts = path.relative_to(BASE).parts
            if "migrations" not in parts and (tests or "tests" not in parts):
                yield "/".join(parts), path.read_text()


def templates():
    folder = BASE / "templates"
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*.html"))}


def without_comments(text):
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)


def test_every_verb_has_one_rule():
    assert set(RULES) == set(Verb)


def test_every_verb_is_a_service_with_the_actor_first():
    for verb in Verb:
        parameters = list(inspect.signature(getattr(services, verb.value)).parameters.values())
        assert parameters[0].name == "actor", verb
        kinds = {parameter.kind for parameter in parameters}
        assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}, verb


def test_every_verb_has_an_address_and_a_form():
    names = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert set(Verb) <= names
    assert set(FORMS) == {verb for verb in Verb if verb.row.has_form}


def test_cases_are_fetched_through_the_gate_only():
    """Everything else asks `access`, so that a filter can be forgotten nowhere."""
    fetches = re.compile(r"\bCase\s*\.\s*(?:objects|_base_manager|_default_manager)\b|get_model\([^)]*[\"']Case[\"']")
    found = {path for path, text in sources() if fetches.search(text)}
    allowed = ("cases/access/", "cases/services/", "cases/demo/", "cases/management/")
    assert {path for path in found if not path.startswith(allowed)} == set()
    assert "cases/access/seeing.py" in found


def test_items_in_compartments_are_read_through_the_gate_only():
    """Views, forms, notifications and templates never pick an item in a compartment by themselves."""
    found = {model.__name__ for model in apps.get_app_config("cases").get_models() if issubclass(model, Compartmented)}
    models = "|".join(sorted(found))
    items = re.compile(rf"\b(?:{models})\s*\.\s*(?:objects|_base_manager|_default_manager)\b(?P<rest>.*)")
    found = set()
    for path, text in sources():
        if path.startswith(("cases/access/", "cases/services/", "cases/demo/", "cases/management/")):
            continue
        for line in text.splitlines():
            match = items.search(line)
            if match and not re.search(r"\b(?:access|seat)\.visible\(", line):
                found.add(f"{path}: {line.strip()}")
    assert found == set()


def test_what_is_kept_for_lists_is_read_through_the_gate_only():
    """A row says what one organisation may know; `alerts` writes them all, and `access` picks the reader's own."""
    rows = re.compile(r"\bStanding\s*\.\s*(?:objects|_base_manager|_default_manager)\b|\.standings\b")
    found = {path for path, text in sources() if rows.search(text)}
    assert found == {"cases/access/seeing.py", "cases/alerts/standing.py"}


def test_every_table_of_cases_has_its_policy():
    """In the second wall (PostgreSQL) a table without one is open to nobody: its page would fail."""
    assert set(POLICIES) == {model._meta.model_name for model in apps.get_app_config("cases").get_models()}


def test_a_passage_through_the_second_wall_is_named_used_and_reads_no_words():
    uses = re.compile(r"\bacross\((?:wall\.)?Passage\.(\w+)\)")
    found = {path: set(uses.findall(text)) for path, text in sources() if not path.startswith("cases/wall/")}
    assert set().union(*found.values()) == {passage.name for passage in Passage}
    floors = {path.rpartition("/")[0] for path, names in found.items() if names}
    assert floors == {"cases/access", "cases/alerts", "cases/queries", "cases/services"}
    for model in apps.get_app_config("cases").get_models():
        fields = {field.column: field for field in model._meta.local_fields}
        for let_through, keys in KEYS_LET_THROUGH:
            open_to = let_through.get(model._meta.db_table, Columns(()))
            read = set(fields) if open_to.read == ("*",) else set(open_to.read)
            assert (read | set(open_to.change)) <= set(fields)
            words = {name for name in read if isinstance(fields[name], HOLDS_WORDS)}
            assert {name for name in words if not fields[name].choices} <= keys, model


def test_the_second_wall_is_opened_by_the_roof_and_the_mail_alone():
    opens = re.compile(r"\bwall\.opened\(")
    found = {path for path, text in sources() if opens.search(text)}
    assert found == {"routekaart_site/middleware.py", "cases/notifications.py"}


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_template_is_unused():
    texts = templates()
    code = "\n".join(text for _path, text in sources())
    tags = "\n".join(without_comments(text) for text in texts.values())
    named = set(re.findall(r"[\"']([\w/.-]+\.html)[\"']", code + tags))
    framework = [folder for folder in get_app_template_dirs("templates") if BASE not in Path(folder).parents]
    framework += [Path(folder) for folder in get_app_template_dirs("templates") if ".venv" in str(folder)]
    unused = set(texts) - named - FOUND_BY_NAME
    assert {name for name in unused if not any((folder / name).exists() for folder in framework)} == set()


def test_every_named_template_exists():
    texts = templates()
    named = {name for text in texts.values() for name in re.findall(r"\{% include \"([\w/.-]+\.html)\"", text)}
    framework = get_app_template_dirs("templates")
    assert {name for name in named - set(texts) if not any((folder / name).exists() for folder in framework)} == set()


def test_no_template_holds_a_script_or_a_style():
    """The Content-Security-Policy would refuse it, and nobody would see why."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
    )
    found = {name: match.group() for name, text in templates().items() if (match := inline.search(text))}
    assert found == {}


def test_no_template_loads_from_another_host():
    loads = re.compile(r"<(?:link|script|img|iframe|source|use)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE)
    static = [path for path in (BASE / "routekaart_site" / "static").rglob("*") if path.suffix in {".css", ".js"}]
    found = {name for name, text in templates().items() if loads.search(text)}
    found |= {
        path.name for path in static if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import\s[^;]*//", path.read_text())
    }
    assert found == set()
    assert static


def test_own_events_are_no_signals():
    banned = ("django.dispatch", "django.db.models.signals", "django.core.signals", "blinker")
    found = {path for path, text in sources() for module in imported(ast.parse(text)) if module.startswith(banned)}
    assert found == set()


def test_every_line_of_the_trail_has_its_word():
    """Whoever reads the trail sees no key of ours: name the word in an enum that the app registers in `ready`."""
    lines = re.compile(r"\brecord\(\s*action=(?:\"(?P<key>\w+)\"|(?P<kind>\w+)\.[A-Z])")
    written = [match for _path, text in sources() for match in lines.finditer(text)]
    found = {match["key"] for match in written if match["key"]}
    kinds = {match["kind"] for match in written if match["kind"]}
    named = {AccountAction, ContentAction, Look, Review}
    assert kinds <= {kind.__name__ for kind in named}
    found |= {word.value for kind in (*named, Verb) for word in kind}
    assert found - set(words.ACTIONS) == set()
    assert set(Reading.values) == set(words.PURPOSES)


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_modules_have_a_name_that_says_something():
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
    found = {path for path, _text in sources(tests=True) if empty & {Path(path).stem, *Path(path).parts[:-1]}}
    assert found == set()


def test_imports_stand_at_the_top_and_are_absolute():
    found = set()
    for path, text in sources():
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                found.add(f"{path}:{node.lineno} relative")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                inside = [line for line in ast.walk(node) if isinstance(line, ast.Import | ast.ImportFrom)]
                found |= {f"{path}:{line.lineno}" for line in inside}
    assert found == set()


def test_files_stay_short():
    lines = {path: text.count("\n") for path, text in sources(tests=True)}
    own = [path for path in (BASE / "routekaart_site" / "static" / "site").rglob("*") if path.suffix in {".css", ".js"}]
    lines |= {path.name: path.read_text().count("\n") for path in own}
    lines["conftest.py"] = (BASE / "conftest.py").read_text().count("\n")
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}
    assert len(lines) > 60


def test_template_lines_stay_short():
    """`make lint` formats them; what it cannot break (a long tag, words to translate) is broken by hand."""
    too_long = {
        f"{name}:{number}": len(line)
        for name, text in templates().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > MOST_SIGNS
    }
    assert too_long == {}


def test_cases_are_not_in_the_admin():
    assert not [model for model in admin.site._registry if model in set(apps.get_app_config("cases").get_models())]


def test_every_warning_has_its_term_and_its_text_in_the_road_map():
    rows = json.loads((BASE / "fixtures" / "routekaart.json").read_text())
    texts = {row["fields"]["slug"] for row in rows if row["model"] == "phases.responsibility"}
    assert {watch.text_slug for watch in alerts.WATCHES} <= texts
    assert set(alerts.KEYS) == set(settings.TERMS)
    assert len(alerts.KEYS) == len(alerts.WATCHES)
