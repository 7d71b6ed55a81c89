"""Sentences that say what was done and leave out who did it, by their verbs."""

import re

_IRREGULAR = """
    begun bitten blown born bought brought broken built burnt caught chosen cut dealt done drawn driven eaten fed
    felt forgotten forgiven fought found frozen given gone grown heard held hidden hit hurt kept known laid led left
    lent let lost made meant met overseen paid put read said seen sent set shaken shot shown shut sold spent split
    spoken spread stolen stuck struck sworn taken taught thought thrown told torn understood undertaken upheld
    withdrawn withheld woken won worn written
"""
# Words in -ed after “was” that tell of a state, or how somebody is; nobody need have done anything.
_STATES = """
    aged ashamed bored concerned delighted disabled embarrassed excited exhausted frightened gifted interested
    married naked needed pleased related retired sacred satisfied scared shocked skilled stressed supposed surprised
    tired used wicked worried wretched
"""
_BETWEEN = r"(?:\s+(?:not|never|also|often|always|only|just|then|still|already|now|\w+ly))?"
_DONE = rf"(?:(?!(?:{'|'.join(_STATES.split())})\b)\w{{2,}}ed|{'|'.join(_IRREGULAR.split())})"
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|gets?|got|getting)(?:n[’']t)?{_BETWEEN}\s+{_DONE}\b(?!\s+(?:to\s+see|by)\b)",
    re.IGNORECASE,
)


def passive_in(sentence: str) -> str:
    """The first words of the sentence that say what was done, such as “was moved”; empty where none do.

    A passive that goes on with “by” names who did it, and is let be.
    """
    found = _PASSIVE.search(sentence)
    return " ".join(found.group().split()) if found else ""
