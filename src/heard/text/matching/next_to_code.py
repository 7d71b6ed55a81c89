"""What an analyst should code next: the answers from which the most can be learnt, each unlike the ones before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heard.text.analysis.wording import counted
from heard.text.matching import Code, Suggestion
from heard.text.matching.decisions import ABOUT_IT
from heard.text.matching.likeness import Matrix, centre
from heard.text.matching.neighbours import nearness_to_nearest
from heard.text.matching.scoring import Scored

MOST_SUGGESTIONS = 50
_ALIKE = 0.5  # cosine, after centring, from which two answers are much alike
_NEIGHBOURS = 10
_EVEN = 0.5  # where there is no threshold
_SURE = 0.5  # a code whose doubt is less than this is as good as accepted
_FIRST = 2.0  # more than doubt can be worth: a code without an example comes first


def suggest(scored: Sequence[Scored], threshold: float | None) -> tuple[Suggestion, ...]:
    """At most `MOST_SUGGESTIONS`, most informative first. `threshold` is None where an answer has exactly one code."""
    found = [pair for one in scored if one.block.codes for pair in _Open.of(one, threshold).suggestions()]
    found.sort(key=lambda pair: -pair[0])
    return tuple(suggestion for _, suggestion in found[:MOST_SUGGESTIONS])


@dataclass
class _Open:
    """The answers of one group that nobody has coded yet. `seen` is how like each is to what was coded or suggested."""

    scored: Scored
    places: npt.NDArray[np.intp]
    scores: Matrix
    vectors: Matrix
    worth: npt.NDArray[np.float32]
    seen: npt.NDArray[np.float32]
    threshold: float
    single_label: bool

    @classmethod
    def of(cls, scored: Scored, given: float | None) -> "_Open":
        threshold = _EVEN if given is None else given
        places = np.flatnonzero(~scored.by_analyst)
        scores = scored.scores[places]
        every = centre(scored.vectors, scored.vectors, np.ones(len(scored.vectors), dtype=np.float32))
        vectors, coded = every[places], every[scored.by_analyst]
        doubt = np.minimum(scores / threshold, (1 - scores) / (1 - threshold)).max(1)
        worth = doubt * (0.5 + nearness_to_nearest(vectors, _NEIGHBOURS))
        seen = (vectors @ coded.T).max(1, initial=0)
        return cls(scored, places, scores, vectors, worth, seen, threshold, given is None)

    def suggestions(self) -> Iterator[tuple[float, Suggestion]]:
        """Each with what it is worth: how doubtful its codes are, times how many answers are like it."""
        for code, place in self._first_examples():
            why = f"“{code.label}” has no example yet, and of all answers this is the likeliest to have it."
            yield _FIRST + float(self.scores[place].max()), self._take(place, why)
        for _ in range(min(MOST_SUGGESTIONS, len(self.places))):
            value = self.worth * (1 - np.clip(self.seen, 0, 1))
            place = int(value.argmax())
            if value[place] <= 0:
                return
            yield float(value[place]), self._take(place, self._why(place))

    def _first_examples(self) -> Iterator[tuple[Code, int]]:
        """For each code without an example its likeliest answer, where examples have been given at all."""
        block = self.scored.block
        shown = {code for example in block.examples for code in example.codes}
        if not shown or not len(self.places):
            return
        for number, code in enumerate(block.codes):
            place = int((self.scores[:, number] * (self.worth > 0)).argmax())
            if code not in shown and self.worth[place] > 0:
                yield code, place

    def _take(self, place: int, why: str) -> Suggestion:
        self.seen = np.maximum(self.seen, self.vectors @ self.vectors[place])
        self.worth[place] = 0
        answer = self.scored.block.answers[self.places[place]]
        return Suggestion(answer, tuple(self._likely(place)), why)

    def _likely(self, place: int) -> list[Code]:
        """The codes that may apply, likeliest first; at most three."""
        order = np.argsort(-self.scores[place], kind="stable")[:3]
        return [self.scored.block.codes[i] for i in order if self.scores[place, i] >= self.threshold / 3]

    def _why(self, place: int) -> str:
        likely = self._likely(place)
        alike = int((self.vectors @ self.vectors[place] >= _ALIKE).sum()) - 1
        others = f" {counted(alike, 'other answer')} {'is' if alike == 1 else 'are'} much like it." if alike > 0 else ""
        return f"{self._tell_doubt(place, likely)}{others}"

    def _tell_doubt(self, place: int, likely: Sequence[Code]) -> str:
        if not likely:
            if self.scored.subject[self.places[place]] < ABOUT_IT:
                return "It seems to be about something else than the codebook, but may only say it in other words."
            return "No code is near it: it may have none, or a code may be missing."
        if self.single_label and len(likely) > 1:
            return f"It is doubtful which applies: “{likely[0].label}” or “{likely[1].label}”."
        sure = [code for code in likely if self._is_sure(place, code)]
        doubtful = [code for code in likely if code not in sure][:2]
        if not doubtful:
            return f"“{sure[0].label}” seems to apply, and much hangs on whether it does."
        beside = f", beside “{sure[0].label}”, which seems to" if sure else ""
        if len(doubtful) == 1:
            return f"It is doubtful whether “{doubtful[0].label}” applies{beside}."
        return f"It is doubtful whether “{doubtful[0].label}” applies, or “{doubtful[1].label}”, or both{beside}."

    def _is_sure(self, place: int, code: Code) -> bool:
        score = float(self.scores[place, self.scored.block.codes.index(code)])
        return (1 - score) / (1 - self.threshold) < _SURE
