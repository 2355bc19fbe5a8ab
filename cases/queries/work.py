"""What waits for one person over all his cases: each a question that somebody else asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases import access, cursor
from cases.enums import ReferralState, RegieKind
from cases.verbs import Verb

PER_PAGE = 25
_BY_A_PERSON = frozenset({Verb.ANSWER_CLOSING, Verb.ANSWER_HANDOVER})


@dataclass(frozen=True)
class Question:
    """One question: in which case, what is asked, since when; `url` is where one answers, by the verb `button` names.

    `by` is who asks, where that is not in the text.
    """

    verb: Verb
    reference: str
    text: str
    since: datetime
    url: str
    button: str
    by: str = ""


@dataclass(frozen=True)
class Work:
    """One page of what waits, the oldest first; `after` is where the next one begins."""

    questions: list[Question]
    after: str


class _Source(NamedTuple):
    """Rows that hold questions, since when (`column`), and how the rows of one page are told."""

    rows: QuerySet
    column: str
    tell: Callable[[list[Any]], dict[int, list[Question]]]


def waiting_for(user: User, after: str = "") -> Work:
    """One page from the cursor on, over all sources together."""
    place = cursor.read(after, numbers=2)
    found = []
    for number, source in enumerate(_sources(user)):
        rows = source.rows.order_by(source.column, "pk")
        if place is not None:
            rows = rows.filter(_after(place, number, source.column))
        found += [(getattr(row, source.column), number, row.pk, row, source) for row in rows[: PER_PAGE + 1]]
    found.sort(key=lambda item: item[:3])
    shown = found[:PER_PAGE]
    told: dict[int, dict[int, list[Question]]] = {}
    for _since, number, _pk, _row, source in shown:
        if number not in told:
            told[number] = source.tell([item[3] for item in shown if item[1] == number])
    questions = [question for _since, number, pk, *_ in shown for question in told[number][pk]]
    return Work(questions, cursor.write(*shown[-1][:3]) if len(found) > PER_PAGE else "")


def _sources(user: User) -> list[_Source]:
    sent = access.referrals_for(user).filter(state=ReferralState.SENT, case__closed_at=None)
    reference = F("case__reference")
    return [
        _Source(access.standings_for(user).filter(asked_at__isnull=False), "asked_at", _asks),
        _Source(sent.select_related("sent_for", "sent_by").annotate(reference=reference), "sent_at", _referrals),
        _Source(access.unstaffed_for(user), "unstaffed_at", _invitations),
    ]


def _referrals(rows: list[Any]) -> dict[int, list[Question]]:
    return {
        row.pk: [
            _question(
                Verb.ANSWER_REFERRAL,
                row.reference,
                _("%(organisation)s meldt een zaak bij u aan") % {"organisation": row.sent_for},
                row.sent_at,
                row.pk,
                by=str(row.sent_by),
            )
        ]
        for row in rows
    }


def _invitations(rows: list[Any]) -> dict[int, list[Question]]:
    """For a coordinator: cases that his organisation takes part in, with nobody of it on the team."""
    text = _("Uw organisatie doet mee, maar er zit nog niemand in het team")
    return {
        row.pk: [_question(Verb.ADD_MEMBER, row.reference, text, row.unstaffed_at, row.participation_id)]
        for row in rows
    }


def _asks(rows: list[Any]) -> dict[int, list[Question]]:
    asked = [
        (row, Verb(verb), pk, datetime.fromisoformat(since), by, kind)
        for row in rows
        for verb, pk, since, by, kind in row.asks
    ]
    people = User.objects.in_bulk({by for _row, verb, *_, by, _kind in asked if verb in _BY_A_PERSON})
    bodies = Organisation.objects.in_bulk({by for _row, verb, *_, by, _kind in asked if verb not in _BY_A_PERSON})
    told: dict[int, list[Question]] = {row.pk: [] for row in rows}
    for row, verb, pk, since, by, kind in asked:
        who = people[by] if verb in _BY_A_PERSON else bodies[by]
        told[row.pk].append(_question(verb, row.reference, _ask(verb, str(who), kind), since, pk))
    return told


def _ask(verb: Verb, who: str, kind: str) -> str:
    words = {
        Verb.READ_SASH: _("%(who)s deelde een SASH-uitkomst"),
        Verb.SHARE_SASH: _("%(who)s vraagt om uw SASH-uitkomst"),
        Verb.ANSWER_CLOSING: _("%(who)s stelt voor een zaak te sluiten"),
        Verb.ANSWER_HANDOVER: _("%(who)s biedt u de regie aan: %(kind)s"),
    }
    return words[verb] % {"who": who, "kind": RegieKind(kind).label if kind else ""}


def _question(verb: Verb, reference: str, text: str, since: datetime, pk: int, by: str = "") -> Question:
    buttons = {
        Verb.READ_SASH: _("Lezen"),
        Verb.SHARE_SASH: _("Delen"),
        Verb.ADD_MEMBER: _("Collega toevoegen"),
    }
    arguments = [reference, pk] if verb.row.numbered else [reference]
    button = buttons.get(verb) or _("Antwoorden")
    return Question(verb, reference, text, since, reverse(verb, args=arguments), button, by)


def _after(place: tuple[datetime, int, int], number: int, column: str) -> Q:
    """What of this source comes after a place; at the same moment the sources follow each other by number."""
    since, at_source, pk = place
    later = Q(**{f"{column}__gt": since})
    if number < at_source:
        return later
    # Of the first condition a database makes a place to begin in its index; of an OR it makes none.
    return Q(**{f"{column}__gte": since}) & (later | Q(pk__gt=pk if number == at_source else 0))
