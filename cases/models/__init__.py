from cases.models.alert import Standing
from cases.models.case import Case, PhaseChange
from cases.models.closing import ClosingAnswer, ClosingProposal, Closure
from cases.models.compartment import Compartmented
from cases.models.incident import Incident
from cases.models.person import Person, PossibleDuplicate, age_on, name_key
from cases.models.referral import Referral
from cases.models.regie import Handover, RegieAssignment
from cases.models.sash import SashOutcome, SashShare
from cases.models.step import CaseStep, StepSettlement
from cases.models.team import Participation, TeamMember, work_of
from cases.models.timeline import TimelineEntry

__all__ = [
    "Case",
    "CaseStep",
    "ClosingAnswer",
    "ClosingProposal",
    "Closure",
    "Compartmented",
    "Handover",
    "Incident",
    "Participation",
    "Person",
    "PhaseChange",
    "PossibleDuplicate",
    "Referral",
    "RegieAssignment",
    "SashOutcome",
    "SashShare",
    "Standing",
    "StepSettlement",
    "TeamMember",
    "TimelineEntry",
    "age_on",
    "name_key",
    "work_of",
]
