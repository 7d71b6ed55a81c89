"""Lines put back in the order they are read, above all those with Arabic or Hebrew in them.

A PDF holds glyphs at places; programs write right-to-left words in several orders, and draw emoji and marks from other
fonts after the rest of a line. The text layer inherits that. The places are the one thing that is sure, so the
characters are sorted by them.
"""

import unicodedata
from dataclasses import dataclass

_RIGHT = ("R", "AL", "AN")
_NUMBER = ("EN", "ES", "CS", "ET", "AN")
_GAP = 0.25  # of the type size: a wider gap between glyphs is a space
_LATIN_GAP = 0.15
_STOPS = ".!?؟,،;؛:…"
_LONGEST = 2000  # characters; no line is longer
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its number in the page’s text and its left and right edges."""

    character: str
    index: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def reads_right_to_left(text: str) -> bool:
    return len(text) < _LONGEST and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def order_glyphs(glyphs: list[Glyph], size: float) -> list[Glyph]:
    """The glyphs of a line in reading order, with a space at every gap."""
    is_latin = not reads_right_to_left("".join(glyph.character for glyph in glyphs))
    spaced = _by_place(glyphs, size * (_LATIN_GAP if is_latin else _GAP))
    if is_latin:
        return _marks_after_letters(spaced)
    leftwards = _runs_leftwards(spaced)
    segments = _segments(spaced, leftwards)
    if leftwards:
        segments.reverse()
    turned = (_reversed(segment) if is_right else _marks_after_letters(segment) for is_right, segment in segments)
    return _with_brackets([glyph for segment in turned for glyph in segment])


def _runs_leftwards(glyphs: list[Glyph]) -> bool:
    """The direction of the whole line: by the end its full stop stands at, by the words at both ends, or by most."""
    inked = [glyph for glyph in glyphs if glyph.character.strip()]
    kinds = [unicodedata.bidirectional(glyph.character) for glyph in inked]
    strong = [kind != "L" for kind in kinds if kind in ("L", "R", "AL")]
    stops = [glyph.character in _STOPS for glyph in (inked[0], inked[-1])]
    if stops[0] != stops[1]:
        return stops[0]
    if strong[0] == strong[-1]:
        return strong[0]
    return strong.count(True) * 2 > len(strong)


def _by_place(glyphs: list[Glyph], least: float) -> list[Glyph]:
    """Glyphs from left to right, with a space at every gap of at least so much; marks just before their letter."""
    inked = [glyph for glyph in glyphs if glyph.character.strip() or glyph.right - glyph.left > 0.5]
    letters = sorted((glyph for glyph in inked if not unicodedata.combining(glyph.character)), key=_middle)
    marks: dict[int, list[Glyph]] = {}
    for mark in (glyph for glyph in inked if unicodedata.combining(glyph.character)):
        nearest = min(letters, key=lambda letter: abs(letter.middle - mark.middle), default=mark)
        marks.setdefault(nearest.index, []).insert(0, mark)
    placed: list[Glyph] = []
    for letter in _with_spaces(letters, least):
        placed += [*marks.pop(letter.index, []), letter] if letter.character.strip() else [letter]
    return placed


def _middle(glyph: Glyph) -> float:
    return glyph.middle


def _with_spaces(glyphs: list[Glyph], least: float) -> list[Glyph]:
    spaced: list[Glyph] = []
    for glyph in glyphs:
        before = spaced[-1] if spaced else None
        if before and before.character.strip() and glyph.character.strip():
            gap = glyph.left - max(each.right for each in spaced[-3:])
            if gap > least:
                spaced.append(Glyph(" ", before.index, before.right, glyph.left))
        spaced.append(glyph)
    return spaced


def _segments(glyphs: list[Glyph], leftwards: bool) -> list[tuple[bool, list[Glyph]]]:
    """Stretches of one direction, from left to right; what has no direction goes with its surroundings."""
    directions = _directions(glyphs, leftwards)
    segments: list[tuple[bool, list[Glyph]]] = []
    for glyph, is_right in zip(glyphs, directions, strict=True):
        if segments and segments[-1][0] == is_right:
            segments[-1][1].append(glyph)
        else:
            segments.append((is_right, [glyph]))
    return segments


def _directions(glyphs: list[Glyph], leftwards: bool) -> list[bool]:
    """For each glyph whether it runs leftwards; neutrals follow both neighbours, or the line where these differ."""
    kinds = [unicodedata.bidirectional(glyph.character) for glyph in glyphs]
    before = _last_strong(kinds)
    after = _last_strong(kinds[::-1])[::-1]
    directions = []
    for kind, left, right in zip(kinds, before, after, strict=True):
        if kind == "NSM":  # a mark stands left of its letter here
            directions.append(leftwards if right is None else right)
        else:
            directions.append(left if left is not None and left == right else leftwards)
    return directions


def _last_strong(kinds: list[str]) -> list[bool | None]:
    """For each place the direction of the last character, up to and with it, that has one."""
    last: bool | None = None
    strong = []
    for kind in kinds:
        if kind == "L" or kind in _RIGHT:
            last = kind != "L"
        strong.append(last)
    return strong


def _reversed(glyphs: list[Glyph]) -> list[Glyph]:
    """A right-to-left stretch in reading order; numbers in it keep their own."""
    ordered: list[Glyph] = []
    number: list[Glyph] = []
    for glyph in reversed(glyphs):
        if unicodedata.bidirectional(glyph.character) in _NUMBER and (number or glyph.character.isdigit()):
            number.insert(0, glyph)
        else:
            ordered += [*number, glyph]
            number = []
    return ordered + number


def _marks_after_letters(glyphs: list[Glyph]) -> list[Glyph]:
    ordered: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        if unicodedata.combining(glyph.character):
            marks.insert(0, glyph)
        else:
            ordered += [glyph, *marks]
            marks = []
    return ordered + marks


def _with_brackets(glyphs: list[Glyph]) -> list[Glyph]:
    """Opening brackets before closing ones: the text layer may have turned them round once too often."""
    ordered = list(glyphs)
    for opening, closing in _PAIRS:
        places = [index for index, glyph in enumerate(ordered) if glyph.character in (opening, closing)]
        if len(places) % 2 == 0:
            for count, index in enumerate(places):
                glyph = ordered[index]
                ordered[index] = Glyph(closing if count % 2 else opening, glyph.index, glyph.left, glyph.right)
    return ordered
