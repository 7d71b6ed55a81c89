"""Questions that the session was held around, and the one that people were met with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.text.session_notes.passages import Passage
from heard.text.session_notes.vocabulary import one_of
from heard.text.spans import Span

WELCOMES = re.compile(
    r"\b"
    + one_of(
        r"""mentimeter | menti | slido | ice-?\s?breakers? | opening questions? | warm-?\s?up | check-?in | opening
        (?:poll|activity|exercise|task) | first question | (?:as|while)
        (?:people|everyone|attendees|participants|they) (?:were )?(?:arriv\w+|join\w+|gather\w+|com\w+ in) |
        joining early | before (?:it|the session) (?:began|started) | jamboard | word cloud | padlet |
        (?:on|upon) arrival | warm(?:ed|ing) up | (?:starter|arrival|welcome|lead-in) question"""
    )
    + r"\b",
    re.IGNORECASE,
)
QUESTION_WORDS = one_of(
    """What | Which | Who | Whose | Whom | Where | When | Why | How | Is | Are | Was | Were | Do | Does | Did | Has
    | Have | Had | Can | Could | Will | Would | Should | Shall | May | If | In | Tell | Think | Imagine | Thinking |
    Complete | Name | Describe | Share"""
)
# Where a question may begin: “…the question What does home mean to you?”
BEGINS = re.compile(rf"(?:^|(?<=[\s“‘\"'(]))(?={QUESTION_WORDS}\b)")
ASKS = re.compile(
    r"\b(?:questions?|ask(?:ed|ing|s)?|discuss\w*|consider\w*|explor\w*|prompts?|talked about|hear from|answer)\b",
    re.IGNORECASE,
)
NUMBERED_BEFORE = re.compile(r"^(?:question|q)\s*\d{1,2}\s*[:.)–-]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question's words, its place, and the passage that holds it."""

    text: str
    span: Span
    passage: int


def find_opening_question(passages: Sequence[Passage], indexes: Sequence[int]) -> Question | None:
    """The question people were met with (a poll, an ice-breaker), in one of these passages."""
    for index in indexes:
        passage = passages[index]
        cue = WELCOMES.search(passage.text)
        if not cue:
            continue
        for candidate in (index, index + 1):
            start = cue.end() if candidate == index else 0
            found = _question_after(passages[candidate], start) if candidate < len(passages) else None
            if found:
                text = passages[candidate].text[found[0] : found[1]]
                return Question(text, passages[candidate].span_of(*found), candidate)
    return None


def _question_after(passage: Passage, start: int) -> tuple[int, int] | None:
    """The first question after `start`, from the capital it begins with to its mark."""
    end = passage.text.find("?", start)
    if end < 0:
        return None
    sentence = max(passage.text.rfind(stop, start, end) for stop in (". ", "! ", ": "))
    begin = max(start, sentence + 2 if sentence >= 0 else start)
    marked = max(passage.text.rfind(mark, begin, end) for mark in '“‘"')
    opening = next((m.start() for m in BEGINS.finditer(passage.text, begin, end)), None)
    if marked >= begin and (opening is None or marked < opening) and passage.text[marked + 1 : marked + 2].isupper():
        opening = marked + 1
    if opening is None:
        return None
    return opening, end + 1


def find_key_questions(passages: Sequence[Passage], headings: set[int]) -> list[Question]:
    """Lists of questions that a line or a heading announces; numbered ones, or bullets that are mostly questions."""
    found: list[Question] = []
    for lead, items in _lists(passages, headings):
        asking = [index for index in items if passages[index].text.rstrip("”’\"'").endswith("?")]
        if 2 * len(asking) >= len(items) and len(asking) >= 1 and (ASKS.search(lead) or lead.endswith(":")):
            found.extend(Question(passages[index].text, passages[index].span, index) for index in asking)
    found.extend(_labelled(passages, {question.passage for question in found}))
    return sorted(found, key=lambda question: question.span)


def _lists(passages: Sequence[Passage], headings: set[int]) -> Iterator[tuple[str, list[int]]]:
    """Each list with the words that lead to it: the paragraph before and the heading above."""
    lead, heading, items = "", "", list[int]()
    for index, passage in enumerate(passages):
        if passage.is_item and index not in headings:
            items.append(index)
            continue
        if items:
            yield f"{heading} {lead}".strip(), items
            items = []
        if index in headings:
            heading, lead = passage.text, ""
        else:
            lead = passage.text
    if items:
        yield f"{heading} {lead}".strip(), items


def _labelled(passages: Sequence[Passage], taken: set[int]) -> Iterator[Question]:
    """“Question 1: …?” and “Q2. …?” standing as paragraphs or as headings."""
    for index, passage in enumerate(passages):
        label = NUMBERED_BEFORE.match(passage.text)
        if label and passage.text.endswith("?") and index not in taken:
            yield Question(passage.text[label.end() :], passage.span_of(label.end(), len(passage.text)), index)
