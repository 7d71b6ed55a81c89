"""What may be asked of somebody who holds a receipt."""

from heard.inquiry.consent.queries import newest_wording
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand

CHILDREN = (AgeBand.UNDER_13, AgeBand.FROM_13)
YOUNG = (*CHILDREN, AgeBand.FROM_16)


def uses_asked_for(age_band: str) -> list[Use]:
    """The uses somebody of this age may agree to. Nobody under 16 is ever named."""
    asked = [use for use in Use if newest_wording(use) is not None]
    return [use for use in asked if use != Use.QUOTE_NAMED or age_band not in CHILDREN]


def is_young(age_band: str) -> bool:
    """Whether we ask in the words for young people."""
    return age_band in YOUNG
