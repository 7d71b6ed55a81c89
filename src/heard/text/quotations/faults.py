"""What makes words hard to quote: they lean on something outside them, are cut, or cannot be read out."""

import re
from enum import StrEnum

FEWEST_WORDS, MOST_WORDS = 6, 50
"""A quotation says something, and takes no more than about twenty seconds to read out."""


class Fault(StrEnum):
    """Why some words would make a poor quotation, as a phrase to follow “passed over because”."""

    DANGLING = "its first words point to something before them"
    CUT = "it begins or ends in the middle of a sentence"
    SHORT = f"it has fewer than {FEWEST_WORDS} words"
    LONG = f"it has more than {MOST_WORDS} words"
    UNSPEAKABLE = "it holds an address, a list or signs that cannot be read out"
    ELSEWHERE = "it sends the reader somewhere else"
    SHOUTED = "it is written in capitals"
    RIDDLED = "too many of its words are replaced"
    QUESTION = "it asks back rather than tells"
    UNSTOPPED = "it ends without a full stop"


WEIGHT = {
    Fault.DANGLING: 1.0,
    Fault.CUT: 1.0,
    Fault.SHORT: 1.0,
    Fault.LONG: 1.0,
    Fault.UNSPEAKABLE: 1.0,
    Fault.ELSEWHERE: 1.0,
    Fault.SHOUTED: 0.2,
    Fault.RIDDLED: 0.4,
    Fault.QUESTION: 0.2,
    Fault.UNSTOPPED: 0.1,
}
"""How much a fault costs, where the nearest to the middle of a theme is worth 1. One that costs 1 is never quoted."""

_POINTING_WORDS = """
    this that these those it its they them their he him his she her hers such which who whom whose one ones both neither
    either another others here then and but or so because also however therefore thus hence besides moreover furthermore
    instead otherwise nevertheless similarly likewise still yet plus although though unlike
"""
_POINTING = re.compile(
    rf"[“\"‘'(\[]*(?:(?:{'|'.join(_POINTING_WORDS.split())})\b"
    r"|for (?:example|instance)\b|in addition\b|on the other hand\b|as (?:a result|well)\b|despite (?:this|that)\b"
    r"|(?:firstly|secondly|thirdly|finally|lastly|yes|no|yeah|ok|okay|well|exactly|agreed)[,.:;])",
    re.IGNORECASE,
)
# “It is hard to be moved”, “One day they came”: these begin a thought and point at nothing before them.
_BEGINNING = re.compile(
    r"[“\"‘'(]*(?:it(?:['’]s| is| was| would be| felt| feels)(?: (?:not|so|very|really|too|always|often))* \w+"
    r" (?:to|that|when|for|if)|it(?:['’]s| is) (?:time|more|most|less)"
    r"|one (?:day|of|night|time|thing|social|foster|teacher|person)|both (?:of )?my|both \w+ and"
    r"|those (?:who|of us)|people who)\b",
    re.IGNORECASE,
)
_UNSPEAKABLE = re.compile(
    r"https?:|www\.|\S@\S|\t|\n\s*\n|(?:^|\n)\s*(?:[-–•*▪◦]|\(?\d{1,2}[.)]|\(?[a-z]\))\s|[|{}<>\\^~#_=]|\d{5}"
)
_ELSEWHERE = re.compile(
    r"\b(?:see|as|refer to) (?:above|below|attached|previous|mentioned|stated|said|per)\b"
    r"|\b(?:above|below|previous|earlier) (?:answer|comment|response|question|point)|\bquestion \d|\bsame as\b"
    r"|\b(?:i|we)(?:['’]ve| have)? (?:already )?(?:said|mentioned) (?:above|before|earlier|this|that|already)"
    r"|\battach(?:ed|ment)s?\b(?! to)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…。！？][\"”’»)\]]*$")
_UNFINISHED = re.compile(r"(?:…|\.\.\.|[,;:–-]|\b(?:and|but|or|because|the|a|an|of))[.…]*[\"”’»)\]]*$", re.IGNORECASE)


def faults_in(words: str, *, casual: bool = False) -> tuple[Fault, ...]:
    """What is wrong with `words` as a quotation. `casual`: their writer uses no capitals or full stops, as in chat."""
    count = len(words.split())
    letters = [character for character in words if character.isalpha()]
    found = {
        Fault.DANGLING: _points_outside(words),
        Fault.CUT: _is_cut(words, casual),
        Fault.UNSTOPPED: not casual and not _ENDED.search(words),
        Fault.SHORT: count < FEWEST_WORDS,
        Fault.LONG: count > MOST_WORDS,
        Fault.UNSPEAKABLE: bool(_UNSPEAKABLE.search(words)),
        Fault.ELSEWHERE: bool(_ELSEWHERE.search(words)),
        Fault.SHOUTED: sum(map(str.isupper, letters)) > len(letters) / 2,
        Fault.RIDDLED: 8 * len(re.findall(r"\[[^\]]*\]", words)) > count,
        Fault.QUESTION: words.rstrip('"”’» ').endswith("?"),
    }
    return tuple(fault for fault, is_so in found.items() if is_so)


def weight_of(faults: tuple[Fault, ...]) -> float:
    return sum(WEIGHT[fault] for fault in faults)


def _points_outside(words: str) -> bool:
    return bool(_POINTING.match(words)) and not _BEGINNING.match(words)


def _is_cut(words: str, casual: bool) -> bool:
    first = next((character for character in words if character.isalnum()), "")
    return bool(_UNFINISHED.search(words)) or (first.islower() and not casual)
