"""Sentences: where one ends, in prose, speech, chat and everything between."""

import re
from collections.abc import Iterator

from heard.text.spans import Span

# What may end a sentence. Each run is found once and whole, so that a line of dots across a form costs what it is long.
STOPS = re.compile(r"[.!?…。！？]++")
EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\U0001F1E6-\U0001F1FF]++")
# What has to follow stops: marks or brackets that close, then white space; and after an emoji, how a sentence begins.
AFTER_STOPS = re.compile(r"(?P<closing>[\"'”’»)\]]*+)(?P<space>\s++)")
AFTER_EMOJI = re.compile(r"(?P<space>\s++)(?=[A-Z“‘\"'])")
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "rev",
        "hon",
        "cllr",
        "gen",
        "col",
        "lt",
        "sgt",
        "messrs",
        "supt",
        "insp",
        "rt",
        "fr",
        "no",
        "nos",
        "vol",
        "fig",
        "pp",
        "p",
        "para",
        "ch",
        "sec",
    ]
)
ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "vs",
        "cf",
        "al",
        "approx",
        "dept",
        "est",
        "etc",
        "inc",
        "ltd",
        "co",
        "u.k",
        "u.s",
        "a.m",
        "p.m",
        "am",
        "pm",
        "tel",
        "ext",
    ]
)
_FURTHEST_BACK = 40  # characters, where the longest abbreviation has six
LAST_WORD = re.compile(r"[^\s(\[“‘\"']+$")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of one paragraph, in order, without the white space between them.

    A capital, a figure, a mark or an emoji begins a sentence after a stop. So does a small letter where the paragraph
    is written without capitals, as chat is.
    """
    spans, start = [], 0
    for end, resumes in _ends(text, _is_written_small(text)):
        if text[start:end].strip():
            spans.append(Span(start, end))
            start = resumes
    rest = text[start:].rstrip()
    if rest.strip():
        spans.append(Span(start + len(rest) - len(rest.lstrip()), start + len(rest)))
    return [_trimmed(text, span) for span in spans]


def _ends(text: str, written_small: bool) -> Iterator[tuple[int, int]]:
    """Where sentences end and the next begin."""
    ends = [
        (after.start("space"), after.end())
        for stops, after in _runs(STOPS, AFTER_STOPS, text)
        if _is_end(text, stops, after, written_small)
    ]
    ends += [(after.start("space"), after.end()) for _, after in _runs(EMOJI, AFTER_EMOJI, text)]
    yield from sorted(ends)


def _runs(run: re.Pattern[str], after: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each run that is followed as it has to be, with what follows it."""
    for found in run.finditer(text):
        following = after.match(text, found.end())
        if following:
            yield found, following


def _is_end(text: str, stops: re.Match[str], after: re.Match[str], written_small: bool) -> bool:
    following = text[after.end() : after.end() + 1]
    if not following:
        return False
    if stops[0] == "." and not after["closing"] and _is_abbreviated(_shortly_before(text, stops), following):
        return False
    if following.islower():
        return written_small and not after["closing"] and stops[0] not in ("…", "...", "..")
    return following.isupper() or following.isdigit() or not following.isalnum()


def _shortly_before(text: str, stops: re.Match[str]) -> str:
    """All that an abbreviation could need: looking further back at every stop takes minutes in a long text."""
    return text[max(0, stops.start() - _FURTHEST_BACK) : stops.start()]


def _is_abbreviated(before: str, following: str) -> bool:
    word = LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group().casefold()
    if last in TITLES or (len(last) == 1 and last.isalpha() and last != "i" and following.isupper()):
        return not (last == "no" and following.isupper())  # “No. 5” but “I said no. They left.”
    return last in ABBREVIATIONS and not following.isupper()


def _is_written_small(text: str) -> bool:
    """Whether what follows a full stop is mostly a small letter."""
    after = [m.group(1) for m in re.finditer(r"[a-z]{2}[.!?]\s+(\w)", text)]
    small = sum(letter.islower() for letter in after)
    return bool(after) and 2 * small > len(after) and (text[:1].islower() or small == len(after))


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
