import unicodedata
from datetime import date

from django.conf import settings
from django.db import models

from accounts.models import Organisation
from cases.enums import Compartment, PersonRole, Relation
from cases.models.case import Case
from cases.models.compartment import Compartmented
from cases.models.dated import Version
from trail import clock

_ADULT_AT = 18


def name_key(name: str) -> str:
    """The name as it is compared and kept: without case, accents and double spaces; folding may make it longer."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())[:120]


class Person(Version):
    """Somebody in a case. `organisation` is that of whoever put him there: it may correct what is said of him."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="persons")
    role = models.CharField(max_length=10, choices=PersonRole.choices)
    relation = models.CharField(max_length=15, choices=Relation.choices)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    birth_date = models.DateField(null=True)
    added_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    # On which he is looked at, where that is not today.
    day: date | None = None

    class Meta(Version.Meta):
        # A correction keeps the place of whom it is about.
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["name_key", "birth_date"], name="person_same")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)

    @property
    def is_minor(self) -> bool:
        return is_minor(self.role, self.birth_date, self.day or clock.today())


class PossibleDuplicate(Compartmented):
    """Why somebody opened a case although a person of that name and birth date stands in one already.

    For the opener's own organisation: to others it would tell that this person stands in another case.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="possible_duplicates")
    reason = models.TextField(max_length=500)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Compartmented.Meta):
        ordering = ["id"]
        constraints = [
            *Compartmented.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(compartment=Compartment.ORGANISATION), name="duplicate_is_for_its_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.at:%Y-%m-%d}"


def age_on(birth_date: date, day: date) -> int:
    """Age in whole years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(role: str, birth_date: date | None, day: date) -> bool:
    """Follows from the birth date; unknown counts as not, except for somebody added as a child."""
    return role == PersonRole.CHILD if birth_date is None else age_on(birth_date, day) < _ADULT_AT
