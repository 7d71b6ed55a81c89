"""Picking answers that pull the other way than most of their theme, so that agreeing and disagreeing stay apart."""

from collections.abc import Collection, Sequence
from math import sqrt

from heard.text.quotations.tone import Tone, balance_of, tone_of


def pick_dissenting(texts: Sequence[str], *, count: int, apart_from: Collection[int] = ()) -> tuple[int, ...]:
    """Up to `count` of a theme's answers whose tone is the other one than that of most, the plainest first.

    None where as many tell of good as of hard, or where nobody pulls the other way: an answer is not called dissenting
    because some must be shown. `apart_from` are answers shown already. It sees tone, not reasons: how far that
    goes is measured in bench/labels.
    """
    tones = [tone_of(text) for text in texts]
    good, hard = tones.count(Tone.GOOD), tones.count(Tone.HARD)
    if good == hard:
        return ()
    other = Tone.GOOD if hard > good else Tone.HARD
    against = [place for place, tone in enumerate(tones) if tone is other and place not in apart_from]
    return tuple(sorted(against, key=lambda place: (-_plainness(texts[place]), place))[:count])


def _plainness(text: str) -> float:
    """How strong the tone is for the answer's length: of a long answer some words are always good and some hard."""
    return abs(balance_of(text)) / sqrt(max(len(text.split()), 1))
