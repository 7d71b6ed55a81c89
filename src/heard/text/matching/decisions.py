"""What is decided of each answer, and the pairs that follow from it.

Fifty thousand answers and two hundred codes make ten million pairs, so a pair is only made when it is asked for.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heard.text.matching import Answer, Code, Coded, Match, Outcome
from heard.text.matching.leftovers import fits_nothing, says_nothing_fits
from heard.text.matching.scoring import Scored

_DIGITS = 4  # of a score
ABOUT_IT = 0.5  # a chance below it says that an answer is about something else


@dataclass(frozen=True, slots=True)
class Decided:
    """An answer with its outcome, and where its scores stand; `place` counts the answers of `scored`."""

    coded: Coded
    scored: Scored | None = None
    place: int = 0

    @classmethod
    def of_silence(cls, answer: Answer, outcome: Outcome, codes: Sequence[Code]) -> "Decided":
        """An answer that says nothing has the codes for answers that say nothing, and meets no other."""
        own = [code for code in codes if code.group == answer.group and says_nothing_fits(code)]
        return cls(Coded(answer, outcome, tuple(own) if outcome is Outcome.EMPTY else (), 1.0, 0))

    @property
    def pairs(self) -> int:
        if self.scored is None:
            return len(self.coded.codes)
        return len(self.scored.block.codes) + len(self.scored.block.leftovers)

    def matches(self) -> Iterator[Match]:
        answer, accepted = self.coded.answer, set(self.coded.codes)
        if self.scored is None:
            yield from (Match(answer, code, 1.0, True, None) for code in self.coded.codes)
            return
        by_analyst = bool(self.scored.by_analyst[self.place])
        for number, code in enumerate(self.scored.block.codes):
            score = round(float(self.scored.scores[self.place, number]), _DIGITS)
            span = self.scored.span_of(self.place, number)
            yield Match(answer, code, score, code in accepted, span, by_analyst)
        for code in self.scored.block.leftovers:
            yield Match(answer, code, self.coded.none if fits_nothing(code) else 0.0, code in accepted, None)


@dataclass(frozen=True)
class Matches(Collection[Match]):
    """Every pair that was considered, answer after answer."""

    decided: Sequence[Decided]

    def __len__(self) -> int:
        return sum(one.pairs for one in self.decided)

    def __iter__(self) -> Iterator[Match]:
        for one in self.decided:
            yield from one.matches()

    def __contains__(self, match: object) -> bool:
        return any(match == own for own in self)


def decide(scored: Scored, threshold: float | None) -> Iterator[tuple[Answer, Decided]]:
    """Each answer with its codes: those that score `threshold` or more; without one, exactly the likeliest."""
    block = scored.block
    passages = np.bincount(block.cut.owner, minlength=len(block.answers))
    for place, answer in enumerate(block.answers):
        scores = scored.scores[place]
        # As it is written, or a pair of 0.3840 could stand there accepted in one row and not in the next.
        written = scores.round(_DIGITS)
        accepted = np.arange(len(scores)) == scores.argmax() if threshold is None else written >= threshold
        none = 0.0 if threshold is None else round(float(np.prod(1 - scores)), _DIGITS)
        outcome = Outcome.CODED if accepted.any() else Outcome.NONE
        elsewhere = not scored.by_analyst[place] and bool(scored.subject[place] < ABOUT_IT)
        coded = Coded(answer, outcome, _codes(scored, accepted), none, int(passages[place]), elsewhere)
        yield answer, Decided(coded, scored, place)


def _codes(scored: Scored, accepted: npt.NDArray[np.bool_]) -> tuple[Code, ...]:
    if accepted.any():
        return tuple(code for code, own in zip(scored.block.codes, accepted, strict=True) if own)
    return tuple(code for code in scored.block.leftovers if fits_nothing(code))
