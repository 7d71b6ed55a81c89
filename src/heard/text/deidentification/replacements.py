"""What stands in place of an identifier: the same for the same person, place or thing throughout the inquiry.

Replacing keeps the sense that blanking loses (UK Data Service, “Anonymising qualitative data”).
"""

from dataclasses import dataclass, field

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FAMILY_TITLES, TITLES
from heard.text.deidentification.labels import label_for
from heard.text.deidentification.word_lists import plain

NUMBERED = frozenset(
    {
        Category.NAME,
        Category.SCHOOL,
        Category.HOME,
        Category.TEAM,
        Category.ORGANISATION,
        Category.PLACE,
        Category.ADDRESS,
        Category.HANDLE,
    }
)
BEFORE_NAMES = TITLES | FAMILY_TITLES


@dataclass
class Replacements:
    """Gives each identifier its replacement, and remembers.

    `key` maps a category and what makes two mentions the same to what stands for them. It undoes the work: keep it
    sealed.
    """

    key: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    full_names: dict[str, set[str]] = field(init=False, default_factory=dict)
    """By a first or last word, the replacements of the names of several words that have it."""

    def __post_init__(self) -> None:
        for identity in self.key:
            self.remember_full_name(identity)

    def replace(self, text: str, found: Finding) -> str:
        """The replacement for `text[found.start:found.end]`."""
        identity = identity_of(text, found)
        if identity not in self.key:
            self.key[identity] = self.of_same_person(identity) or self.number(label_for(text, found), found.category)
            self.remember_full_name(identity)
        return self.key[identity]

    def of_same_person(self, identity: tuple[str, str]) -> str | None:
        """The replacement of a longer or shorter form of one name, when only one person has it: “Kayleigh” and
        “Kayleigh Moss”.
        """
        category, name = identity
        words = name.split()
        if category != Category.NAME or not words:
            return None
        if len(words) == 1:
            others = self.full_names.get(name, set()) if len(name) > 2 else set()
        else:
            ends = ((category, word) for word in (words[0], words[-1]) if len(word) > 2)
            others = {self.key[end] for end in ends if end in self.key}
        return next(iter(others)) if len(others) == 1 else None

    def remember_full_name(self, identity: tuple[str, str]) -> None:
        category, name = identity
        words = name.split()
        if category == Category.NAME and len(words) > 1:
            for word in (words[0], words[-1]):
                self.full_names.setdefault(word, set()).add(self.key[identity])

    def number(self, label: str, category: Category) -> str:
        """`[sister]` for the first sister, `[sister 2]` for the next; kinds that need no telling apart have no
        number.
        """
        if category not in NUMBERED:
            return f"[{label}]"
        self.counts[label] = self.counts.get(label, 0) + 1
        number = self.counts[label]
        return f"[{label}]" if number == 1 else f"[{label} {number}]"


def identity_of(text: str, found: Finding) -> tuple[str, str]:
    """What makes two mentions the same: the roster's entry, or the words without capitals, titles, possessives and
    “the”.
    """
    if found.known:
        return "roster", plain(found.known.name)
    flat = " ".join(plain(text[found.start : found.end]).split()).strip(" .,;:")
    if flat.endswith(("'s", "s'")):
        flat = flat[:-2]
    if found.category is Category.NAME:
        title, _, name = flat.partition(" ")
        flat = name if name and title.removesuffix(".") in BEFORE_NAMES else flat
    return found.category.value, flat.removeprefix("the ")
