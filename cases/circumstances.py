"""What a case can say of its circumstances: which there are, what each may be, who knows, and the phase it belongs to.

A condition in the road map is one of these, or follows from what the case knows already: `Seat.holds`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind as Kind
from cases.enums import CircumstanceKind
from cases.enums import CircumstanceValue as Value
from phases.enums import Condition, PhaseKey


@dataclass(frozen=True)
class Answer:
    """`head` is how the head of a case says it, with its day; empty for what need not be said there."""

    value: Value
    head: str = ""
    phase: PhaseKey | None = None
    # Whether its day may lie ahead.
    is_planned: bool = False

    @property
    def label(self) -> str:
        return str(self.value.label)


@dataclass(frozen=True)
class Question:
    """`known_by` are the partners who know the answer; the others may give it, but are not asked."""

    kind: CircumstanceKind
    text: str
    known_by: frozenset[Kind]
    answers: tuple[Answer, ...]

    def answer(self, value: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.value == value), None)


def _question(kind: CircumstanceKind, text: str, known_by: tuple[Kind, ...], *answers: Answer) -> Question:
    return Question(kind, text, frozenset(known_by), answers)


_NO = Answer(Value.NO)

# In the order of the road map, and of the head of a case.
QUESTIONS = (
    # Melden: politie decides whether and when aangifte is taken.
    _question(
        CircumstanceKind.REPORT,
        _("Is er aangifte gedaan?"),
        (Kind.POLICE,),
        Answer(Value.YES, _("aangifte %(day)s"), PhaseKey.REPORT),
        _NO,
    ),
    # Melden: reclassering, for a suspect in custody; Onderzoek: reclassering, for one who is suspended.
    _question(
        CircumstanceKind.SUSPECT,
        _("Waar is de verdachte?"),
        (Kind.POLICE, Kind.PROSECUTION),
        Answer(Value.FREE),
        Answer(Value.CUSTODY, _("verdachte vast sinds %(day)s"), PhaseKey.INVESTIGATE),
        Answer(Value.SUSPENDED, _("geschorst onder voorwaarden sinds %(day)s")),
    ),
    # Signaleren: forensische zorg confers with reclassering only within one.
    _question(
        CircumstanceKind.FRAMEWORK,
        _("Loopt er nu een strafrechtelijk kader?"),
        (Kind.PROBATION, Kind.PROSECUTION),
        Answer(Value.YES, _("strafrechtelijk kader sinds %(day)s")),
        _NO,
    ),
    # Melden, Onderzoek: OM confers on other interventions where there is none.
    _question(
        CircumstanceKind.SUSPICION,
        _("Zijn er ernstige bezwaren?"),
        (Kind.PROSECUTION,),
        Answer(Value.YES, _("ernstige bezwaren sinds %(day)s"), PhaseKey.INVESTIGATE),
        Answer(Value.NO, _("geen ernstige bezwaren")),
    ),
    # Onderzoek: reclassering reports where it was asked to; Vervolgen: OM waits for that advice.
    _question(
        CircumstanceKind.ADVICE,
        _("Is de reclassering om advies gevraagd?"),
        (Kind.PROSECUTION, Kind.PROBATION),
        Answer(Value.YES, _("advies gevraagd %(day)s"), PhaseKey.INVESTIGATE),
        _NO,
    ),
    # Melden, Onderzoek: Veilig Thuis judges this after a zorgmelding.
    _question(
        CircumstanceKind.DANGER,
        _("Is er acute of structurele onveiligheid?"),
        (Kind.SAFE_HOME,),
        Answer(Value.YES, _("onveilig volgens de beoordeling van %(day)s")),
        Answer(Value.NO, _("geen acute of structurele onveiligheid (%(day)s)")),
    ),
    # Melden, Onderzoek: Veilig Thuis; a child in the case answers it too.
    _question(
        CircumstanceKind.CHILDREN,
        _("Zijn er kinderen bij betrokken?"),
        (Kind.POLICE, Kind.SAFE_HOME),
        Answer(Value.YES, _("kinderen betrokken")),
        _NO,
    ),
    # Vervolgen: OM brings the case to a hearing, SHN supports the victim there.
    _question(
        CircumstanceKind.HEARING,
        _("Is er een zitting gepland?"),
        (Kind.PROSECUTION, Kind.COURT),
        Answer(Value.YES, _("zitting %(day)s"), PhaseKey.PROSECUTE, is_planned=True),
        _NO,
    ),
    # Veroordeling.
    _question(
        CircumstanceKind.VERDICT,
        _("Is er een uitspraak?"),
        (Kind.PROSECUTION, Kind.COURT),
        Answer(Value.YES, _("uitspraak %(day)s"), PhaseKey.CONVICT),
        _NO,
    ),
    # Vervolgen: rechterlijke macht.
    _question(
        CircumstanceKind.APPEAL,
        _("Is er hoger beroep ingesteld?"),
        (Kind.PROSECUTION, Kind.COURT),
        Answer(Value.YES, _("hoger beroep sinds %(day)s"), PhaseKey.PROSECUTE),
        _NO,
    ),
)
QUESTION_OF: dict[str, Question] = {question.kind: question for question in QUESTIONS}

# Which answer says what a decision of the road map came to, by the family of the step: nobody records it twice.
DECIDED_BY: dict[str, tuple[CircumstanceKind, frozenset[Value]]] = {
    "melden-politie-aangifte-opnemen": (CircumstanceKind.REPORT, frozenset({Value.YES})),
    "onveiligheid-beoordelen": (CircumstanceKind.DANGER, frozenset({Value.YES, Value.NO})),
}

# Which circumstance a condition of the road map is, and what makes it hold.
CONDITIONS: dict[Condition, tuple[CircumstanceKind, Value]] = {
    Condition.REPORT_TAKEN: (CircumstanceKind.REPORT, Value.YES),
    Condition.CUSTODY: (CircumstanceKind.SUSPECT, Value.CUSTODY),
    Condition.SUSPENDED: (CircumstanceKind.SUSPECT, Value.SUSPENDED),
    Condition.FRAMEWORK: (CircumstanceKind.FRAMEWORK, Value.YES),
    Condition.NO_SERIOUS_SUSPICION: (CircumstanceKind.SUSPICION, Value.NO),
    Condition.ADVICE_ASKED: (CircumstanceKind.ADVICE, Value.YES),
    Condition.UNSAFE: (CircumstanceKind.DANGER, Value.YES),
    Condition.SAFE: (CircumstanceKind.DANGER, Value.NO),
    Condition.CHILDREN: (CircumstanceKind.CHILDREN, Value.YES),
    Condition.HEARING: (CircumstanceKind.HEARING, Value.YES),
    Condition.VERDICT: (CircumstanceKind.VERDICT, Value.YES),
    Condition.APPEAL: (CircumstanceKind.APPEAL, Value.YES),
}
