"""One form per verb, in the room of its noun. None of them saves."""

from importlib import import_module

from cases.forms.base import VerbForm
from cases.verbs import Verb

FORMS: dict[Verb, type[VerbForm]] = {
    verb: getattr(import_module(f"{__name__}.{verb.noun}"), verb.form_name) for verb in Verb if verb.row.has_form
}

__all__ = ["FORMS", "VerbForm"]
