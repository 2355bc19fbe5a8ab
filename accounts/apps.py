from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountAction
from trail import words


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Mensen en organisaties")

    def ready(self) -> None:
        words.name_actions(AccountAction)
        user_logged_out.connect(import_string("accounts.login_trail.record_logout"))
