from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from cases.enums import ReferralState
from cases.models.case import Case
from trail import clock


class Referral(models.Model):
    """A referral with its own short text: the addressed organisation sees that text and nothing else of the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals")
    text = models.TextField(max_length=2000)
    purpose = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=200)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=ReferralState.choices, default=ReferralState.SENT)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(state=ReferralState.SENT),
                name="one_open_referral_per_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReferralState.REFUSED) | ~Q(answer_reason=""), name="refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.organisation}"
