"""Codes for what is left over: “None of the above”, “No reason given”. They follow from the others, not from words."""

import re

from heard.text.matching import Code

_NOTHING_FITS = re.compile(
    r"(none|neither|not any)( of (the|these) (above|others?|codes|themes|categories|options))?"
    r"|no (code|theme|category|match)( applies| fits| matches)?"
    r"|(not|un)[ -]?(coded|covered|classified|categori[sz]ed)"
    r"|others?|other (answers?|responses?|comments?|themes?|topics?|reasons?)"
    r"|miscellaneous|(any|some)thing else"
)
_NOTHING_SAID = re.compile(
    r"no (reason|answer|response|reply|comments?|view|opinion|content|substantive (answer|response))"
    r"( (was )?(given|provided))?"
    r"|(blank|empty)( (answer|response))?|nothing (said|given)|not answered|do(es)?( not|n[’']?t) know"
)


def fits_nothing(code: Code) -> bool:
    """Whether the code is for answers to which no other applies."""
    return bool(_NOTHING_FITS.fullmatch(_folded(code.label)))


def says_nothing_fits(code: Code) -> bool:
    """Whether the code is for answers that say nothing."""
    return bool(_NOTHING_SAID.fullmatch(_folded(code.label)))


def is_left_over(code: Code) -> bool:
    return fits_nothing(code) or says_nothing_fits(code)


def _folded(label: str) -> str:
    return re.sub(r"[^\w’' -]+", " ", label.casefold()).strip()
