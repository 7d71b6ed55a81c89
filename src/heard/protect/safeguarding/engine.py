"""The engine that says whether words may tell of harm, or that it cannot say."""

from dataclasses import dataclass

from heard.protect.safeguarding.states import Outcome


@dataclass(frozen=True, slots=True)
class Judged:
    """How a look ended. `reasons` repeat words of the text; `sureness` is from 0 to 1, `kinds` as in `signs.txt`."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    sureness: float = 0.0
    kinds: tuple[str, ...] = ()


def judge(text: str) -> Judged:
    """Never raises: what cannot be judged needs a person, at once."""
    try:
        return _judge(text)
    # Whatever stops the engine, a missing model or too little memory, must not keep somebody's words from a person.
    except Exception as error:
        return Judged(Outcome.NOT_LOOKED_AT, (f"{type(error).__name__}",))


def _judge(text: str) -> Judged:
    # Loaded the first time there is something to look at: it takes a while, and pages never need it.
    from heard.text.safeguarding import flag_text
    from heard.text.safeguarding.plain_words import plain_words
    from heard.text.safeguarding.signs import signs_in

    flag = flag_text(text)
    if not flag.flagged:
        return Judged(Outcome.NOTHING_FOUND)
    kinds = tuple(dict.fromkeys(sign.kind for sign in signs_in(plain_words(text))))
    outcome = Outcome.MAY_TELL_OF_HARM if flag.in_english else Outcome.NOT_IN_ENGLISH
    return Judged(outcome, flag.reasons, flag.score, kinds)
