"""What was taken back, and mail that is kept aside, is looked at too; and who has a concern open to read it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def note_what_is_held_already(apps, schema_editor):
    """Until now only what somebody has to read, or the law holds, was kept: software had looked, or a person will."""
    PieceLook = apps.get_model("safeguarding", "PieceLook")
    held = apps.get_model("evidence", "KeptPiece").objects.filter(kind__in=("words", "file"))
    PieceLook.objects.bulk_create(PieceLook(piece=piece, outcome="read before") for piece in held)


OUTCOME = [
    ("nothing found", "nothing found"),
    ("may tell of harm", "may tell of harm"),
    ("not in English", "not in English, so that software could not judge it"),
    ("not looked at", "software could not look at it"),
    ("read before", "the same words as in the draft that was looked at"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("by_email", "0002_address_that_is_refused"),
        ("evidence", "0007_what_is_taken_back_and_held"),
        ("safeguarding", "0001_concerns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PieceLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(choices=OUTCOME, max_length=20, verbose_name="how it ended")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "piece",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="evidence.keptpiece",
                        verbose_name="piece",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at what was taken back",
                "verbose_name_plural": "looks at what was taken back",
            },
        ),
        migrations.CreateModel(
            name="MailLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(choices=OUTCOME, max_length=20, verbose_name="how it ended")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "kept",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="by_email.messageaside",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a message kept aside",
                "verbose_name_plural": "looks at messages kept aside",
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="safeguarding.concern",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a concern",
                "verbose_name_plural": "openings of concerns",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(note_what_is_held_already, migrations.RunPython.noop),
    ]
