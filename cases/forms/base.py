"""What every verb's form shares. A form never saves: it hands its values to the service of the same name."""

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from accounts.models import GroundKind, Organisation, SharingGround, User
from accounts.postponed import SENDER_FIELD, sign_sender
from cases import access, limits
from cases.enums import Compartment
from cases.models import Incident, TeamMember


class VerbForm(forms.Form):
    """One verb, one short form. `seat` is who fills it in; `target` the object of the verb, if it has one."""

    title: ClassVar[str]
    submit: ClassVar[str] = _("Vastleggen")
    intro: ClassVar[str] = ""
    done: ClassVar[str] = _("Vastgelegd.")

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sender = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seat: access.Seat, target: Any = None, **kwargs: Any) -> None:
        self.seat = seat
        self.target = target
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid4())
        self.initial[SENDER_FIELD] = sign_sender(seat.user)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.prepare()

    def prepare(self) -> None:
        """Sets choices and first values that depend on the case. Choices come from `access`."""

    @property
    def page_title(self) -> str:
        return self.title

    @property
    def page_intro(self) -> str:
        return self.intro

    @property
    def done_message(self) -> str:
        """What is said once the verb is done."""
        return self.done

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name, value in list(values.items()):
            if isinstance(value, str) and name != SENDER_FIELD and (fault := limits.unreadable(value)):
                self.add_error(name, fault)
        return values

    def arguments(self) -> dict[str, Any]:
        """The values as the service takes them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != SENDER_FIELD}
        for name in ("purpose", "legal_ground"):
            if name in values:
                values[name] = str(values[name] or "")
        return values

    def show_stale(self, version: int, current: dict[str, Any]) -> None:
        """Shows what somebody else wrote beside what was typed; sending again then is a choice."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)
        self.add_error(
            None,
            _(
                "Iemand anders heeft deze zaak intussen gewijzigd. Uw tekst staat er nog. "
                "Kijk bij elk veld wat er nu staat, pas aan wat nodig is en verstuur opnieuw."
            ),
        )
        for name, value in current.items():
            if name in self.fields and self.cleaned_data.get(name) != value:
                self.add_error(name, _("Nu staat er: %(value)s") % {"value": self._shown(name, value)})

    def _shown(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return f"{value:%d-%m-%Y}"
        if isinstance(value, list):
            return ", ".join(self._shown(name, one) for one in value)
        choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
        return str(choices.get(value, _("niets") if value in (None, "") else value))


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"autocomplete": "off"})


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 23-11-2026."), "required": _("Vul een datum in.")},
    )


class TextField(forms.CharField):
    """Typed text, as long as the column `of` takes. One that shows nothing, such as a space of no width, is empty.

    `needed` says when a field that may be left empty may not.
    """

    def __init__(self, *, of: DeferredAttribute, needed: str = "", required: bool = True, **more: Any) -> None:
        self.column = of.field
        self.needed = needed
        super().__init__(required=required and not needed, max_length=self.column.max_length, **more)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if limits.shows(text) else self.empty_value


def text_field(label: str, missing: str = "", **more: Any) -> TextField:
    """A longer text; `missing` is what the field says when it is left empty."""
    too_long = _("Deze tekst is te lang: %(show_value)d tekens, er passen er %(limit_value)d.")
    messages = {"required": missing, "max_length": too_long}
    return TextField(label=label, widget=forms.Textarea(attrs={"rows": 5}), error_messages=messages, **more)


def line_field(label: str, missing: str = _("Vul dit in."), **more: Any) -> TextField:
    too_long = _("Dit is te lang: %(show_value)d tekens, er passen er %(limit_value)d.")
    return TextField(label=label, error_messages={"required": missing, "max_length": too_long}, **more)


def choice_field(
    label: str, choices: Any, missing: str, *, required: bool = True, help_text: str = ""
) -> forms.ChoiceField:
    """A short choice, all of it in sight."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def choices_field(label: str, choices: Any, missing: str, *, help_text: str = "") -> forms.MultipleChoiceField:
    """The same where more than one may hold; at least one does."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class PersonChoice(forms.ModelChoiceField):
    def __init__(self, label: str, *, required: bool = True, help_text: str = "", nobody: str = _("Kies")) -> None:
        super().__init__(
            User.objects.none(),
            label=label,
            required=required,
            help_text=help_text,
            empty_label=nobody,
            error_messages={
                "required": _("Kies een persoon."),
                "invalid_choice": _("Deze persoon zit niet in het team van deze zaak. Kies iemand uit de lijst."),
            },
        )

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.job}" if user.job else user.name


class OrganisationChoice(forms.ModelChoiceField):
    def __init__(self, label: str, *, help_text: str = "") -> None:
        super().__init__(
            Organisation.objects.none(),
            label=label,
            help_text=help_text,
            empty_label=_("Kies een organisatie"),
            to_field_name="slug",
            error_messages={
                "required": _("Kies een organisatie."),
                "invalid_choice": _("Deze organisatie kunt u hier niet kiezen."),
            },
        )


class GroundFields(forms.Form):
    """Purpose and legal ground for giving information, from the list that is kept by fixture."""

    purpose = forms.ModelChoiceField(
        SharingGround.objects.filter(kind=GroundKind.PURPOSE, is_active=True),
        label=_("Met welk doel deelt u dit?"),
        to_field_name="slug",
        empty_label=_("Kies een doel"),
        error_messages={"required": _("Kies een doel."), "invalid_choice": _("Kies een doel uit de lijst.")},
    )
    legal_ground = forms.ModelChoiceField(
        SharingGround.objects.filter(kind=GroundKind.LEGAL, is_active=True),
        label=_("Op welke grondslag?"),
        to_field_name="slug",
        empty_label=_("Kies een grondslag"),
        help_text=_("Deze lijst is nog te bevestigen door een privacyjurist."),
        error_messages={"required": _("Kies een grondslag."), "invalid_choice": _("Kies een grondslag uit de lijst.")},
    )


class CorrectionForm(VerbForm):
    """Shows what stands there now; `version` says which version was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        newest = self.target.newest
        shown = {name: getattr(newest, name) for name in self.fields if hasattr(newest, name)}
        self.initial |= {**shown, "version": newest.pk}


class CompartmentFields(forms.Form):
    """Who may see an item; an author inside justice can let one person from outside in, with the ground."""

    compartment = choice_field(_("Wie mag dit zien?"), Compartment.choices, _("Kies wie dit mag zien."))
    admitted = PersonChoice(
        _("Eén persoon van buiten justitie toelaten"),
        required=False,
        nobody=_("Niemand"),
        help_text=_("Alleen als u ‘alleen justitie’ kiest."),
    )
    admission_ground = line_field(
        _("Waarom mag deze persoon dit zien?"), of=Incident.admission_ground, needed=_("nodig als u iemand toelaat")
    )

    def prepare_compartments(self) -> None:
        allowed = access.compartments_for(self.seat.user)
        self.fields["compartment"].choices = [(choice.value, choice.label) for choice in allowed]
        self.initial.setdefault("compartment", Compartment.TEAM)
        if Compartment.JUSTICE in allowed:
            self.fields["admitted"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)
        else:
            del self.fields["admitted"], self.fields["admission_ground"]


def team_users(case: Any) -> QuerySet[User]:
    """People on the team of today."""
    members = TeamMember.objects.of(case)
    return User.objects.filter(pk__in=members.values("user"))
