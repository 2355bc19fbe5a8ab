"""The terms of the warnings: policy, and the one place where it stands (`settings.TERMS`).

`warn`: after how long a warning shows; `red`: after how long it turns red. Timedeltas, unless the name says working
days. In words: `besides` is what else makes it show, `red_words` from when the term for red runs.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

TERMS = {
    "no_regisseur": {"red": timedelta(hours=24)},
    "regisseur_blind": {"red": timedelta(hours=24)},
    "weapon_open": {"red": timedelta(0)},
    "threat_open": {"red": timedelta(hours=24)},
    # `within`: how close together three incidents make a pattern since the SASH.
    "pattern": {"red": timedelta(hours=24), "within": timedelta(days=30)},
    "minor_at_risk": {"red": timedelta(hours=24)},
    "sash_missing": {},
    "sash_stale": {"warn": timedelta(days=90), "besides": _("meteen na een nieuw incident")},
    "sash_unread": {"warn": timedelta(hours=24), "red": timedelta(hours=72)},
    "ccb_missing": {"red": timedelta(hours=24), "red_words": _("een SASH hoog")},
    "zvh_missing": {"red": timedelta(hours=24), "red_words": _("een hoog risico")},
    "referral_unanswered": {"warn_working_days": 2, "red_working_days": 5},
    "handover_pending": {"warn_working_days": 2, "red_working_days": 5},
}
