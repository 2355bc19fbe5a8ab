"""What a case is told beside its incidents and its SASH: circumstances, judgements, and whom it is about.

A part of the dossier (`cases.access.dossier`), which only `Seat` reads.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from cases.enums import PersonRole, StepState
from cases.models import CaseStep, Circumstance, Interpretation, Person, StepSettlement


class Said(NamedTuple):
    """What is said to be the case with a case: an answer of `cases.circumstances`."""

    case_id: int
    kind: str
    value: str
    on: date


class Young(NamedTuple):
    """The birth date of a victim or a child, where it is known."""

    case_id: int
    role: str
    born: date | None


class Decided(NamedTuple):
    """That it was decided whether to report to Veilig Thuis."""

    case_id: int


class Judgement(NamedTuple):
    """How high one organisation judges the risk; `at_stake_since`: since when it says matig or hoog."""

    case_id: int
    level: int
    at_stake_since: datetime | None
    since: datetime
    compartment: str
    organisation_id: int
    organisation: str
    admitted_id: int | None
    admitted_for_id: int | None


Told = Said | Judgement | Young | Decided


def told(cases: Collection[int], then: datetime | None = None) -> Iterable[Told]:
    """What is the case with these cases, how high the risk is judged to be, and what the safety of children hangs on:
    one query for all."""
    said = {"kind": CharField(), "value": CharField(), "on": DateField()}
    judged = {"level": IntegerField(), "at_stake_since": DateTimeField(), "since": DateTimeField()}
    judged |= {"compartment": CharField(), "organisation_id": BigIntegerField(), "organisation__name": CharField()}
    judged |= {"admitted_id": BigIntegerField(), "admitted_for_id": BigIntegerField()}
    no_answer, no_judgement = [list(map(_nothing, columns.values())) for columns in (said, judged)]
    answers = Circumstance.objects.at(then).filter(case__in=cases).order_by()
    answers = answers.values_list(Value("said"), "case_id", *said, *no_judgement)
    judgements = Interpretation.objects.at(then).filter(case__in=cases).order_by()
    young = Person.objects.at(then).filter(case__in=cases, role__in=(PersonRole.VICTIM, PersonRole.CHILD)).order_by()
    rows = answers.union(
        judgements.values_list(Value("judged"), "case_id", *no_answer, *judged),
        young.values_list(Value("young"), "case_id", "role", _nothing(CharField()), "birth_date", *no_judgement),
        _decided(cases, then).values_list(Value("decided"), "case_id", *no_answer, *no_judgement),
        all=True,
    )
    for what, case, kind, value, on, *judgement in rows:
        if what == "said":
            yield Said(case, kind, value, on)
        elif what == "judged":
            yield Judgement(case, *judgement)
        else:
            yield Young(case, kind, on) if what == "young" else Decided(case)


def _decided(cases: Collection[int], then: datetime | None) -> QuerySet[CaseStep]:
    """The decision of the police on a report to Veilig Thuis, where it is taken (Melden: politie)."""
    steps = CaseStep.objects.filter(case__in=cases, step_slug="melden-politie-zorgmelding").order_by()
    if then is None:
        return steps.exclude(state=StepState.OPEN)
    said = StepSettlement.objects.filter(step=OuterRef("pk"), at__lte=then).order_by("-pk").values("state")[:1]
    return steps.alias(was=Subquery(said)).exclude(was=None).exclude(was=StepState.OPEN)


def _nothing(kind: Field) -> Cast:
    """NULL of this kind: PostgreSQL wants to know of what."""
    return Cast(None, kind)
