"""The sum that shows that nothing was lost, and what was made of it."""

from collections import Counter
from typing import Any

from heard.text.analysis.wording import counted
from heard.text.matching import Matching, Outcome
from heard.text.matching.tables import Input, name_rows

_MANY = 0.5  # of the answers; with fewer about something else the codebook is still theirs


def account_for(given: Input, matching: Matching) -> dict[str, Any]:
    """What goes into accounting.json. Raises `AssertionError` if an answer were missing."""
    outcomes = Counter(coded.outcome for coded in matching.coded)
    if len(matching.coded) != len(given.answers) or sum(outcomes.values()) != len(given.answers):
        raise AssertionError("The accounting does not add up: an answer is missing.")
    return {
        "accounting": {
            "answers": len(given.answers),
            **{outcome.value: outcomes[outcome] for outcome in Outcome},
            "pairs": len(matching.matches),
            "accepted": sum(len(coded.codes) for coded in matching.coded),
            "passages": sum(coded.passages for coded in matching.coded),
            "about_something_else": sum(coded.elsewhere for coded in matching.coded),
            "codes": len(given.codes),
            "examples": len(given.examples),
            "example_rows_left_out": given.examples_left_out,
        },
        "threshold": matching.threshold,
        "engine": matching.engine,
        "sources": given.sources,
        "warnings": [*given.warnings, *warnings_of(matching)],
    }


def warnings_of(matching: Matching) -> list[str]:
    """Which answers were set aside, are about something else than the codebook, or were compared piece by piece."""
    rows = {o: [c.answer.row for c in matching.coded if c.outcome is o] for o in Outcome}
    long = [coded.answer.row for coded in matching.coded if coded.passages > 1]
    told = []
    for outcome, says in ((Outcome.EMPTY, "say nothing"), (Outcome.UNREADABLE, "cannot be read")):
        if own := rows[outcome]:
            says = says if len(own) > 1 else {"say nothing": "says nothing"}.get(says, says)
            told.append(
                f"{counted(len(own), 'answer')} ({name_rows(own)}) {says} and {'are' if len(own) > 1 else 'is'} "
                "set aside, counted but not coded."
            )
    elsewhere = sum(coded.elsewhere for coded in matching.coded)
    asked = sum(coded.passages > 0 for coded in matching.coded)
    if elsewhere > _MANY * asked:
        told.append(
            f"Of {counted(asked, 'answer')} compared with codes, {elsewhere:,} {'seems' if elsewhere == 1 else 'seem'} "
            "to be about something else than the codebook. Is it the right one?"
        )
    if long:
        told.append(
            f"{counted(len(long), 'long answer')} ({name_rows(long)}) {'were' if len(long) > 1 else 'was'} compared "
            "passage by passage; a code applies where it applies to the best passage."
        )
    return told


def tell_accounting(accounting: dict[str, Any]) -> str:
    """Where every answer went, in one sentence that adds up."""
    said = [
        f"{accounting['coded']:,} {'has' if accounting['coded'] == 1 else 'have'} codes",
        f"{accounting['none']:,} {'has' if accounting['none'] == 1 else 'have'} none",
    ]
    if accounting["empty"]:
        said.append(f"{accounting['empty']:,} {'says' if accounting['empty'] == 1 else 'say'} nothing")
    if accounting["unreadable"]:
        said.append(f"{accounting['unreadable']:,} cannot be read")
    return f"Of {counted(accounting['answers'], 'answer')}, {', '.join(said[:-1])} and {said[-1]}."
