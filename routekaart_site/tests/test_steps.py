"""What the road map says of a case, and what a case can do, know each other."""

from cases.verbs import Verb
from phases.enums import ProvingVerb


def test_every_verb_that_proves_a_step_is_a_verb_of_cases():
    assert set(ProvingVerb.values) <= {verb.value for verb in Verb}
