"""Log lines say what failed and where, never for whom or with which words."""

import logging

import pytest

from heard.config.logs import WithoutPersonalData

CANARY = "my name is Nadia"


def logged(record: logging.LogRecord) -> str:
    return WithoutPersonalData().format(record)


def test_an_error_is_logged_by_its_kind_and_place_without_its_message() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        where = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s", (CANARY,), where
    )
    line = logged(record)
    assert "ValueError" in line
    assert "test_logs_hold_no_personal_data.py" in line
    assert CANARY not in line


def test_the_error_behind_an_error_is_not_spelled_out_either() -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise RuntimeError("second") from first
    except RuntimeError as error:
        where = (type(error), error, error.__traceback__)
    record = logging.LogRecord("heard", logging.ERROR, __file__, 1, "failed", (), where)
    assert CANARY not in logged(record)


@pytest.mark.parametrize("logger", ["django.request", "django.security.DisallowedHost", "django.server"])
def test_djangos_own_lines_are_logged_without_the_address_asked_for(logger: str) -> None:
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, "Not Found: %s", (f"/?q={CANARY}",), None)
    assert CANARY not in logged(record)


def test_nothing_is_mailed_when_something_fails() -> None:
    from django.conf import settings

    handlers = {handler["class"] for handler in settings.LOGGING["handlers"].values()}
    assert handlers == {"logging.StreamHandler"}
    assert settings.LOGGING["loggers"]["django"]["propagate"] is False
