"""Whether words tell of something good or something hard, by the words that say so: enough to show both, no more."""

import re
from enum import StrEnum
from functools import cache


class Tone(StrEnum):
    GOOD = "good"
    HARD = "hard"
    PLAIN = "plain"


_GOOD = """
    amazing best better brilliant calm cared caring comfort comfortable enjoy enjoyed excellent fantastic fun good
    grateful great happier happy help helped helpful helps hope hopeful improved kind kindness listened love loved
    lovely lucky patient proud respect respected safe safer settled smile stable strong success support supported
    supportive thank thankful trust trusted understanding understood valued warm welcome welcomed wonderful
"""
_HARD = """
    abandoned abuse abused afraid alone angry anxious ashamed awful bad badly blamed broke broken bullied chaos
    confused cried cruel cry damage damaged depressed desperate disappointed dismissed failed fails failure fear
    fight frightened frightening frustrated frustrating guilty hard hate hated hell horrible hurt ignored impossible
    isolated lonelier lonely lost miserable nightmare pain painful poor powerless punished rejected sad scared scary
    shame shocking sick stress stressed stressful struggle struggled suffer suffered terrible terrified tired trauma
    traumatic ugly unfair unhappy unsafe unwanted upset upsetting useless waste worried worry worrying worse worst
    wrong
"""
_NOT = re.compile(
    r"^(?:no|not|never|nobody|nothing|neither|hardly|without|cannot|\w+n[’']t|cant|wont|(?:did|does|do|was|were|is|are)nt)$"
)
_REACH = 3  # a “not” turns the three words after it


def tone_of(words: str) -> Tone:
    """The tone of some words; plain where good and hard ones are as many, or none."""
    good, hard = _words(_GOOD), _words(_HARD)
    said = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", words.casefold())
    balance = 0
    for place, word in enumerate(said):
        turned = -1 if any(_NOT.match(before) for before in said[max(place - _REACH, 0) : place]) else 1
        balance += turned * ((word in good) - (word in hard))
    return Tone.GOOD if balance > 0 else Tone.HARD if balance < 0 else Tone.PLAIN


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
