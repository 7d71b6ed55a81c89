"""Recordings are heard by an engine that somebody installed, and by none unless they have; nothing is ever fetched."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

from heard.text.errors import BadInput, Unreadable, UnreadableFile
from heard.text.locators import Moment
from heard.text.readers import transcribing
from heard.text.readers.drafting import assembled, pieces_of
from heard.text.readers.media import Medium, medium_of
from heard.text.readers.transcribing import FASTER_WHISPER, Engine, FasterWhisper, Segment

RECORDINGS = ["tone.wav", "tone.m4a", "tone.ogg", "tone.mp3", "film.mp4", "film.webm"]
SIDECAR = json.dumps([[0, 1500, "it was a week"], [1500, 1900, ""], [42_000, 44_500, "it was two years"]])


class Sidecar:
    """An engine that hears what was written down for it beforehand."""

    name = "sidecar"

    def transcribe(self, recording: BinaryIO, language: str | None = None) -> Iterator[Segment]:  # noqa: ARG002 (the seam)
        assert recording.read(4) == b"RIFF"
        return (Segment(*told) for told in json.loads(SIDECAR))


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_is_told_by_its_bytes_and_waits_for_a_person(files: Path, name: str) -> None:
    data = (files / name).read_bytes()
    assert medium_of(data) is Medium.RECORDING
    with pytest.raises(UnreadableFile, match="listen to it") as refused:
        list(pieces_of("letter.txt", data, Engine()))
    assert refused.value.kind is Unreadable.NEEDS_TRANSCRIPT


def test_what_an_engine_hears_comes_line_by_line_with_its_times(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "transcriber", lambda _: Sidecar())
    draft = assembled(list(pieces_of("tone.wav", (files / "tone.wav").read_bytes(), Engine(FASTER_WHISPER))))
    assert draft.text == "it was a week\nit was two years\n"
    assert [str(each.locator) for each in draft.located] == ["0:00", "0:42"]
    assert draft.located[1].locator == Moment(42_000, 44_500)
    assert draft.located[1].span.of(draft.text) == "it was two years"
    assert (draft.by, draft.warnings) == ("sidecar", (transcribing.HEARD,))


def test_silence_waits_for_a_person(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "transcriber", lambda _: SimpleNamespace(name="deaf", transcribe=lambda _: iter(())))
    with pytest.raises(UnreadableFile) as refused:
        list(pieces_of("tone.wav", (files / "tone.wav").read_bytes(), Engine(FASTER_WHISPER)))
    assert refused.value.kind is Unreadable.NEEDS_TRANSCRIPT


def test_no_engine_is_fine_and_an_unknown_one_is_told() -> None:
    Engine().check()
    with pytest.raises(BadInput, match="no engine “magic”"):
        Engine("magic").check()


def test_an_engine_that_is_not_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcribing, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match=r"pip install 'heard\[speech\]'"):
        Engine(FASTER_WHISPER, "/models").check()


@pytest.mark.parametrize("folder", ["", "models", "/nowhere/at/all"])
def test_an_engine_without_a_model_says_where_to_put_one(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcribing, "find_spec", lambda _: object())
    with pytest.raises(BadInput, match="HEARD_ASR_MODEL_DIR"):
        Engine(FASTER_WHISPER, folder).check()


def test_faster_whisper_is_asked_for_a_local_model_and_to_leave_silence_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}

    class Model:
        def __init__(self, folder: str, **how: object) -> None:
            asked.update(how, folder=folder)

        def transcribe(self, _: object, **how: object) -> tuple[list[SimpleNamespace], None]:
            asked.update(how)
            return [SimpleNamespace(start=1.2345, end=2.0, text=" it was a week ")], None

    monkeypatch.setattr(transcribing, "import_module", lambda _: SimpleNamespace(WhisperModel=Model))
    monkeypatch.setattr(transcribing, "version", lambda _: "1.2")
    engine = FasterWhisper(tmp_path)
    assert list(engine.transcribe((tmp_path / "a").open("wb+"))) == [Segment(1234, 2000, "it was a week")]
    assert (asked["local_files_only"], asked["vad_filter"], asked["folder"]) == (True, True, str(tmp_path))
    assert engine.name == f"faster-whisper 1.2 {tmp_path.name}"
