from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trail import words


class TrailEvent(models.Model):
    """One thing that was done or read. Names and ids are text, without foreign keys, so the row survives a purge.

    Rows are written by `trail.recording.record` alone; triggers refuse UPDATE, DELETE and TRUNCATE.
    """

    at = models.DateTimeField(_("wanneer"))
    action = models.CharField(_("handeling"), max_length=40)
    actor_id = models.CharField(_("nummer van de persoon"), max_length=40, blank=True)
    actor_name = models.CharField(_("wie"), max_length=200, blank=True)
    organisation = models.CharField(_("namens"), max_length=120, blank=True)
    subject = models.CharField(_("zaak of persoon"), max_length=80, blank=True)
    target = models.CharField(_("onderdeel"), max_length=80, blank=True)
    purpose = models.CharField(_("doel"), max_length=40, blank=True)
    details = models.JSONField(_("bijzonderheden"), default=dict, blank=True)

    class Meta:
        verbose_name = _("regel in het logboek")
        verbose_name_plural = _("logboek")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="trail_subject"),
            models.Index(fields=["actor_id", "id"], name="trail_actor"),
            models.Index(fields=["action", "id"], name="trail_action"),
        ]

    def __str__(self) -> str:
        what = words.in_words(words.ACTIONS, self.action)
        return " ".join(
            filter(None, [f"{timezone.localtime(self.at):%d-%m-%Y %H:%M}", self.actor_name, what, self.subject])
        )
