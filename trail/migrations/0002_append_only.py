from django.db import migrations

from trail import triggers

TABLE = "trail_trailevent"


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, TABLE)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_events")]
    operations = [migrations.RunPython(install, remove)]
