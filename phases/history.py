"""Every published version of a piece of content, with the rows that belong to it: kept, read back, put back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import reversion
from django.db import IntegrityError, transaction
from django.db.models import Model
from reversion.errors import RevertError
from reversion.models import Version

from accounts.models import User
from phases import models

# Which rows belong to a piece of content, and are edited, published and put back with it.
PARTS: dict[type[models.Published], str] = {
    models.Responsibility: "steps",
    models.Audience: "regional_help",
    models.Phase: "gaps",
}
PUBLISHED = (
    *(models.Responsibility, models.Phase, models.Partner, models.Audience),
    *(models.Page, models.Term, models.Resource),
)
PART_MODELS = (models.Step, models.RegionalHelp, models.Gap)

for _model in (*PUBLISHED, *PART_MODELS):
    _follow = [PARTS[_model]] if _model in PARTS else []
    reversion.register(_model, follow=_follow, use_natural_foreign_keys=True)


class CannotRestore(Exception):
    """What the version refers to is there no more."""


@dataclass(frozen=True)
class Kept:
    """One version as it was published: plain values, with the keys of whatever it refers to."""

    version: Version

    @cached_property
    def fields(self) -> dict[str, Any]:
        return json.loads(self.version.serialized_data)[0]["fields"]

    @property
    def model(self) -> type[models.Published]:
        return _model_of(self.version)

    @property
    def pk(self) -> int:
        return self.version.pk

    @property
    def number(self) -> int:
        return self.fields["version"]

    @property
    def title(self) -> str:
        return self.version.object_repr

    @property
    def at(self) -> datetime:
        return self.version.revision.date_created

    @property
    def revised_on(self) -> date | None:
        return date.fromisoformat(self.fields["revised_on"]) if self.fields["revised_on"] else None

    @property
    def editor(self) -> str:
        user = self.version.revision.user
        return user.get_full_name() if user else ""

    @cached_property
    def parts(self) -> list[dict[str, Any]]:
        """The fields of the rows that belong to it, in the order they had."""
        rows = [json.loads(row.serialized_data)[0]["fields"] for row in self.part_versions]
        return sorted(rows, key=lambda row: (row.get("position", 0), str(sorted(row.items(), key=str))))

    @cached_property
    def part_versions(self) -> list[Version]:
        others = self.version.revision.version_set.exclude(pk=self.version.pk)
        return [row for row in others if _model_of(row) in PART_MODELS]


def _model_of(version: Version) -> type[Model]:
    return version.content_type.model_class()


def versions(row: models.Published) -> list[Kept]:
    """The newest first. Empty while nothing was ever changed since the content was loaded."""
    found = Version.objects.get_for_object(row).select_related("revision__user").order_by("-pk")
    return [Kept(version) for version in found]


def find(row: models.Published, number: int) -> Kept | None:
    return next((kept for kept in versions(row) if kept.number == number), None)


def get(model: type[models.Published], pk: int) -> Kept | None:
    version = Version.objects.get_for_model(model).select_related("revision__user").filter(pk=pk).first()
    return Kept(version) if version else None


def deleted(model: type[models.Published]) -> list[Kept]:
    return [Kept(version) for version in Version.objects.get_deleted(model).select_related("revision__user")]


def keep(row: models.Published, editor: User | None) -> None:
    """Keeps this row as it now is in the database, with the rows that belong to it."""
    row = type(row).objects.get(pk=row.pk)
    with reversion.create_revision(manage_manually=True):
        reversion.set_user(editor)
        reversion.add_to_revision(row)


def keep_first(row: models.Published) -> None:
    """What came with the fixtures has no version yet: keeps it before its first change."""
    if not Version.objects.get_for_object(row).exists():
        keep(row, None)


@transaction.atomic
def put_back(kept: Kept) -> models.Published:
    """Makes row and parts what they were; parts that came later go. Raises CannotRestore."""
    model = kept.model
    part_name = PARTS.get(model)
    try:
        kept.version.revert()
        row = model.objects.get(pk=kept.version.object_id)
        if part_name:
            wanted = [part.object_id for part in kept.part_versions]
            getattr(row, part_name).exclude(pk__in=wanted).delete()
        for part in kept.part_versions:
            part.revert()
    except (RevertError, IntegrityError) as error:
        raise CannotRestore(kept.title) from error
    return row


def last_number(row: models.Published) -> int:
    """The highest number this row ever had, also where an older version was put back."""
    return max([row.version, *(kept.number for kept in versions(row))])
