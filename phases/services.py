"""The one form for writing content: lock, change, keep, renew the edition, record; and feedback with its answer."""

from datetime import date
from functools import partial
from uuid import UUID, uuid5

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from phases import history
from phases.enums import FeedbackKind
from phases.models import Draft, Edition, Feedback, Published, Responsibility
from trail import clock
from trail.recording import record


@transaction.atomic
def publish(*, actor: User, row: Published, is_new: bool = False, draft: Draft | None = None) -> None:
    """Makes the row as it was just saved the next version. Call it in the transaction that saved the row.

    The draft it was made from and the actor's own draft of it are done with; those of others stay.
    """
    row.version = 1 if is_new else history.last_number(row) + 1
    _make_public("publish", actor, row)
    Draft.objects.filter(model=row._meta.model_name, object_id=row.pk, editor=actor).delete()
    if draft is not None:
        draft.delete()


@transaction.atomic
def restore(*, actor: User, kept: history.Kept) -> Published:
    """Publishes an earlier version again, under a new number. Raises history.CannotRestore."""
    row = history.put_back(kept)
    row.version = history.last_number(row) + 1
    _make_public("restore", actor, row)
    return row


@transaction.atomic
def remove(*, actor: User, row: Published) -> None:
    """Takes the row off the road map. Its versions stay, so that it can be put back."""
    history.keep_first(row)
    record(action="remove_content", actor=actor, target=_target(row))
    row.delete()
    Edition.renew()


def _make_public(action: str, actor: User, row: Published) -> None:
    row.revised_on, row.revised_by = _today(), _organisation(actor)
    row.save(update_fields=["version", "revised_on", "revised_by"])
    history.keep(row, actor)
    Edition.renew()
    record(action=f"{action}_content", actor=actor, target=_target(row), details={"version": row.version})


def _target(row: Published) -> str:
    return f"{row._meta.model_name}:{row.slug}"


def _today() -> date:
    return timezone.localdate(clock.now())


def _organisation(actor: User) -> str:
    """Public pages name the organisation, not the person: the history knows who it was."""
    return str(actor.current_memberships[0].organisation) if actor.current_memberships else ""


@transaction.atomic
def keep_draft(*, actor: User, model: str, object_id: int | None, title: str, data: str, opened: Draft | None) -> Draft:
    """Keeps a form as it was left: in the actor's own draft, also where the draft that was opened is another's."""
    kept = {"title": title[:200], "data": data, "saved_at": clock.now()}
    if object_id is not None:
        return Draft.objects.update_or_create(model=model, object_id=object_id, editor=actor, defaults=kept)[0]
    own = opened.pk if opened is not None and opened.editor_id == actor.pk else None
    return Draft.objects.update_or_create(pk=own, defaults={"model": model, "editor": actor, **kept})[0]


@transaction.atomic
def give_feedback(
    *, actor: User, text: Responsibility, kind: FeedbackKind, message: str, once: UUID
) -> tuple[Feedback, bool]:
    """What was given, and whether it is new: a second submit of the same form gives what the first made."""
    # The key is made the sender's own at this text: one that another used says nothing and keeps nothing out.
    own = uuid5(once, f"{actor.pk} {text.slug}")
    first = {"text_id": text.pk, "kind": kind, "message": message, "sender": actor, "sent_at": clock.now()}
    given, is_new = Feedback.objects.get_or_create(once=own, defaults=first)
    if is_new:
        record(action="give_feedback", actor=actor, target=_target(text), details={"kind": FeedbackKind(kind)})
    return given, is_new


@transaction.atomic
def answer_feedback(*, actor: User, feedback: Feedback, answer: str) -> None:
    """The answer stands at the text for the sender; the mail only says that there is one."""
    feedback.answer, feedback.answered_by, feedback.answered_at = answer, actor, clock.now()
    feedback.save(update_fields=["answer", "answered_by", "answered_at"])
    record(action="answer_feedback", actor=actor, target=_target(feedback.text))
    transaction.on_commit(partial(_tell_sender, feedback.sender), robust=True)


def _tell_sender(sender: User) -> None:
    if sender.is_active:
        send_mail(
            subject="Er is antwoord op uw reactie",
            message="De redactie van de routekaart heeft uw reactie beantwoord.\n\n"
            "Log in en kies ‘Mijn reacties’ om het antwoord te lezen. Het staat ook bij de tekst.",
            from_email=None,
            recipient_list=[sender.email],
        )
