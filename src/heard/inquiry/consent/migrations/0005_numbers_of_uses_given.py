import uuid

from django.db import migrations, models

AT_ONCE = 2_000
ONES_BEFORE = uuid.UUID("5d0f3c52-6a41-4f0e-9a3c-7d1b0b7f2a11")


def number_those_from_before(apps, schema_editor):
    """Each gets the number it would get in any copy of this database, so that backups from before have the same."""
    UseGiven = apps.get_model("consent", "UseGiven")
    some = []
    for given in UseGiven.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        said = f"{given.pk} {given.consent_id} {given.use} {given.at.timestamp():.0f}"
        given.number = uuid.uuid5(ONES_BEFORE, said)
        some.append(given)
        if len(some) == AT_ONCE:
            UseGiven.objects.bulk_update(some, ["number"], batch_size=200)
            some = []
    UseGiven.objects.bulk_update(some, ["number"], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0004_confirming_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='usegiven',
            name='number',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(number_those_from_before, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='usegiven',
            name='number',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
