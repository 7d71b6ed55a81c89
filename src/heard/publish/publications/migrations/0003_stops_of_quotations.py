"""Quotations that do not pass any more are stopped until somebody decides."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_what_stands_beside_and_editions_of_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("words changed", "their text was made again, and they do not stand in it any more"),
                            ("too fine", "they say more of a place, a date or an age than the policy prints now"),
                            ("too telling", "too few people share what they say, as the policy counts now"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="publications.quotation"
                    ),
                ),
            ],
            options={
                "verbose_name": "stop of a quotation",
                "verbose_name_plural": "stops of quotations",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StopEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ended", to="publications.stop"
                    ),
                ),
            ],
            options={"verbose_name": "end of a stop"},
        ),
    ]
