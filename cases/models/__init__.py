from cases.models.case import (
    Case,
    ClosingAnswer,
    ClosingProposal,
    Compartmented,
    Person,
    PhaseChange,
    TimelineEntry,
    age_on,
    name_key,
)
from cases.models.risk import Incident, Referral, SashOutcome, SashShare
from cases.models.team import Handover, Participation, RegieAssignment, TeamMember
from cases.models.work import CaseStep

__all__ = [
    "Case",
    "CaseStep",
    "ClosingAnswer",
    "ClosingProposal",
    "Compartmented",
    "Handover",
    "Incident",
    "Participation",
    "Person",
    "PhaseChange",
    "Referral",
    "RegieAssignment",
    "SashOutcome",
    "SashShare",
    "TeamMember",
    "TimelineEntry",
    "age_on",
    "name_key",
]
