"""What waits for the editors, for the first page of the admin."""

from typing import Any

from django import template
from django.contrib.admin.sites import site
from django.db.models import QuerySet
from django.urls import reverse

from phases import content, desk
from phases.admin.steps import in_order, on_case
from phases.enums import ResourceKind
from phases.links import dead_links
from phases.models import Draft, Feedback, NoteDecision, Published

register = template.Library()


@register.simple_tag
def editors_desk() -> dict[str, Any]:
    now = content.current()
    numbers = [row for row in now.resources if row.kind == ResourceKind.TELEPHONE and not row.checked_on]
    return {
        "drafts": [(draft, _draft_address(draft)) for draft in Draft.objects.select_related("editor")],
        "feedback": Feedback.objects.filter(answered_at=None).select_related("text", "sender"),
        "numbers": [(row, admin_address(row)) for row in numbers],
        "contradictions": [(row, admin_address(row)) for row in desk.undecided(now.texts)],
        "unexplained": [(row, admin_address(row)) for row in now.terms if not row.meaning and not row.explanation],
        "dead_links": [(dead, admin_address(dead.row)) for dead in dead_links(now)],
    }


@register.filter
def decisions(text: Published) -> QuerySet[NoteDecision]:
    return desk.decisions_on(text)


register.filter("in_order", in_order)
register.filter("on_case", on_case)


def admin_address(row: Published) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _draft_address(draft: Draft) -> str:
    page = f"{site.name}:phases_{draft.model}"
    address = reverse(f"{page}_change", args=[draft.object_id]) if draft.object_id else reverse(f"{page}_add")
    return f"{address}?concept={draft.pk}"
