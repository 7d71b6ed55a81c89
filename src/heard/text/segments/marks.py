"""Quotation marks: which way each one faces.

A mark's own shape says most; where its neighbours plainly contradict it (“text“, ”text”), they win. A straight mark has
only its neighbours. Single marks are left out: a closing single mark is mostly an apostrophe.
"""

import re
from enum import Enum

DOUBLE_MARK = re.compile(r'[“”„‟"«»＂]')
OPENING = "“„‟«"
CLOSING = "”»"
OPENS_AFTER = "([{—–-/‘'“„«"
CLOSES_BEFORE = ")]}.,;:!?…—–-/’'”»"


class Side(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


def side_of(text: str, at: int) -> Side:
    """Which way the mark at `at` faces."""
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    may_open = before.isspace() or before in OPENS_AFTER
    may_close = after.isspace() or after in CLOSES_BEFORE
    mark = text[at]
    if mark in OPENING:
        return Side.CLOSES if may_close and not may_open else Side.OPENS
    if mark in CLOSING:
        return Side.OPENS if may_open and not may_close else Side.CLOSES
    if may_open == may_close:
        return Side.EITHER
    return Side.OPENS if may_open else Side.CLOSES


def depth_after(text: str, depth: int = 0) -> int:
    """How many double marks stay open at the end of `text`, when `depth` were open before it."""
    for mark in DOUBLE_MARK.finditer(text):
        side = side_of(text, mark.start())
        if side is Side.OPENS or (side is Side.EITHER and depth == 0):
            depth += 1
        else:
            depth = max(depth - 1, 0)
    return depth


def opens_with_mark(text: str) -> bool:
    """Whether `text` begins with a mark that opens a quotation."""
    return bool(text) and (text[0] in "“„«‘" or (text[0] in "\"'＂‟" and text[1:2].strip() != ""))


def closes_with_mark(text: str) -> bool:
    """Whether `text` ends with a mark that closes a quotation."""
    return bool(text) and (text[-1] in "”»’" or (text[-1] in "\"'＂“" and text[-2:-1].strip() != ""))
