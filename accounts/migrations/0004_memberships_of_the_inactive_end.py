from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Greatest

from trail import clock


def end_what_came_back(apps, schema_editor):
    """Whoever was made inactive before kept his memberships, and would have them back when made active again.

    Of when that was there is no row: for those few this day is the end.
    """
    now = clock.now()
    rows = apps.get_model("accounts", "Membership").objects.filter(user__is_active=False)
    rows.filter(Q(until=None) | Q(until__gt=now)).update(until=Greatest("since", now))


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_one_address_per_person")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="is_active",
            field=models.BooleanField(
                default=True,
                help_text="Uit: deze persoon kan niet inloggen. Alle lidmaatschappen eindigen dan, en die komen niet terug als u deze persoon later weer aanzet. Geef dan een nieuw lidmaatschap.",
                verbose_name="actief",
            ),
        ),
        migrations.RunPython(end_what_came_back, migrations.RunPython.noop),
    ]
