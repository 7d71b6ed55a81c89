"""How many came: the phrase the notes use, its number, and whether they mean it exactly."""

import re
from collections.abc import Iterator, Sequence

from heard.text.session_notes.numbers import NUMBER, number_from
from heard.text.session_notes.record import Attendance
from heard.text.session_notes.roles import PEOPLE as PERSONS
from heard.text.session_notes.vocabulary import one_of

QUALIFIER = one_of(
    r"""nearly | almost | around | about | approximately | approx\.? | roughly | over | more than | at least | up to
    | some | just under | just over | under | well over | upwards of | circa | c\. | close to | fewer than | more or
    less | an estimated | ~"""
)
PEOPLE = one_of(
    """members of (?:staff|the public|[a-z]+) | people | attendees | participants | delegates | residents |
    members | guests | parents | carers | children | tenants | pupils | students | learners | volunteers |
    professionals | practitioners | workers | families | users | leavers | patients | women | men | girls | boys
    | adults | youngsters | teenagers | teachers | farmers | survivors | veterans | neighbours | citizens |
    contributors | witnesses | staff | folk | individuals | stakeholders | councillors | midwives | nurses |
    doctors | fathers | mothers | grandparents | colleagues | representatives | households | apprentices |
    employees | police | [a-z]{3,}(?:ers|ors|ists|ants|ents|ians|ees)"""
)
# Up to four words before the people (“care-experienced young”), none of them about time or part of another number.
BEFORE_PEOPLE = rf"(?:(?!(?:of|per|years?|minutes?|hours?|{NUMBER})\b)[a-z’'-]+\s+){{0,4}}?"
AND_MORE = (
    rf"(?:(?:,\s+(?!{NUMBER}\b)[a-z’'-]+(?:\s+[a-z’'-]+){{0,2}})*"
    rf",?\s+and\s+(?!(?:the|{NUMBER})\b)(?:[a-z’'-]+\s+){{0,2}}?{PEOPLE}\b)?"
)
COUNT = (
    rf"(?:\b(?P<qualifier>{QUALIFIER})\s+(?:of\s+)?)?(?<![\w.,:/£-])(?:between\s+)?(?P<number>{NUMBER})"
    rf"(?:(?:\s?[-–]\s?|\s+(?:and|to|or)\s+)(?P<upper>{NUMBER}))?(?P<more>\s+or so|\s+plus|[- ]odd|\s*\+)?"
)
CAME_VERBS = one_of(
    """attended | joined | took part | came | present | were (?:there|present|in attendance) | participated |
    signed in | dialled in"""
)
CAME_AFTER = rf"(?=\s+{CAME_VERBS})"
COUNTED = re.compile(
    rf"{COUNT}(?:\s+{BEFORE_PEOPLE}{PEOPLE}\b{AND_MORE}|\s+of us\b|(?:\s+[a-z’'-]+){{0,3}}?{CAME_AFTER})", re.IGNORECASE
)
FURTHER = re.compile(rf"[^.,;:]{{0,40}},?\s+(?:and|with|plus)\s+(?:a\s+further|another)\s+{COUNT}", re.IGNORECASE)
ONE_PERSON = rf"(?:{'|'.join(sorted(PERSONS))}|[a-z]{{3,}}(?:er|or|ist|ant|ian))"
AND_ONE = re.compile(rf"(?:,|,?\s+and)\s+an?\s+(?:[a-z’'-]+\s+){{0,2}}?{ONE_PERSON}\b", re.IGNORECASE)
STATED = re.compile(rf"{COUNT}(?:\s+[^.;]+)?$", re.IGNORECASE)
PARTED = re.compile(
    r"(?:,|;|\+|&|,?\s+(?:and|plus|with))\s+"
    rf"(?=(?:{QUALIFIER}\s+)?(?:{NUMBER}|an?)\b)",
    re.IGNORECASE,
)
PIECE = re.compile(rf"{COUNT}\s+[^\W\d][^,;.:+&]*?(?=(?:,|;|\+|&|\.|,?\s+(?:and|plus|with))\s|\.?$)", re.IGNORECASE)
CAME = re.compile(
    r"\b"
    + one_of(
        r"""attend\w* | join\w* | took part | tak(?:e|ing) part | welcom\w* | came | come | coming | met | present |
        participat\w* | together | heard from | gather\w* | spoke (?:to|with) | were there | was there | turned out |
        on the call | in the room | logged on | dialled in | there were | we were |
        stayed | turned up | filled | crowded into | took (?:their )?seats"""
    )
    + r"\b",
    re.IGNORECASE,
)
BESIDES = re.compile(
    r"(?:,|[^.,;:]{0,60},?\s+(?:and|together with|along with|alongside|as well as|plus))\s+(?:also\s+)?", re.IGNORECASE
)
ONLY_SOME = re.compile(
    r"\b(?:including|of whom|of them|among them|for|aged|every|over the (?:past|last))\s*$", re.IGNORECASE
)
NAMES_SOME = re.compile(r"\b(?:including|of whom|of them|among them)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def attendance_in(text: str) -> tuple[Attendance, bool] | None:
    """How many a text says came, and whether the number is a sum of several."""
    for sentence in SENTENCE.split(text):
        if not CAME.search(sentence):
            continue
        for match in COUNTED.finditer(sentence):
            if not ONLY_SOME.search(sentence[: match.start()]):
                return _attendance(sentence, [match, *_beside(sentence, match)])
    return None


def attendance_from_label(value: str) -> tuple[Attendance, bool] | None:
    """How many a label gives: “41 unpaid carers”, “around 20”, “9 young people, 2 facilitators”."""
    value = re.split(r"\s[·|]\s", value.strip())[0]  # what stands beside it on the line is another label
    if pieces := _counted_pieces(value):
        return _attendance(value, pieces)
    stated = COUNTED.match(value) or STATED.match(value)
    return _attendance(value, [stated]) if stated else None


def attendance_of_line(line: str) -> tuple[Attendance, bool] | None:
    """How many a header's line of its own says were there: “Seventeen members of the public”."""
    counted = COUNTED.fullmatch(line.strip())
    return _attendance(line.strip(), [counted]) if counted else None


def _counted_pieces(value: str) -> list[re.Match[str]]:
    """A list of numbers, each with what it counts, whatever that is: “19 relatives, 6 staff and 2 chaplains”."""
    starts = [0, *(match.end() for match in PARTED.finditer(value))]
    pieces = [PIECE.match(value, start) for start in starts]
    found = [piece for piece in pieces if piece]
    return found if len(found) == len(pieces) >= 2 else []


def _beside(sentence: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """Counts joined to the first by a comma, “and”, “together with”; not those that name some of the first."""
    end = first.end()
    for match in COUNTED.finditer(sentence, first.end()):
        between = sentence[end : match.start()]
        if not BESIDES.fullmatch(between) or NAMES_SOME.search(between):
            return
        yield match
        end = match.end()


def _attendance(sentence: str, matches: Sequence[re.Match[str]]) -> tuple[Attendance, bool]:
    numbers = [number_from(match.group("number")) for match in matches]
    is_range = any(match.group("upper") for match in matches)
    is_rough = is_range or any(match.group("qualifier") or match.group("more") for match in matches)
    total = None if is_range else sum(number for number in numbers if number is not None)
    further = FURTHER.match(sentence, matches[-1].end())
    if further and total is not None:
        total += number_from(further.group("number")) or 0
        text = sentence[matches[0].start() : further.end()].strip()
        return Attendance(text, total, not is_rough and not further.group("qualifier")), True
    one_more = AND_ONE.match(sentence, matches[-1].end()) if len(matches) > 1 else None
    if one_more and total is not None:
        total += 1
    text = sentence[matches[0].start() : (one_more or matches[-1]).end()].strip()
    return Attendance(text, total, not is_rough), len(matches) > 1
