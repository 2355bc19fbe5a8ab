from django import template
from django.db.models import QuerySet

from accounts.models import AddressChange, User

register = template.Library()


@register.simple_tag
def proposals_for(user: User) -> QuerySet[AddressChange]:
    """Proposals for another address that this manager can confirm or refuse."""
    waiting = AddressChange.objects.filter(answered_at=None).exclude(user=user).exclude(proposed_by=user)
    return waiting.select_related("user", "proposed_by").order_by("proposed_at")
