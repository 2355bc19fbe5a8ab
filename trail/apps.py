from django.apps import AppConfig

from trail import words
from trail.enums import Review


class TrailConfig(AppConfig):
    name = "trail"
    verbose_name = "Logboek van handelingen"

    def ready(self) -> None:
        words.name_actions(Review)
