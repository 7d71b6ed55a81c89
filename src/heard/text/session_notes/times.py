"""Times of the day as people write them in notes: “4.30 – 6pm”, “16:30-18:00”, “10am–12 noon”, “from 6.30pm”."""

import re
from dataclasses import dataclass
from datetime import time

from heard.text.session_notes.dates import without_dates

NOON = "noon|midday|midnight"
CLOCK = (
    r"(?:(?P<{n}_hour>[01]?\d|2[0-3])(?:[.:](?P<{n}_minute>[0-5]\d))?\s?(?P<{n}_half>[ap]\.?\s?m\b\.?)?"
    rf"(?:\s?\b(?P<{{n}}_named>{NOON})\b)?"
    r"|(?P<{n}_joined>(?:[01]\d|2[0-3])[0-5]\d)(?P<{n}_hours>\s?h(?:rs?|ours)?\b)?"
    rf"|\b(?P<{{n}}_word>{NOON})\b)"
)
START, END = CLOCK.replace("{n}", "start"), CLOCK.replace("{n}", "end")
TO = r"\s*(?:[-–—−]|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
BEFORE, AFTER = r"(?<![\d/.:£,-])", r"(?![\d/:]|\.\d|\s?%)"
RANGE = re.compile(rf"{BEFORE}(?:\bfrom\s+|\bbetween\s+)?{START}{TO}{END}{AFTER}", re.IGNORECASE)
POINT = re.compile(rf"{BEFORE}{START}{AFTER}", re.IGNORECASE)
YEARS = range(1950, 2036)
MORNING = range(8, 13)  # hours in which a session may begin that says neither am nor pm but ends later by the clock


@dataclass(frozen=True, slots=True)
class WrittenTimes:
    """A start and, where it is written, an end. `start` is None where neither half of the day can be told."""

    begins: int
    ends: int
    start: time | None
    end: time | None
    text: str


def times_in(text: str) -> WrittenTimes | None:
    """The first range of times in a text, or else its first single time."""
    blanked = without_dates(text)
    for pattern in (RANGE, POINT):
        for match in pattern.finditer(blanked):
            if (times := _times(match)) is not None:
                return times
    return None


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    half: str | None  # “a”, “p”, or None where it is not said
    is_24_hour: bool
    has_minutes: bool

    def at(self, half: str | None) -> time:
        if half == "p" and self.hour < 12:
            return time(self.hour + 12, self.minute)
        if half == "a" and self.hour == 12:
            return time(0, self.minute)
        return time(self.hour, self.minute)


def _clock(match: re.Match[str], name: str) -> _Clock | None:
    groups = match.groupdict()
    word = groups.get(f"{name}_word") or groups.get(f"{name}_named")
    if word:
        return _Clock(0 if word.casefold() == "midnight" else 12, 0, None, True, False)
    if joined := groups.get(f"{name}_joined"):
        return _Clock(int(joined[:2]), int(joined[2:]), None, True, True)
    if groups.get(f"{name}_hour") is None:
        return None
    hour, minute, half = groups[f"{name}_hour"], groups[f"{name}_minute"], groups[f"{name}_half"]
    is_24_hour = half is None and minute is not None and (int(hour) > 12 or hour.startswith("0"))
    return _Clock(int(hour), int(minute or 0), half[0].casefold() if half else None, is_24_hour, minute is not None)


def _times(match: re.Match[str]) -> WrittenTimes | None:
    start, end = _clock(match, "start"), _clock(match, "end")
    is_range = "end_hour" in match.groupdict()
    if start is None or (is_range and end is None) or _is_years(match):
        return None
    is_said = any(clock and (clock.half or clock.is_24_hour) for clock in (start, end))
    if not is_said and not (end and (start.has_minutes or end.has_minutes)):
        return None
    began, ended = _range(start, end) if end else (_point(start), None)
    return WrittenTimes(match.start(), match.end(), began, ended, match.group().strip())


def _is_years(match: re.Match[str]) -> bool:
    """Whether four figures are more likely a year: “2019–2020”, “in 2021”."""
    groups = match.groupdict()
    joined = [name for name in ("start", "end") if groups.get(f"{name}_joined") and not groups.get(f"{name}_hours")]
    alone = "end_hour" not in groups
    return bool(joined) and (alone or all(int(groups[f"{name}_joined"]) in YEARS for name in joined))


def _point(clock: _Clock) -> time | None:
    return clock.at(clock.half) if clock.half or clock.is_24_hour else None


def _range(start: _Clock, end: _Clock) -> tuple[time | None, time | None]:
    """A start without am or pm takes the end's, or the other half of the day where it would come later than the end."""
    if start.half is None and end.half is not None:
        finish = end.at(end.half)
        same, other = start.at(end.half), start.at("a" if end.half == "p" else "p")
        return (start.at(None) if start.is_24_hour else same if same < finish else other), finish
    if start.half is not None:
        begun = start.at(start.half)
        if end.half is None and not end.is_24_hour:
            same = end.at(start.half)
            return begun, same if same > begun else end.at("p")
        return begun, end.at(end.half)
    if start.is_24_hour or end.is_24_hour:
        return start.at(None), end.at(None)
    # “10:00 – 12:00” can only be a morning, “10.30 – 1.30” goes past noon; “2.00 – 4.00” says neither.
    if start.hour in MORNING:
        return start.at(None), end.at("p") if end.hour < start.hour else end.at(None)
    return None, None
