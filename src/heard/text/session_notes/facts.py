"""The facts of a session, read from the header and the first paragraphs; what is uncertain gets a warning."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heard.text.session_notes.attendance import attendance_from_label, attendance_in, attendance_of_line
from heard.text.session_notes.chair import Chair, chair_from_label, chairs_in
from heard.text.session_notes.dates import WrittenDate, dates_in
from heard.text.session_notes.header import Fact, Header
from heard.text.session_notes.labels import LabelKind
from heard.text.session_notes.numbers import ordinal_of_session
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.places import places_in
from heard.text.session_notes.record import Attendance
from heard.text.session_notes.regions import regions_in, regions_of_title
from heard.text.session_notes.times import times_in
from heard.text.session_notes.when import is_when

SPEAKS_OF_IT = re.compile(
    r"\b(?:come|came|joined|travelled|attended)\b[^.]*\b(?:from|across)\b|"
    r"\b(?:sessions?|meetings?|hearings?|round ?tables?|workshops?|events?|gathering|held|met|took place)\b",
    re.IGNORECASE,
)
TELLS_OF_HOLDING = re.compile(r"\b(?:held|took place|met|meeting|session|gathered|hosted)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘])")


@dataclass
class Facts:
    """What the notes state about the session."""

    date: str | None = None
    start: str | None = None
    end: str | None = None
    ordinal: int | None = None
    chair: Chair | None = None
    regions: list[str] = field(default_factory=list)
    attendance: Attendance | None = None
    places: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of_several(cls, title: str | None) -> "Facts":
        """What can be said of several sessions at once."""
        return cls(regions=regions_of_title(title) if title else [])

    def has_taken(self, fact: Fact) -> bool:
        """Whether all that a labelled line states is in these facts."""
        return {
            LabelKind.WHEN: bool(self.date or self.start) and is_when(fact.text),
            LabelKind.CHAIR: self.chair is not None
            and _says_no_more(fact.text, f"{self.chair.name} {self.chair.role or ''}"),
            LabelKind.REGION: bool(self.regions) and _says_no_more(fact.text, " ".join(self.regions)),
            LabelKind.ATTENDANCE: self.attendance is not None and self.attendance.text == fact.text,
            LabelKind.OTHER: False,
        }[fact.kind]


def _says_no_more(text: str, taken: str) -> bool:
    """Whether a line's words of weight are all among those that a field has taken."""
    known = {*re.findall(r"\w+", taken.casefold()), "and", "the"}
    return known.issuperset(re.findall(r"\w+", text.casefold()))


def read_facts(
    title: str | None, header: Header, passages: Sequence[Passage], opening: Sequence[int], body: Sequence[int]
) -> Facts:
    """Reads the facts. `opening` are the paragraphs that introduce the session, `body` all paragraphs of prose."""
    facts = Facts()
    elsewhere = {index for fact in header.facts if fact.kind is LabelKind.OTHER for index in fact.passages}
    lines = [passages[index].text for index in header.lines if index not in elsewhere]
    introduction = [passages[index].text for index in opening]
    whole = "\n".join([*lines, *(passages[index].text for index in body)])
    _read_when(facts, title, header, lines, introduction)
    _read_chair(facts, header, whole)
    tellings = [title or "", *lines, *_about_the_session(introduction)]
    facts.ordinal = next((ordinal for text in tellings if (ordinal := ordinal_of_session(text))), None)
    labelled = {index for fact in header.facts for index in fact.passages}
    plain_lines = [passages[index].text for index in header.lines if index not in labelled]
    _read_regions(facts, title, header, plain_lines, introduction)
    _read_attendance(facts, header, plain_lines, [*lines, *introduction])
    sentences = [sentence for text in introduction for sentence in SENTENCE.split(text)]
    facts.places = next((places for sentence in sentences if (places := places_in(sentence))), [])
    if not set(facts.places) <= set(facts.regions):
        # A town in a list of towns (“from London, Manchester and Cardiff”) is no region of the session.
        stated = title or "", *(fact.text for fact in _labelled(header, LabelKind.REGION))
        facts.regions = [name for name in facts.regions if name not in facts.places or name in " ".join(stated)]
    return facts


def _labelled(header: Header, kind: LabelKind) -> list[Fact]:
    return [fact for fact in header.facts if fact.kind is kind]


def _about_the_session(paragraphs: Sequence[str]) -> Iterator[str]:
    """Sentences that speak of this session, not of earlier or later ones."""
    for paragraph in paragraphs:
        for sentence in SENTENCE.split(paragraph):
            if not re.search(
                r"\b(?:previous|earlier|next|last|following|later|future|will be|consistent with)\b",
                sentence,
                re.IGNORECASE,
            ):
                yield sentence


# When.


def _read_when(
    facts: Facts, title: str | None, header: Header, lines: Sequence[str], introduction: Sequence[str]
) -> None:
    dated = [paragraph for paragraph in introduction if any(date.start == 0 for date in dates_in(paragraph))]
    held = [sentence for sentence in _about_the_session(introduction) if TELLS_OF_HOLDING.search(sentence)]
    held = [*dated, *held]
    places = [*(fact.text for fact in _labelled(header, LabelKind.WHEN)), *lines, title or "", *held]
    dates = [written for text in places for written in dates_in(text)]
    _settle_date(facts, dates)
    for text in places:
        times = times_in(text)
        if times and times.start:
            facts.start = times.start.strftime("%H:%M")
            facts.end = times.end.strftime("%H:%M") if times.end else None
            return
        if times:
            facts.warnings.append(f"“{times.text}” says neither morning nor afternoon, so the times were left empty.")
            return


def _settle_date(facts: Facts, dates: Sequence[WrittenDate]) -> None:
    whole = [written for written in dates if written.day]
    if not whole:
        facts.warnings.extend(f"“{written.text}” gives no year, so the date was left empty." for written in dates[:1])
        return
    first = whole[0]
    assert first.day is not None  # chosen for it
    facts.date = first.day.isoformat()
    if not first.is_one_day:
        facts.warnings.append(f"“{first.text}” is more than one day; the first was taken.")
    if not first.weekday_agrees:
        facts.warnings.append(
            f"“{first.text}” was not that day of the week: it was a {first.day.strftime('%A')}. Check the date."
        )
    if not first.order_is_certain:
        facts.warnings.append(
            f"“{first.text}” was read with the day first, as {first.day.day} {first.day.strftime('%B %Y')}."
        )
    others = list(dict.fromkeys(written.text for written in whole if written.day != first.day))
    if others:
        facts.warnings.append(
            f"The notes begin with several dates; the first was taken. The others: {', '.join(others)}."
        )


# Who.


def _read_chair(facts: Facts, header: Header, whole: str) -> None:
    for fact in _labelled(header, LabelKind.CHAIR):
        facts.chair = chair_from_label(fact.text, whole)
        if facts.chair:
            return
    chairs = chairs_in(whole)
    facts.chair = chairs[0] if chairs else None
    if len(chairs) > 1:
        facts.warnings.append(
            f"The notes name several people in the chair ({', '.join(c.name for c in chairs)}); the first was taken."
        )


def _read_attendance(facts: Facts, header: Header, plain_lines: Sequence[str], paragraphs: Sequence[str]) -> None:
    stated = [attendance_from_label(fact.text) for fact in _labelled(header, LabelKind.ATTENDANCE)]
    stated += [attendance_of_line(line) for line in plain_lines]
    counted = next((count for count in stated if count), None) or next(
        (count for paragraph in paragraphs if (count := attendance_in(paragraph))), None
    )
    if counted:
        facts.attendance, is_sum = counted
        if is_sum:
            facts.warnings.append(f"The number of people was added up from “{facts.attendance.text}”.")


# Where.


def _read_regions(
    facts: Facts, title: str | None, header: Header, plain_lines: Sequence[str], introduction: Sequence[str]
) -> None:
    for fact in _labelled(header, LabelKind.REGION):
        facts.regions.extend(regions_of_title(fact.text))
    if not facts.regions and title:
        facts.regions.extend(regions_of_title(title))
    if not facts.regions:
        lines = [
            passage
            for passage in plain_lines
            if not re.search(r"\b(?:venue|location|hall|centre|room|street)\b", passage, re.I)
        ]
        about = [sentence for sentence in _about_the_session(introduction) if SPEAKS_OF_IT.search(sentence)]
        facts.regions.extend(region for text in (*lines, *about) for region in regions_in(text))
    facts.regions = list(dict.fromkeys(facts.regions))
