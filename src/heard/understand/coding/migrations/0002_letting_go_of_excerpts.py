"""Somebody may decide that an excerpt whose words were changed is none any more."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coding", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LettingGo",
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
                    "excerpt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letting_go", to="coding.excerpt"
                    ),
                ),
            ],
            options={"verbose_name": "letting go of an excerpt"},
        ),
    ]
