"""Answer keys: what a reader should find in a set of notes, written by hand beside it in `notes/NAME.key`.

One line a fact. `# heading` begins a section (`#` alone: before the first heading); `P` is prose, `Q` a quotation set
apart, `I` one within prose. Facts that may come several times (region, place, question, link) are repeated; a `warning`
is a word that one warning must hold. What a key does not state must be empty in the record; a key without any `P`
leaves the prose open.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heard.text.session_notes import SessionRecord, record_as_json

Sections = list[tuple[str | None, list[tuple[str, str]]]]
SINGLE = ("title", "date", "start", "end", "ordinal", "chair", "chair_role", "opening_question")
SEVERAL = {"region": "regions", "place": "places", "question": "questions", "link": "links"}
PIECES = {"P": "prose", "Q": "set apart", "I": "inline"}


@dataclass
class Key:
    """Facts by their JSON names, sections as lists of (kind, text), and words that warnings must hold."""

    facts: dict[str, Any] = field(default_factory=dict)
    sections: Sections = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def has_prose(self) -> bool:
        return any(kind == "prose" for _, pieces in self.sections for kind, _ in pieces)


def read_key(path: Path) -> Key:
    key = Key(dict.fromkeys((*SINGLE, "attendance")) | {name: [] for name in SEVERAL.values()})
    for line in path.read_text(encoding="utf-8").splitlines():
        _read_line(key, line)
    return key


def _read_line(key: Key, line: str) -> None:
    word, _, rest = line.partition(" ")
    if word == "#":
        key.sections.append((rest or None, []))
    elif word in PIECES:
        key.sections[-1][1].append((PIECES[word], rest))
    elif line.strip():
        _read_fact(key, word.rstrip(":"), rest)


def _read_fact(key: Key, name: str, value: str) -> None:
    if name == "warning":
        key.warnings.append(value)
    elif name in SEVERAL:
        key.facts[SEVERAL[name]].append(value)
    elif name == "attendance":
        text, number, how = value.rsplit(" | ", 2)
        key.facts[name] = {"text": text, "number": None if number == "-" else int(number), "exact": how == "exact"}
    else:
        key.facts[name] = int(value) if name == "ordinal" else value


def facts_of(record: SessionRecord) -> dict[str, Any]:
    data = record_as_json(record)
    return {name: data[name] for name in (*SINGLE, "attendance", *SEVERAL.values())}


def without_prose(sections: Sections) -> Sections:
    """Headings with their quotations; a beginning without a heading counts only if it holds one."""
    spoken = [(heading, [piece for piece in pieces if piece[0] != "prose"]) for heading, pieces in sections]
    return [(heading, pieces) for heading, pieces in spoken if heading or pieces]


def sections_of(record: SessionRecord) -> Sections:
    """Sections as a key writes them, their pieces in the order of the source."""
    return [
        (section.heading, [(kind, text) for _, kind, text in sorted(_pieces(section))]) for section in record.sections
    ]


def _pieces(section: Any) -> list[tuple[tuple[int, int], str, str]]:
    prose = [((piece.span.start, -piece.span.end), "prose", piece.text) for piece in section.prose]
    spoken = [
        ((words.span.start, -words.span.end), "inline" if words.inline else "set apart", words.text)
        for words in section.quotations
    ]
    return prose + spoken
