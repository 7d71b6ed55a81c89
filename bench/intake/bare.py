"""What Heard is held against: a Django site with one form of one text, put into one table. Nothing sealed, no audit.

The same server, the same SQLite settings, no middleware at all: less than any real site does.
"""

import os

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"

settings.configure(
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="for a measurement alone",
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[f"{__name__}.BareConfig"],
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BARE_DATABASE"],
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)


class BareConfig(AppConfig):
    name = __name__
    label = "bare"


django.setup()

from django import forms  # noqa: E402 (needs the settings)
from django.db import connection, models  # noqa: E402


class Given(models.Model):
    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"


class GivenForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Given
        fields = ("words",)


def give(request: HttpRequest) -> HttpResponse:
    form = GivenForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    form.save()
    return HttpResponseRedirect("/", headers={"Content-Length": "0"})


def make_table() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Given)


urlpatterns = [path("give/", give)]
application = get_asgi_application()
