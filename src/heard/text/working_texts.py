"""Working texts out of `redactions.jsonl`, as `heard deidentify` writes it: read in place of raw words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from heard.text.errors import BadInput, Unreadable, UnreadableFile
from heard.text.redaction import Redacted, Replacement, redact
from heard.text.spans import Span

REDACTIONS = "redactions.jsonl"
JSON_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})


@dataclass(frozen=True, slots=True)
class WorkingText:
    """A de-identified text: what it is called, its words as they came in, and as they may be worked with.

    `is_edited`: somebody changed the working text by hand since, so that only the whole of it is known to match.
    """

    id: str
    original: str
    redacted: Redacted
    is_edited: bool = False

    def piece(self, span: Span, words: str) -> Redacted | None:
        """The de-identified words of a place that holds `words`, in the original or the working text; None elsewhere.

        Whatever is given is a piece of the working text, widened to the whole of any replacement it touches.
        """
        whole = self.redacted.text
        if words in (whole, self.original):
            return self.redacted
        if span.of(whole) == words:
            return Redacted(words)
        if self.is_edited or span.of(self.original) != words:
            return None
        return Redacted(self.redacted.to_redacted(span).of(whole))


class WorkingTexts:
    """All the working texts of a file, found by their names and by their words."""

    def __init__(self, texts: Iterable[WorkingText]) -> None:
        self.texts = tuple(texts)
        self._by_name = {text.id: text for text in self.texts}
        self._by_words = {words: text for text in self.texts for words in (text.original, text.redacted.text)}

    def find(self, names: Iterable[str], span: Span, words: str) -> Redacted | None:
        """The de-identified words of `words`, which are at `span` of a text with one of these names; else None.

        Names may differ from file to file; then the same words, whole, are found by themselves.
        """
        for name in names:
            text = self._by_name.get(name)
            if text and (piece := text.piece(span, words)):
                return piece
        whole = self._by_words.get(words)
        return whole.redacted if whole else None


def holds_working_texts(path: Path) -> bool:
    """Whether a file begins as `redactions.jsonl` does."""
    if path.suffix.lower() not in JSON_LINES:
        return False
    try:
        with path.open("rb") as file:
            record = json.loads(file.readline())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and {"text", "redacted", "spans"} <= record.keys()


def read_working_texts(path: Path) -> list[WorkingText]:
    """Every line of `redactions.jsonl`, in order; of a folder, of the one in it.

    Raises `UnreadableFile`, and `BadInput` for any other file.
    """
    path = path / REDACTIONS if path.is_dir() else path
    try:
        lines = (
            path.read_bytes().decode("utf-8-sig").split("\n")
        )  # not splitlines(): JSON allows other breaks in strings
    except UnicodeDecodeError as error:
        raise BadInput(_other_file(path, 1)) from error
    except OSError as error:
        raise UnreadableFile(Unreadable.UNSUPPORTED, f"“{path}” cannot be read: {error.strerror or error}.") from error
    texts = [text for number, line in enumerate(lines, 1) for text in _read_line(path, number, line)]
    if not texts:
        raise BadInput(f"{path.name} holds no text. Give the redactions.jsonl that heard deidentify wrote.")
    return texts


def _read_line(path: Path, number: int, line: str) -> Iterator[WorkingText]:
    if not line.strip():
        return
    try:
        record = json.loads(line)
        original, working = record["text"], record["redacted"]
        made = [Replacement(Span(own["start"], own["end"]), own["replacement"]) for own in record["spans"]]
        redacted = redact(original, made)
    except (ValueError, TypeError, LookupError, RecursionError, BadInput) as error:
        raise BadInput(_other_file(path, number)) from error
    if not isinstance(original, str) or not isinstance(working, str) or not isinstance(record.get("id"), str):
        raise BadInput(_other_file(path, number))
    is_edited = redacted.text != working
    yield WorkingText(record["id"], original, Redacted(working) if is_edited else redacted, is_edited)


def _other_file(path: Path, number: int) -> str:
    return (
        f"Line {number} of {path.name} is not as heard deidentify writes it. Only de-identified text is taken: run "
        "heard deidentify first, and give its redactions.jsonl."
    )
