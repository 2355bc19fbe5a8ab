"""Every change of a case: one function per verb, named like it, in the room of its noun."""

from importlib import import_module

from cases.services.base import AlreadyDone, Refused, Stale, find_repeat
from cases.services.closing import hinders, still_open
from cases.services.step import Weighed
from cases.verbs import Verb

__all__ = ["AlreadyDone", "Refused", "Stale", "Weighed", "find_repeat", "hinders", "still_open"]

# `services.report_incident`: found by its row in `cases.verbs`, so that a new verb needs no line here.
for _verb in Verb:
    globals()[_verb.value] = getattr(import_module(f"{__name__}.{_verb.noun}"), _verb.value)
