from django.utils.translation import gettext_lazy as _

from cases.enums import NoteKind
from cases.forms.base import CompartmentFields, VerbForm, choice_field, text_field
from cases.models import Note


class WriteNoteForm(CompartmentFields, VerbForm):
    title = _("Notitie schrijven")
    done = _("De notitie staat in de tijdlijn.")
    intro = _("Voor wat partners moeten weten en geen incident is. Gebeurde er iets? Meld dan een incident.")
    field_order = ("once", "sender", "kind", "text", "compartment", "admitted", "admission_ground")

    kind = choice_field(_("Wat legt u vast?"), NoteKind.choices, _("Kies wat u vastlegt."))
    text = text_field(
        _("Wat moeten anderen weten?"),
        _("Schrijf op wat anderen moeten weten."),
        of=Note.text,
        help_text=_("Bij een gesprek: met wie, en wat u afsprak. Noem geen adres."),
    )

    def prepare(self) -> None:
        self.initial.setdefault("kind", NoteKind.NOTE)
        self.prepare_compartments()
