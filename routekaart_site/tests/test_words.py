"""Every word that somebody sees is marked for translation: read from the source."""

import ast
import re

import pytest

from phases.search.words import STOP_WORDS
from routekaart_site.tests.test_house import sources, templates, without_comments

MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Not for whoever uses the site: played stories, what a terminal says, SQL, and the sample page that DEBUG alone serves.
APART = re.compile(r"/(demo|management|wall)/|/(settings|other_day|triggers|kit)\.py$")

# What is shown though it be one word: under these names, and by its place in these calls.
SHOWN = {"title", "submit", "intro", "done", "label", "help_text", "needed", "missing", "nobody", "empty_label"}
SHOWN |= {"source", "verbose_name", "verbose_name_plural", "description", "site_header", "site_title", "index_title"}
FIRST = {"Refused", "ValidationError", "line_field", "text_field", "choice_field", "day_field", "Button", "Chip"}
FIRST |= {"PersonChoice", "OrganisationChoice", "say"}
SECOND = {"line_field", "text_field", "Solution", "found", "info", "success", "error", "warning", "Row"}
THIRD = {"choice_field", "found"}

# The small words of Dutch, without those that English has too or that are the name of a language.
DUTCH = STOP_WORDS - {"in", "is", "of", "over", "was", "we", "had", "en"}
WORD = re.compile(r"[^\W\d_]+")
# Some words after a capital, or a text that is filled in by name.
SENTENCE = re.compile(r"\W*[A-ZÀ-Ý]\w*[,.:?]? \w*[a-z]{2}|.*%\(\w+\)")
# The same in every language.
NAMES = {"SASH", "ZVH", "CCB"}


def test_every_word_in_the_code_is_marked():
    found = {path: unmarked(text) for path, text in sources() if not APART.search(path)}
    assert {path: texts for path, texts in found.items() if texts} == {}
    assert len(found) > 100


def test_every_word_in_the_templates_of_cases_is_marked():
    found = {name: bare(text) for name, text in templates().items() if name.startswith(("cases/", "components/"))}
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert len(found) > 30


@pytest.mark.parametrize(
    "source",
    [
        'told = "Deze datum ligt in de toekomst."',
        'told = "Kies een doel"',
        'told = f"{who} doet niet mee"',
        'told = f"{number} taken van {who}"',
        'told = _(f"Nu staat er: {value}")',
        'told = _("Nee") if no else "Ja, ik doe mee"',
        'class MoveForm(VerbForm):\n    title = "Verzetten"',
        'class MoveForm(VerbForm):\n    submit: ClassVar[str] = "Vastleggen"',
        'name = line_field(_("Naam"), "Verplicht")',
        'kind = choice_field(_("Soort"), Kind.choices, "Verplicht")',
        'who = PersonChoice(_("Wie?"), nobody="Niemand")',
        'field = forms.CharField(error_messages={"required": "Verplicht"})',
        'messages.info(request, "Vastgelegd.")',
        'def refuse():\n    raise Refused("Gesloten.", "reason")',
        'solution = Solution(Verb.READ_SASH, "Lezen")',
        'line.say("Bevestigd")',
        'told = "%(who)s wacht" % {"who": who}',
        'buttons = {Verb.READ_SASH: "Lezen"}',
        'class Kind(TextChoices):\n    OTHER = "other", "anders"',
        'class Note(models.Model):\n    kind = models.CharField("soort", max_length=20)',
        'def field(label, missing="Verplicht"):\n    ...',
        'def field(label, *, nobody="Niemand"):\n    ...',
    ],
)
def test_a_word_without_its_mark_is_found(source):
    assert len(unmarked(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'told = _("%(who)s doet niet mee") % {"who": who}',
        'told = ngettext("%(number)d taak van u", "%(number)d taken van u", number) % {"number": number}',
        'def told():\n    """Wat er in de zaak staat."""',
        'place = "wat-er-gebeurde"',
        'day = date_format(day, "j F Y")',
        'level, words = {"sash": "SASH", "hoog": _("SASH hoog")}, "hoog"',
        'class Kind(TextChoices):\n    OTHER = "other", _("anders")',
        'owner = models.OneToOneField("self")',
        'raise Refused(_("Gesloten."), "reason")',
        'cursor.execute("SELECT van FROM zaak")',
    ],
)
def test_what_is_marked_or_never_shown_is_left_alone(source):
    assert unmarked(source) == []


@pytest.mark.parametrize(
    "template",
    [
        "<h1>Mijn werk</h1>",
        '<h1>{% translate "Mijn werk" %}</h1> Er wacht niets',
        '<nav aria-label="Hoofdmenu"></nav>',
        '{% include "a.html" with title="Mijn werk" only %}',
    ],
)
def test_a_word_without_its_mark_is_found_in_a_template(template):
    assert len(bare(template)) == 1


def unmarked(source):
    """The texts in a module that somebody sees and that no translation finds."""
    tree = ast.parse(source)
    silent = {id(part) for node in ast.walk(tree) for part in never_shown(node)}
    shown = {id(part) for node in ast.walk(tree) for part in always_shown(node)}

    def look(node):
        if id(node) in silent:
            return []
        if called(node) in MARKS:
            # What is filled in before it is looked up is never found.
            return [text_of(part) for part in node.args if isinstance(part, ast.JoinedStr)]
        text = text_of(node)
        if text is not None:
            says = id(node) in shown and set(WORD.findall(text)) - NAMES
            return [text] if says or is_dutch(text) else []
        return [found for part in ast.iter_child_nodes(node) for found in look(part)]

    return look(tree)


def text_of(node):
    """What a string says, without what an f-string fills in; None for what is no string."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_dutch(text):
    """By its look: a sentence, or a small word of Dutch among other words. What begins on a line of its own is a table,
    of words or of SQL."""
    if " " not in text or text.startswith("\n"):
        return False
    return bool(SENTENCE.match(text) or DUTCH & set(WORD.findall(text.lower())))


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def never_shown(node):
    """What says what code is for, and what a database is asked."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif called(node) == "execute":
        yield from node.args


def always_shown(node):
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if SHOWN & {getattr(target, "id", getattr(target, "attr", "")) for target in targets}:
            yield node.value
    elif isinstance(node, ast.ClassDef):
        # The label of a choice: `OPEN = "open", _("Open")`.
        pairs = [row.value for row in node.body if isinstance(row, ast.Assign) and isinstance(row.value, ast.Tuple)]
        yield from (pair.elts[1] for pair in pairs if len(pair.elts) == 2 and choices(node))
    elif isinstance(node, ast.arguments):
        yield from (given for name, given in defaults(node) if name in SHOWN)
    elif isinstance(node, ast.Dict):
        # A button or a heading chosen by its key. What is all capitals is a name.
        yield from (value for value in node.values if re.fullmatch(r"[A-Z][a-z]+\.?", text_of(value) or ""))
    elif isinstance(node, ast.Call):
        for place, names in enumerate((FIRST, SECOND, THIRD)):
            if called(node) in names:
                yield from node.args[place : place + 1]
        if re.fullmatch(r"models\.(?!OneToOne|ManyToMany)\w+Field|RichTextField", ast.unparse(node.func)):
            yield from node.args[:1]
        for keyword in node.keywords:
            if keyword.arg in SHOWN:
                yield keyword.value
            elif keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
                yield from keyword.value.values


def choices(node):
    return any(ast.unparse(base).endswith("Choices") for base in node.bases)


def defaults(node):
    """The names and what they are when not given."""
    places = [*node.posonlyargs, *node.args]
    given = list(zip(places[len(places) - len(node.defaults) :], node.defaults, strict=True))
    return [(place.arg, value) for place, value in [*given, *zip(node.kwonlyargs, node.kw_defaults, strict=True)]]


def bare(template):
    """The texts of a template that stand outside the tags that translate: between tags, or handed to another one."""
    text = without_comments(template)
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{% block \w*class\w* %\}.*?\{% endblock %\}", "", text)
    handed = re.findall(r"\b(?:title|text|label2?|here|action|word|note)=\"([^\"{]+)\"", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    handed += re.findall(r"\b(?:aria-label|placeholder|alt)=\"([^\"]+)\"", text)
    between = re.sub(r"<[^>]*>", "", text).splitlines()
    return [found.strip() for found in {*handed, *between} if set(WORD.findall(found)) - NAMES]
