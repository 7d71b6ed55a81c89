"""The engine that says whether words may tell of harm, or that it cannot say."""

from dataclasses import dataclass

from heard.protect.safeguarding.states import Outcome


@dataclass(frozen=True, slots=True)
class Judged:
    """How a look ended. `reasons` repeat words of the text."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()


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

    flag = flag_text(text)
    if not flag.in_english:
        return Judged(Outcome.NOT_IN_ENGLISH, flag.reasons)
    return Judged(Outcome.MAY_TELL_OF_HARM, flag.reasons) if flag.flagged else Judged(Outcome.NOTHING_FOUND)
