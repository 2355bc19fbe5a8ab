from django.db import migrations
from django.db.models import F
from django.db.models.functions import Lower


def keep_the_one_address(apps, schema_editor):
    """Earlier addresses could still log in: only the one in `User.email` stays."""
    apps.get_model("account", "EmailAddress").objects.exclude(email=Lower(F("user__email"))).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_addresses_by_two_and_sessions_that_end"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(keep_the_one_address, migrations.RunPython.noop)]
