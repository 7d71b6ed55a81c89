"""Labels: lines such as “Date: 4 May 2022” that state a fact of the session."""

import re
from dataclasses import dataclass
from enum import StrEnum

from heard.text.session_notes.vocabulary import one_of


class LabelKind(StrEnum):
    """What a label states."""

    WHEN = "when"
    CHAIR = "chair"
    REGION = "region"
    ATTENDANCE = "attendance"
    OTHER = "other"  # a venue, a facilitator: kept as prose


LABELS = {
    LabelKind.WHEN: one_of(
        r"""dates?(?: and times?| ?/ ?times?| & time)? | times? | when | date of (?:session|meeting|event) | held(?:
        on)? | on"""
    ),
    LabelKind.CHAIR: one_of(
        """(?:co-?|joint )?chair(?:s|ed(?: jointly)? by|person|man|woman)? | in the chair | session chairs? |
        meeting chair | convener"""
    ),
    LabelKind.REGION: one_of("regions? | areas?(?: covered)? | nations?"),
    LabelKind.ATTENDANCE: one_of(
        """attendance | attendees | attending | attended | who | number (?:of|in)
        (?:attendees|people|participants|attendance) | participants | numbers?(?: attending)? | present | who
        (?:came|attended|took part|was there|joined) | in the room | people"""
    ),
    LabelKind.OTHER: one_of(
        r"""venue | location | where | place | facilitat\w+ | hosts? | hosted by | held at | note ?taker | notes?
        (?:by|taken by) | apologies | session | format | platform | in attendance | organis\w+ | led by | theme |
        topic | subject | focus | title"""
    ),
}
LABEL = re.compile("|".join(rf"(?P<{kind.value}>{pattern})" for kind, pattern in LABELS.items()), re.IGNORECASE)
# Text that was written as Markdown may still have stars around its labels.
STATED = re.compile(
    r"[\s*_]*(?P<label>[^\W\d_][^:\n–—*]{1,40}?)[\s*_]*(?::|\s[–—-]\s|\t)[\s*_]*(?P<value>[^\s*_].*?)[\s*_]*$"
)
# A table's row, or a bold label, may need no colon: “Chair Dr Amina Yusuf”.
CHAIR_AND_NAME = re.compile(r"(?P<label>(?:Co-)?[Cc]hairs?)\s+(?P<value>[A-Z][\w.’'-]+\s+[A-Z].*)$")
ANY_LABEL = re.compile(r"[^\W\d_][\w ’'&/-]{0,30}:\s+\S")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and where in the line its value begins."""

    kind: LabelKind
    value_at: int


def label_of(text: str) -> Label | None:
    """The label a line begins with, if it states something after it."""
    stated = STATED.match(text) or CHAIR_AND_NAME.match(text)
    kind = label_kind(stated.group("label")) if stated else None
    return Label(kind, stated.start("value")) if stated and kind else None


def label_kind(text: str) -> LabelKind | None:
    """What a label's words announce, when they are nothing but a label."""
    match = LABEL.fullmatch(text.strip().rstrip(":").strip())
    return LabelKind(match.lastgroup) if match and match.lastgroup else None


def is_stating(text: str) -> bool:
    """Whether a line is a label and its value, of whatever kind (“Group: young carers”)."""
    return ANY_LABEL.match(text) is not None
