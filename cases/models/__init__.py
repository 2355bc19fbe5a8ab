from cases.models.alert import RECENTLY, Standing
from cases.models.case import Case, CaseFacts, PhaseChange
from cases.models.circumstance import Circumstance
from cases.models.closing import ClosingAnswer, ClosingProposal, Closure
from cases.models.compartment import Compartmented
from cases.models.dated import DatedQuerySet, Version, begun, held
from cases.models.incident import Incident
from cases.models.interpretation import Interpretation
from cases.models.note import Note
from cases.models.person import Person, PossibleDuplicate, age_on, is_minor, name_key
from cases.models.referral import Referral
from cases.models.regie import DeputyPeriod, Handover, RegieAssignment
from cases.models.sash import SashOutcome, SashReasoning, SashRisk, SashShare
from cases.models.step import CaseStep, StepSettlement
from cases.models.team import Participation, ReferenceNumber, TeamMember, work_of
from cases.models.timeline import TimelineEntry

__all__ = [
    "RECENTLY",
    "Case",
    "CaseFacts",
    "CaseStep",
    "Circumstance",
    "ClosingAnswer",
    "ClosingProposal",
    "Closure",
    "Compartmented",
    "DatedQuerySet",
    "DeputyPeriod",
    "Handover",
    "Incident",
    "Interpretation",
    "Note",
    "Participation",
    "Person",
    "PhaseChange",
    "PossibleDuplicate",
    "ReferenceNumber",
    "Referral",
    "RegieAssignment",
    "SashOutcome",
    "SashReasoning",
    "SashRisk",
    "SashShare",
    "Standing",
    "StepSettlement",
    "TeamMember",
    "TimelineEntry",
    "Version",
    "age_on",
    "begun",
    "held",
    "is_minor",
    "name_key",
    "work_of",
]
