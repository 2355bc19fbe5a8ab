"""One way through every form: check, show, hand over to the service, go on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import postponed
from accounts.models import User
from cases import access, services
from cases.forms import FORMS, VerbForm
from cases.models import Case, TimelineEntry
from cases.verbs import Verb

# Written as a word in the address; the verb itself is the name of the URL.
_GET_ONLY_CHOICES = ("choose",)
_ALREADY_DONE = gettext_lazy("Dit was al vastgelegd. Het is niet nog een keer gedaan.")


def perform(request: HttpRequest, case: Case | None, verb: Verb, target: Any = None, *, back: str = "") -> HttpResponse:
    """Shows the verb's form and carries the verb out. Raises PermissionDenied where the rule says no.

    `back` is where one goes on: the case, unless told otherwise. Whatever the service refuses comes back in the form.
    """
    back = back or case_url(case)
    repeat = repeated(request, verb, case.reference if case is not None else "")
    if repeat is not None:
        return redirect(back or _led_to(request.user, repeat))
    seat = access.Seat(request.user, case)
    access.require(verb, seat, target)
    form = _form(request, verb, seat, target)
    if request.method == "POST" and form.is_valid():
        result = carry_out(request, verb, form)
        if result is not None:
            return redirect(back or case_url(result))
    context = {"form": form, "case": case, "verb": verb, "back": back or reverse("list_cases")}
    return render(request, "cases/form.html", context)


def repeated(request: HttpRequest, verb: Verb, reference: str) -> TimelineEntry | None:
    """What this very form led to when it was carried out before, told on the screen. After that the rules and the
    choices may have changed by the first submit itself, so this comes before them."""
    try:
        once = UUID(request.POST.get("once", ""))
    except ValueError:
        return None
    entry = services.find_repeat(verb, request.user, reference, once)
    if entry is None:
        return None
    messages.info(request, _ALREADY_DONE)
    return entry


def _led_to(user: User, entry: TimelineEntry) -> str:
    """The page of the case; the list for whoever has left it since."""
    return case_url(access.cases_for(user).filter(pk=entry.case_id).first()) or reverse("list_cases")


def _form(request: HttpRequest, verb: Verb, seat: access.Seat, target: Any) -> VerbForm:
    data = request.POST if request.method == "POST" else None
    if request.method == "GET" and (data := postponed.take(request)) is not None:
        messages.info(request, _("U was uitgelogd. Uw tekst is bewaard. Kijk hem na en verstuur opnieuw."))
    initial = {name: request.GET[name] for name in _GET_ONLY_CHOICES if name in request.GET}
    return FORMS[verb](data, seat=seat, target=target, initial=initial)


def carry_out(request: HttpRequest, verb: Verb, form: VerbForm) -> Any:
    """What the service made; None where it refused, with the refusal in the form."""
    service = getattr(services, verb.value)
    arguments = form.arguments()
    if form.seat.case is not None:
        arguments[verb.row.on] = form.target if form.target is not None else form.seat.case
    try:
        result = service(actor=request.user, **arguments)
    except services.Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None
    except services.Stale as stale:
        form.show_stale(stale.version, stale.current)
        return None
    except services.AlreadyDone as done:
        messages.info(request, _ALREADY_DONE)
        return form.seat.case or done.entry.case
    messages.success(request, form.done_message)
    return result


def show_settled(request: HttpRequest, case: Case | None, told: str, detail: str = "") -> HttpResponse:
    """Where nothing is left to answer or to do: what became of it. `case` where this person may see it."""
    return render(request, "cases/settled.html", {"case": case, "told": told, "detail": detail})


def case_url(case: Case | None) -> str:
    return reverse("show_case", args=[case.reference]) if case is not None else ""
