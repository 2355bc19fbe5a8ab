from django.apps import AppConfig

from accounts.enums import AccountAction
from trail import words


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Mensen en organisaties"

    def ready(self) -> None:
        words.name_actions(AccountAction)
