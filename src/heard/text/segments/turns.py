"""Speaking turns and chat lines: `Name: words`, with or without a time."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from heard.text.segments.lines import VisualLine

LONGEST_NAME = 60
MOST_WORDS_IN_NAME = 6
TIME = r"\[?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?\]?"
TIMED = re.compile(rf"{TIME}(?:\s+-)?\s+(?:From\s+)?(?P<name>\S[^:\n]{{0,59}}?)(?:\s+to\s+[^:\n]+?)?\s*:\s+(?=\S)")
NAMED = re.compile(r"(?P<name>[^\W_a-z\d][^:\n“”\"?!;]{0,59}?)\s?:\s+(?=\S)")
CODE = re.compile(r"[a-z]{1,2}\d{1,2}(?: \(.*\))?")  # “P3”, as notes without names write speakers


@dataclass(frozen=True, slots=True)
class Prefix:
    """Who speaks, and how many characters of the line say so."""

    speaker: str
    length: int
    is_timed: bool = False


def prefix_of(text: str) -> Prefix | None:
    """The name (and time) before what somebody says, if the line begins like that."""
    if timed := TIMED.match(text):
        return Prefix(timed.group("name").strip(), timed.end(), is_timed=True)
    named = NAMED.match(text)
    if named and len(named.group("name").split()) <= MOST_WORDS_IN_NAME:
        return Prefix(named.group("name").strip(), named.end())
    return None


@dataclass(frozen=True, slots=True)
class SpeakerNames:
    """The names a text uses before what people say. A colon alone does not make a speaker: a name must come again."""

    names: frozenset[str]

    def begins_turn(self, text: str) -> bool:
        prefix = prefix_of(text)
        return prefix is not None and (prefix.is_timed or prefix.speaker.casefold() in self.names)


def speakers_of(lines: Sequence[VisualLine]) -> SpeakerNames:
    """The names that come again before a colon; or every such name, where most lines begin with one."""
    prefixes = [prefix.speaker.casefold() for line in lines if line.block is None and (prefix := prefix_of(line.text))]
    counts = Counter(prefixes)
    again = {name for name, count in counts.items() if count >= 2}
    coded = {name for name in counts if CODE.fullmatch(name)}
    again |= coded if len(coded) >= 2 else set()
    mostly_turns = len(prefixes) >= 3 and again and 2 * len(prefixes) >= len(lines)
    return SpeakerNames(frozenset(counts if mostly_turns else again))
