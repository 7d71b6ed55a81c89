"""Recordings to words, by an engine that whoever runs the inquiry has installed; none unless they have.

What an engine hears is a draft, and often wrong: a person listens and mends it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from heard.text.errors import BadInput

NONE, FASTER_WHISPER = "none", "faster_whisper"
HEARD = (
    "A machine wrote down what it heard in a recording. Please listen to it, and mend every word it took for another."
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words and when they are said, in milliseconds from the start of a recording."""

    start_ms: int
    end_ms: int
    text: str


class Transcriber(Protocol):
    """An engine that listens. `name` says which, with its version."""

    name: str

    def transcribe(self, recording: BinaryIO, language: str | None = None) -> Iterator[Segment]:
        """What is said, in order, as it is heard. `language` is a code such as “cy”; None to find out."""
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine listens, and the folder its model lies in."""

    name: str = NONE
    folder: str = ""

    def check(self) -> None:
        """Raise BadInput with what to do, where it is none that could listen here."""
        if self.name not in (NONE, FASTER_WHISPER):
            raise BadInput(f"There is no engine “{self.name}” for recordings. Choose {NONE} or {FASTER_WHISPER}.")
        if self.name == FASTER_WHISPER and find_spec(FASTER_WHISPER) is None:
            raise BadInput(
                "Recordings are to be written down by faster-whisper, which is not installed. "
                "Install it with: pip install 'heard[speech]'."
            )
        if self.name == FASTER_WHISPER and not (Path(self.folder).is_absolute() and Path(self.folder).is_dir()):
            raise BadInput(
                "Recordings are to be written down by faster-whisper, which needs a model. Put one in a folder on this "
                "machine and name that folder, from the root, in HEARD_ASR_MODEL_DIR. Nothing is ever fetched."
            )

    def transcriber(self) -> Transcriber:
        """The engine, ready to listen. Raises BadInput as `check` does, and for `none`."""
        self.check()
        if self.name == NONE:
            raise BadInput("No engine for recordings is chosen.")
        return FasterWhisper(Path(self.folder))


class FasterWhisper:
    """faster-whisper with a model from a folder; never from the network."""

    def __init__(self, folder: Path) -> None:
        self.name = f"faster-whisper {version('faster-whisper')} {folder.name}"
        self._model: Any = import_module(FASTER_WHISPER).WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )

    def transcribe(self, recording: BinaryIO, language: str | None = None) -> Iterator[Segment]:
        # Without the filter, silence is heard as words.
        heard, _ = self._model.transcribe(recording, language=language, vad_filter=True)
        for segment in heard:
            yield Segment(round(segment.start * 1000), round(segment.end * 1000), segment.text.strip())
