from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.person import User
from trail import clock


class AddressChange(models.Model):
    """That a manager proposes another address of e-mail for somebody, and what a second manager answered.

    Whoever chooses the address can have a new password sent to it, and so reads that person's cases: nobody alone
    changes the address of somebody else. Kept, whatever the answer.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="address_changes", verbose_name=_("persoon"))
    email = models.EmailField(_("nieuw e-mailadres"))
    replaces = models.EmailField(_("in plaats van"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("voorgesteld door"))
    proposed_at = models.DateTimeField(_("voorgesteld op"), default=clock.now)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beantwoord door")
    )
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("bevestigd"), default=False)

    class Meta:
        verbose_name = _("voorstel voor een ander e-mailadres")
        verbose_name_plural = _("voorstellen voor een ander e-mailadres")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(answered_at=None),
                name="one_open_address_change",
                violation_error_message=_("Voor deze persoon staat al een voorstel open."),
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("user")) & (Q(answered_by=None) | ~Q(answered_by=F("user"))),
                name="address_change_is_by_others",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | (Q(answered_by__isnull=False) & ~Q(answered_by=F("proposed_by"))),
                name="address_change_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="address_change_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.email}"
