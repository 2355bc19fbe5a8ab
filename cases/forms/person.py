from django import forms

from cases.enums import PersonRole, Relation
from cases.forms.base import (
    VerbForm,
    choice_field,
    day_field,
    line_field,
)
from cases.models import Person

NAME_HINT = "Voor- en achternaam zoals u die kent. Geen adres."


class AddPersonForm(VerbForm):
    title = "Persoon toevoegen"
    done = "De persoon is toegevoegd."

    role = choice_field("Wie voegt u toe?", PersonRole.choices, "Kies wie u toevoegt.")
    name = line_field("Naam", "Vul een naam in.", of=Person.name, help_text=NAME_HINT)
    birth_date = day_field("Geboortedatum", required=False, help_text="Leeg als u die niet weet.")
    relation = forms.ChoiceField(
        label="Relatie tot het slachtoffer",
        choices=Relation.choices,
        help_text="Voegt u een slachtoffer toe? Kies dan de relatie tot de verdachte.",
    )
