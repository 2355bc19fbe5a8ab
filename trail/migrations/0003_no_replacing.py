from django.db import migrations, models

from trail import triggers

TABLE = "trail_trailevent"


def install(apps, schema_editor):
    """The triggers of today: on SQLite they also refuse INSERT OR REPLACE."""
    triggers.install(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.AddIndex("trailevent", models.Index(fields=["action", "id"], name="trail_action")),
    ]
