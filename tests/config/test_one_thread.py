"""A request changes threads once on its way in, not twice at every middleware."""

from django.conf import settings
from django.utils.module_loading import import_string


def test_the_innermost_middleware_keeps_those_around_it_in_the_views_thread() -> None:
    assert not getattr(import_string(settings.MIDDLEWARE[-1]), "async_capable", False)


def test_it_changes_nothing() -> None:
    assert import_string(settings.MIDDLEWARE[-1])(lambda request: [request])("a request") == ["a request"]
