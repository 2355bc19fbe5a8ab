from phases.models.base import Keyed, Published, RichTextField
from phases.models.editing import Document, Draft, Edition, Feedback, NoteDecision
from phases.models.help import Audience, Page, RegionalHelp, Resource, Term
from phases.models.map import Gap, Partner, Phase, Responsibility, Step

__all__ = [
    "Audience",
    "Document",
    "Draft",
    "Edition",
    "Feedback",
    "Gap",
    "Keyed",
    "NoteDecision",
    "Page",
    "Partner",
    "Phase",
    "Published",
    "RegionalHelp",
    "Resource",
    "Responsibility",
    "RichTextField",
    "Step",
    "Term",
]
