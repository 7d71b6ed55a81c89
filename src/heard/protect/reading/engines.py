"""The engine that writes down recordings, as the settings choose it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error

from heard.collect.evidence.states import FileKind
from heard.text.errors import BadInput
from heard.text.readers.transcribing import NONE, Engine

READERS = "3"  # to be raised when the readers read more: what nobody has written down by then is read again
RECORDINGS = (FileKind.SOUND, FileKind.FILM)


def chosen_engine() -> Engine:
    """The engine that is set, or none where it could not listen here."""
    engine = Engine(settings.ASR_ENGINE, settings.ASR_MODEL_DIR)
    try:
        engine.check()
    except BadInput:
        return Engine()
    return engine if engine.name != NONE else Engine()


def version_for_recordings() -> str:
    """Another engine is another reader, so that recordings are read again when one is installed."""
    return f"{READERS} {chosen_engine().name}"


def version_for(kind: str) -> str:
    return version_for_recordings() if kind in RECORDINGS else READERS


def check_engine(app_configs: Sequence[Any] | None, **_: Any) -> list[Error]:  # noqa: ARG001 (Django's signature)
    """A system check: the engine that is set is there, with its model."""
    try:
        Engine(settings.ASR_ENGINE, settings.ASR_MODEL_DIR).check()
    except BadInput as error:
        return [Error(str(error), id="heard.E001")]
    return []
