from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import PersonRole, Relation
from cases.forms.base import (
    CorrectionForm,
    VerbForm,
    choice_field,
    day_field,
    line_field,
)
from cases.models import Person

NAME_HINT = _("Voor- en achternaam zoals u die kent. Geen adres.")


class PersonFields(forms.Form):
    role = choice_field(_("Wie voegt u toe?"), PersonRole.choices, _("Kies wie u toevoegt."))
    name = line_field(_("Naam"), _("Vul een naam in."), of=Person.name, help_text=NAME_HINT)
    birth_date = day_field(_("Geboortedatum"), required=False, help_text=_("Leeg als u die niet weet."))
    relation = forms.ChoiceField(
        label=_("Relatie tot het slachtoffer"),
        choices=Relation.choices,
        help_text=_("Voegt u een slachtoffer toe? Kies dan de relatie tot de verdachte."),
    )


class AddPersonForm(PersonFields, VerbForm):
    title = _("Persoon toevoegen")
    done = _("De persoon is toegevoegd.")


class CorrectPersonForm(PersonFields, CorrectionForm):
    title = _("Persoon verbeteren")
    done = _("Verbeterd. In de tijdlijn blijft staan wat er eerst stond.")

    role = choice_field(_("Wie is dit?"), PersonRole.choices, _("Kies wie dit is."))
    relation = forms.ChoiceField(
        label=_("Relatie tot het slachtoffer"),
        choices=Relation.choices,
        help_text=_("Is dit het slachtoffer? Kies dan de relatie tot de verdachte."),
    )
