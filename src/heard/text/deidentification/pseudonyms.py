"""What people, homes and places are called instead, the same in everything that one contributor gave.

`Replacements` remembers within one run. Here what it remembers is kept from one text to the next, whom the roster
knows has the roster's own words, and nobody else is ever given those.
"""

from dataclasses import dataclass, field

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.inquiry_roster import ListedEntry
from heard.text.deidentification.levels import Levels, coarsened, said_at
from heard.text.deidentification.replacements import NUMBERED, Replacements


@dataclass
class Pseudonyms(Replacements):
    """The pseudonyms of one contributor. `key` holds those given before; what is asked for anew is added to it.

    `whose` is the contributor's own (“P-0412”), where people are to be called by it: “[sister 2 of P-0412]”. `taken`
    are those of the roster. `levels` say how coarse places, dates and ages are.
    """

    whose: str = ""
    taken: frozenset[str] = field(default_factory=frozenset)
    levels: Levels = field(default_factory=Levels)

    def replace(self, text: str, found: Finding) -> str:
        if isinstance(found.known, ListedEntry) and found.known.pseudonym:
            return found.known.pseudonym
        if found.category in (Category.DATE, Category.AGE):
            return said_at(text[found.start : found.end], found.category, self.levels) or super().replace(text, found)
        return super().replace(text, found)

    def number(self, label: str, category: Category) -> str:
        if category is Category.PLACE:
            label = coarsened(f"[{label}]", self.levels).strip("[]")
        if category not in NUMBERED:
            return f"[{label}]"
        whose = self.whose if category is Category.NAME else ""
        given = self.taken.union(self.key.values())
        number = 1
        while numbered(label, number, whose) in given:
            number += 1
        return numbered(label, number, whose)


def numbered(label: str, number: int, whose: str = "") -> str:
    """“[sister]”, “[sister 2]”, “[sister 2 of P-0412]”."""
    words = label if number == 1 else f"{label} {number}"
    return f"[{words} of {whose}]" if whose else f"[{words}]"


def of_roster(label: str, number: int, *, lettered: bool, whose: str = "") -> str:
    """“[foster carer 3]”, “[sibling 2 of P-0412]”; “[home B]” for what is lettered. Numbers count from 1."""
    words = f"{label} {lettering(number) if lettered else number}"
    return f"[{words} of {whose}]" if whose else f"[{words}]"


def lettering(number: int) -> str:
    """A, B, … Z, AA, AB, … for 1, 2, … 26, 27, 28, …"""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
