from uuid import uuid4

from django.db import migrations
from django.utils import timezone
from django.utils.html import linebreaks

RICH = {
    "phase": ["summary", "victim_text"],
    "partner": ["description"],
    "responsibility": ["what", "note"],
    "audience": ["intro", "body"],
    "page": ["body", "footnote"],
    "term": ["explanation"],
}


def forward(apps, schema_editor):
    alias = schema_editor.connection.alias
    for name, fields in RICH.items():
        model = apps.get_model("phases", name)
        for row in model.objects.using(alias):
            for field in fields:
                value = getattr(row, field)
                if value and not value.startswith("<"):
                    setattr(row, field, linebreaks(value, autoescape=True).replace("\n\n", ""))
            row.save(using=alias, update_fields=fields)
    if apps.get_model("phases", "Phase").objects.using(alias).exists():
        edition = apps.get_model("phases", "Edition")
        edition.objects.using(alias).create(pk=1, key=uuid4(), published_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("phases", "0002_editions_drafts_feedback_and_english")]
    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
