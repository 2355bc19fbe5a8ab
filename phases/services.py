"""The one form for writing content: lock, change, keep, renew the edition, record; and feedback with its answer."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import notifications
from accounts.models import User
from phases import history
from phases.enums import ContentAction, FeedbackKind
from phases.models import Draft, Edition, Feedback, NoteDecision, Published, Responsibility
from trail import clock
from trail.recording import record

# Between two places in an order, as in the fixtures.
STEP = 10


class Outdated(Exception):
    """Meanwhile somebody else changed what the actor was looking at."""


@transaction.atomic
def publish(*, actor: User, row: Published, is_new: bool = False, draft: Draft | None = None) -> None:
    """Makes the row as it was just saved the next version. Call it in the transaction that saved the row.

    The draft it was made from and the actor's own draft of it are done with; those of others stay.
    """
    row.version = 1 if is_new else history.last_number(row) + 1
    if is_new and hasattr(row, "position"):
        row.position = max(_in_order(row).exclude(pk=row.pk).values_list("position", flat=True), default=0) + STEP
        row.save(update_fields=["position"])
    _make_public(ContentAction.PUBLISH, actor, row)
    Draft.objects.filter(model=row._meta.model_name, object_id=row.pk, editor=actor).delete()
    if draft is not None:
        draft.delete()


@transaction.atomic
def restore(*, actor: User, kept: history.Kept, seen: int | None) -> Published:
    """Publishes an earlier version again, under a new number.

    `seen` is the version that the actor saw as public, None if there was none. Raises history.CannotRestore, Outdated.
    """
    now = kept.model.objects.select_for_update().filter(pk=kept.version.object_id).first()
    if (now.version if now else None) != seen:
        raise Outdated
    row = history.put_back(kept)
    if now is not None and hasattr(now, "position"):
        row.position = now.position  # the place in the order is nobody's words
        row.save(update_fields=["position"])
    row.version = history.last_number(row) + 1
    _make_public(ContentAction.RESTORE, actor, row)
    return row


@transaction.atomic
def remove(*, actor: User, row: Published) -> None:
    """Takes the row off the road map. Its versions stay, so that it can be put back."""
    history.keep_first(row)
    record(action=ContentAction.REMOVE, actor=actor, target=_target(row))
    row.delete()
    Edition.renew()


@transaction.atomic
def move(*, actor: User, row: Published, up: bool) -> bool:
    """Puts the row one place higher or lower on the pages; False if it stands first or last already.

    A new edition, and no new version: no word of the row changes.
    """
    Edition.objects.select_for_update().first()  # whoever moves at the same time waits, and counts from the new order
    rows = list(_in_order(row))
    place = rows.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, start=1):
        type(row).objects.filter(pk=one.pk).exclude(position=number * STEP).update(position=number * STEP)
    Edition.renew()
    record(action=ContentAction.MOVE, actor=actor, target=_target(row), details={"place": other + 1})
    return True


def _in_order(row: Published) -> QuerySet[Published]:
    """The rows among which this one has its place: of a text, the texts of its phase."""
    rows = type(row).objects.all()
    return rows.filter(phase=row.phase) if isinstance(row, Responsibility) else rows


def _make_public(action: ContentAction, actor: User, row: Published) -> None:
    row.revised_on, row.revised_by = _today(), _organisation(actor)
    row.save(update_fields=["version", "revised_on", "revised_by"])
    history.keep(row, actor)
    Edition.renew()
    record(action=action, actor=actor, target=_target(row), details={"version": row.version})


def _target(row: Published) -> str:
    return f"{row._meta.model_name}:{row.slug}"


def _today() -> date:
    return timezone.localdate(clock.now())


def _organisation(actor: User) -> str:
    """Public pages name the organisation, not the person: the history knows who it was."""
    return str(actor.current_memberships[0].organisation) if actor.current_memberships else ""


@transaction.atomic
def keep_draft(
    *, actor: User, model: type[Published], row: Published | None, title: str, data: str, opened: Draft | None
) -> Draft:
    """Keeps a form as it was left: in the actor's own draft, also where the draft that was opened is another's.

    `row` is the content it is a draft of, None for something new.
    """
    title = " ".join(title.replace("\x00", "").split()) or str(row or _("Zonder titel"))
    kept = {"title": title[:200], "data": data, "saved_at": clock.now()}
    name = model._meta.model_name
    if row is not None:
        draft = Draft.objects.update_or_create(model=name, object_id=row.pk, editor=actor, defaults=kept)[0]
    else:
        own = opened.pk if opened is not None and opened.editor_id == actor.pk else None
        draft = Draft.objects.update_or_create(pk=own, defaults={"model": name, "editor": actor, **kept})[0]
    record(
        action=ContentAction.KEEP_DRAFT, actor=actor, target=_target(row) if row else name, details={"draft": draft.pk}
    )
    return draft


@transaction.atomic
def discard_draft(*, actor: User, draft: Draft, row: Published | None) -> None:
    """Throws away the actor's own draft of `row`, or of something new."""
    target = _target(row) if row else draft.model
    record(action=ContentAction.DISCARD_DRAFT, actor=actor, target=target, details={"draft": draft.pk})
    draft.delete()


@transaction.atomic
def decide_note(*, actor: User, text: Responsibility, note: str, decision: str) -> NoteDecision:
    """Takes the note off the editors' desk, with what was decided. `note` is what the actor read; Raises Outdated."""
    now = (
        Responsibility.objects.select_for_update().filter(pk=text.pk, editor_note=note).exclude(editor_note="").first()
    )
    if now is None:
        raise Outdated
    newest = NoteDecision.objects.filter(text_slug=now.slug, note=note).first()
    if newest is not None and newest.decision == decision:
        return newest  # the same form, sent twice
    record(action=ContentAction.DECIDE_NOTE, actor=actor, target=_target(now))
    return NoteDecision.objects.create(
        text_slug=now.slug,
        note=note,
        decision=decision,
        decided_at=clock.now(),
        decided_by=actor,
        organisation=_organisation(actor),
    )


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
        details = {"kind": FeedbackKind(kind)}
        record(action=ContentAction.GIVE_FEEDBACK, actor=actor, target=_target(text), details=details)
    return given, is_new


@transaction.atomic
def answer_feedback(*, actor: User, feedback: Feedback, answer: str, seen: datetime | None) -> None:
    """The answer stands at the text for the sender; the mail only says that there is one.

    `seen` is when the answer was given that the actor saw, None if there was none. Raises Outdated.
    """
    if unseen_answer(feedback, seen) is not None:
        raise Outdated
    feedback.answer, feedback.answered_by, feedback.answered_at = answer, actor, clock.now()
    feedback.save(update_fields=["answer", "answered_by", "answered_at"])
    record(action=ContentAction.ANSWER_FEEDBACK, actor=actor, target=_target(feedback.text))
    notifications.after_commit(_tell_sender, feedback.sender)


def unseen_answer(feedback: Feedback, seen: datetime | None) -> Feedback | None:
    """The reaction as it stands, if it was answered after `seen`; held, so that nobody else answers it meanwhile."""
    now = Feedback.objects.select_for_update(of=("self",)).select_related("answered_by").get(pk=feedback.pk)
    return now if now.answered_at != seen else None


def _tell_sender(sender: User) -> None:
    if sender.is_active:
        send_mail(
            subject=_("Er is antwoord op uw reactie"),
            message=_(
                "De redactie van de routekaart heeft uw reactie beantwoord.\n\n"
                "Log in om het antwoord te lezen. Het staat bij uw reacties, en ook bij de tekst:\n%(link)s"
            )
            % {"link": notifications.link("list_feedback")},
            from_email=None,
            recipient_list=[sender.email],
        )
