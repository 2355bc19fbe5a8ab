"""A step in plain words: as a line of its text for the public, and for editors what of it lands on a case."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from phases.enums import Condition, StepKind
from phases.history import Kept
from phases.models import Partner, Responsibility, Step


@dataclass(frozen=True)
class Line:
    """`who` is empty where all partners of the text do it, `when` where it always applies."""

    slug: str
    text: str
    who: str
    when: str
    choices: str


@dataclass(frozen=True)
class Landing:
    """What one partner finds on a case, per kind; an attitude stands on the map alone."""

    partner: Partner
    kinds: list[tuple[str, list[str]]]


def lines(text: Responsibility) -> list[Line]:
    everybody = text.partners.all()
    return [_line(step, step.partners.all(), everybody) for step in text.steps.all()]


def kept_lines(kept: Kept, partners: Iterable[Partner]) -> list[Line]:
    """The steps of an earlier version, with the names that partners have today."""
    everybody = [partner for partner in partners if [partner.slug] in kept.fields["partners"]]
    return [
        _line(_step(part), [partner for partner in everybody if [partner.slug] in part["partners"]], everybody)
        for part in kept.parts
    ]


def _step(part: dict[str, Any]) -> Step:
    return Step(**{name: part[name] for name in ("slug", "text", "condition", "options")})


def _line(step: Step, who: Collection[Partner], everybody: Collection[Partner]) -> Line:
    names = [] if len(who) == len(everybody) else [partner.name for partner in who]
    when = "" if step.condition == Condition.ALWAYS else step.get_condition_display()
    return Line(step.slug, step.text, ", ".join(names), str(when), " / ".join(step.choices))


def of_text(text: Responsibility) -> list[Landing]:
    return landing((step, step.partners.all()) for step in text.steps.all())


def landing(steps: Iterable[tuple[Step, Iterable[Partner]]]) -> list[Landing]:
    """Per partner, in the order of the map, what these steps ask of it."""
    found: dict[Partner, dict[str, list[str]]] = {}
    for step, partners in steps:
        for partner in partners:
            found.setdefault(partner, {}).setdefault(step.kind, []).append(_in_words(step))
    return [
        Landing(partner, [(_heading(kind), kinds[kind]) for kind in StepKind.values if kind in kinds])
        for partner, kinds in sorted(found.items(), key=lambda item: (item[0].position, item[0].name))
    ]


def _heading(kind: str) -> str:
    words = capfirst(StepKind(kind).label)
    return _("%(kind)s: staat alleen op de kaart") % {"kind": words} if kind == StepKind.ATTITUDE else words


def _in_words(step: Step) -> str:
    """Such as: "Beslis over de SASH; als de verdachte vastzit; bewezen door: SASH vastleggen"."""
    words = [step.text]
    if step.choices:
        words.append(_("keuzes: %(choices)s") % {"choices": " / ".join(step.choices)})
    if step.condition != Condition.ALWAYS:
        words.append(str(step.get_condition_display()).removeprefix("geldt "))
    if step.verb:
        proof = {"verb": step.get_verb_display(), "partner": step.get_verb_partner_display()}
        about = _("bewezen door: %(verb)s (%(partner)s)") if step.verb_partner else _("bewezen door: %(verb)s")
        words.append(about % proof)
    return "; ".join(words)
