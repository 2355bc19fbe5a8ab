"""The tasks of a case page. There may be a hundred, and as templates they were what the page cost."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases.enums import StepState
from cases.models import StepSettlement
from cases.queries.step import Task
from cases.verbs import Verb
from phases.enums import PhaseKey

register = template.Library()

_ROW = """<li>
  <span class="state{}" aria-hidden="true"></span>
  <div>{}{}<div class="small"><a href="{}">{}</a>{}</div></div>
  {}
</li>"""
_OPEN = """<div class="actions">
  <form method="post" action="{}">
    {}<input type="hidden" name="sender" value="{}">
    <button class="btn quiet small">{}<span class="visually-hidden">: {}</span></button>
  </form>
  <a class="small" href="{}">{}<span class="visually-hidden">: {}</span></a>
</div>"""
_SETTLED = '<div class="actions"><a class="small" href="{}">{}<span class="visually-hidden">: {}</span></a></div>'
_MARKS = {StepState.DONE: " done", StepState.SKIPPED: " skipped"}


@register.simple_tag(takes_context=True)
def tasks(context: template.Context, shown: Iterable[Task], place: str = "") -> SafeString:
    """A row for each task, with the buttons for whoever may settle it; `place` is where one comes back."""
    reference = context["case"].reference
    tokens = (CsrfTokenNode().render(context), context.get("sender", ""))
    text_of = cache(lambda slug: reverse("show_text", args=[slug]))
    # The address of a verb on any of these tasks differs in its number alone.
    before = cache(lambda verb: reverse(verb, args=[reference, 0]).removesuffix("0/"))

    def address(verb: Verb, task: Task) -> str:
        return f"{before(verb)}{task.step.pk}/{place}"

    return format_html_join("\n", "{}", ((_row(task, text_of, address, tokens),) for task in shown))


def _row(task: Task, text_of: Callable[[str], str], address: Callable[[Verb, Task], str], tokens: tuple) -> SafeString:
    step = task.step
    text = format_html("{}", step.text)
    state = "" if task.is_open else format_html('<span class="visually-hidden">{}: </span>', _state(step.state))
    source = _source(step.phase, step.partner)
    actions = _actions(task, text, address, tokens) if task.may_settle else ""
    return format_html(
        _ROW, _MARKS.get(step.state, ""), state, text, text_of(step.text_slug), source, _more(task), actions
    )


def _more(task: Task) -> SafeString | str:
    """From where it came along, on what it hangs, or how it was settled."""
    parts: list[Any] = []
    if task.carried_from:
        parts.append(format_html(" · {} {}", _words().carried, task.carried_from))
    if task.is_open and task.condition:
        parts.append(format_html(" · <i>{}</i>", task.condition))
    if not task.is_open and task.step.settlement:
        parts.append(_settled(task.step.state, task.step.settlement))
    return format_html_join("", "{}", ((part,) for part in parts)) if parts else ""


def _settled(state: str, settlement: StepSettlement) -> SafeString:
    day = formats.date_format(timezone.localtime(settlement.at), "j F")
    reason = format_html(' · <span dir="auto">{}</span>', settlement.reason) if settlement.reason else ""
    return format_html(" · {} {}{}", _state(state), day, reason)


def _actions(task: Task, text: SafeString, address: Callable[[Verb, Task], str], tokens: tuple) -> SafeString:
    if not task.is_open:
        return format_html(_SETTLED, address(Verb.REOPEN_STEP, task), _words().reopen, text)
    done, skipped = address(Verb.DO_STEP, task), address(Verb.SKIP_STEP, task)
    return format_html(_OPEN, done, *tokens, _words().done, text, skipped, _words().skip, text)


class _Words(NamedTuple):
    done: str
    skip: str
    reopen: str
    carried: str


@cache
def _words() -> _Words:
    """Looked up once, not for each row."""
    return _Words(_("Gedaan"), _("Overslaan"), _("Heropenen"), _("meegenomen uit"))


@cache
def _source(phase: str, partner: str) -> str:
    return f"{_('Uit:')} {PhaseKey(phase).short}, {OrganisationKind(partner).label}"


@cache
def _state(state: str) -> str:
    return str(StepState(state).label)
