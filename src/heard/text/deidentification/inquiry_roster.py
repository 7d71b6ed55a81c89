"""The inquiry's roster, as it is looked for in one contributor's words.

`Roster` knows how a name may be written. Here it also knows what each entry is called instead, which forms several
entries share, and which forms are everyday words unless a capital says otherwise.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, TITLES
from heard.text.deidentification.roster import (
    SHORTEST_FUZZY,
    Form,
    Roster,
    RosterEntry,
    forms_of,
    is_meant,
    mention,
    words_of,
)
from heard.text.deidentification.spelling import edits_between
from heard.text.deidentification.word_lists import UNLISTED, listings
from heard.text.deidentification.words import Passage, Word, joins


@dataclass(frozen=True, slots=True)
class ListedEntry(RosterEntry):
    """An entry of the inquiry's roster. `pseudonym` stands in its place, brackets and all: “[foster carer 3]”."""

    pseudonym: str = ""


SOMEBODY = ListedEntry("", "person")  # one of several who share a first name: nobody can tell which
Bearers = dict[Form, list[ListedEntry]]


class InquiryRoster(Roster):
    """Entries, ready to be looked for. A form that several entries share is found, and said of none of them."""

    def __init__(self, entries: Iterable[ListedEntry]) -> None:
        super().__init__(tuple(entries))

    def __post_init__(self) -> None:
        self.forms, self.singles = {}, []
        self.wholes = [
            (form, found[0])
            for form, found in bearers_of(self.entries, whole_forms).items()
            if len(found) == 1 < len(form)
        ]
        for form, entry in self.one_bearer_each():
            self.forms.setdefault(form[0], []).append((form, entry))
            if len(form) == 1:
                self.singles.append((form[0], entry))

    def one_bearer_each(self) -> Iterator[tuple[Form, RosterEntry]]:
        whole, parts = bearers_of(self.entries, whole_forms), bearers_of(self.entries, all_forms)
        for form in sorted(parts):
            bearers = whole.get(form) or parts[form]
            yield form, bearers[0] if len(bearers) == 1 else SOMEBODY

    def longest_at(self, passage: Passage, index: int) -> tuple[int, RosterEntry] | None:
        """The longest form that starts at word `index` and means whom it names."""
        word = passage.words[index]
        found: tuple[int, RosterEntry] | None = None
        for form, entry in self.forms.get(word.base, ()) or self.forms.get(word.plain, ()):
            end = index + len(form)
            if end > len(passage) or (found and end <= found[0]) or not passage.matches(index + 1, form[1:]):
                continue
            if means_somebody(passage, index, form):
                found = end, entry
        return found

    def misspelt(self, passage: Passage, index: int) -> Iterator[Finding]:
        """As in any roster; but a word that is a name of its own may be somebody else's: “Hanna” beside “Hannah”."""
        for found in super().misspelt(passage, index):
            yield found._replace(known=None) if passage.words[index].listed.given else found

    def find(self, passage: Passage) -> Iterator[Finding]:
        """Every mention of an entry; of somebody whom the roster cannot tell from another, without saying whom."""
        for found in super().find(passage):
            yield found._replace(known=None) if found.known is SOMEBODY else found
        for index, word in enumerate(passage.words):
            if len(word.base) > 1 and (match := self.nearly_whole(passage, index)):
                yield mention(passage, index, *match, score=0.85)

    def nearly_whole(self, passage: Passage, index: int) -> tuple[int, RosterEntry] | None:
        """A name of several words with a slip in one of them: “kayliegh moss”."""
        for form, entry in self.wholes:
            words = passage.words[index : index + len(form)]
            if len(words) < len(form) or not is_near(words[0].base, form[0]):
                continue
            pairs = list(zip(words, form, strict=True))
            is_one_name = all(joins(passage.before(index + after)) for after in range(1, len(form)))
            has_one_slip = sum(word.base != part for word, part in pairs) == 1
            if (
                is_one_name
                and has_one_slip
                and all(part == word.base or may_be_slip_of(word, part) for word, part in pairs)
            ):
                return index + len(form), entry
        return None


def may_be_slip_of(word: Word, part: str) -> bool:
    return is_near(word.base, part) and not word.listed.ordinary


def is_near(word: str, part: str) -> bool:
    """The same, or one slip away where the name is long enough for that."""
    if word == part:
        return True
    return len(part) >= SHORTEST_FUZZY and abs(len(word) - len(part)) < 2 and edits_between(word, part) == 1


def bearers_of(entries: Iterable[RosterEntry], forms: Callable[[RosterEntry], Iterable[Form]]) -> Bearers:
    found: Bearers = {}
    for entry in entries:
        if isinstance(entry, ListedEntry):
            for form in forms(entry):
                found.setdefault(form, []).append(entry)
    return found


def whole_forms(entry: RosterEntry) -> set[Form]:
    """The name and its aliases as they are listed."""
    return {form for form in map(words_of, (entry.name, *entry.aliases)) if form}


def all_forms(entry: RosterEntry) -> set[Form]:
    """Those and what follows from them: parts, nicknames, “K. Moss”; “Elms” for “The Elms”."""
    forms = set(forms_of(entry))
    for form in whole_forms(entry):
        if entry.category is Category.NAME:
            names = [word for word in form if word not in TITLES]
            if len(names) > 1:
                forms.add((names[0][0], names[-1]))
        elif form[0] == "the" and len(form) > 1:
            forms.add(form[1:])
    return forms


def means_somebody(passage: Passage, index: int, form: Form) -> bool:
    """Whether these words are a name here. Everyday words and bare letters are one only with capitals."""
    if len(form) == 1:
        return is_meant(passage, index)
    written = passage.words[index : index + len(form)]
    letters = [word for word in form if len(word) == 1]
    long = [word for word in form if len(word) > 1]
    everyday = [word for word in long if word in FUNCTION_WORDS or listings().get(word, UNLISTED).everyday]
    if len(everyday) < len(long) and not (set(letters) & {"a", "i"}):
        return True
    return all(word.capital for word in written) and not passage.shouts
