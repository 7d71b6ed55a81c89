"""The inquiry's own list of who and what may be mentioned, matched with misspellings, nicknames and possessives.

No general list knows a session's attendees, workers, homes and schools; the people who run the session do. Give each
session or contributor its own roster, so that a common name marks only where that person may be meant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from heard.text.analysis.wording import listed
from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, TITLES
from heard.text.deidentification.spelling import edits_between
from heard.text.deidentification.word_lists import UNLISTED, listings, plain
from heard.text.deidentification.words import Passage, Word
from heard.text.errors import BadInput
from heard.text.readers import Table, read_table

THINGS = {
    "school": Category.SCHOOL,
    "college": Category.SCHOOL,
    "university": Category.SCHOOL,
    "nursery": Category.SCHOOL,
    "home": Category.HOME,
    "children's home": Category.HOME,
    "hostel": Category.HOME,
    "team": Category.TEAM,
    "service": Category.TEAM,
    "organisation": Category.ORGANISATION,
    "charity": Category.ORGANISATION,
    "employer": Category.ORGANISATION,
    "hospital": Category.ORGANISATION,
    "council": Category.ORGANISATION,
    "place": Category.PLACE,
    "town": Category.PLACE,
    "village": Category.PLACE,
    "city": Category.PLACE,
    "area": Category.PLACE,
    "street": Category.ADDRESS,
    "address": Category.ADDRESS,
}
SHORTEST_FUZZY = 5  # letters; shorter words are too near to too many others


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """Somebody or something that may be mentioned. `kind` is what will stand in their place: “sister”, “foster
    carer”, “school”.
    """

    name: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()

    @property
    def category(self) -> Category:
        return THINGS.get(plain(self.kind), Category.NAME)


Form = tuple[str, ...]


@dataclass
class Roster:
    """Entries, ready to be looked for in a passage."""

    entries: tuple[RosterEntry, ...]
    forms: dict[str, list[tuple[Form, RosterEntry]]] = field(init=False)
    singles: list[tuple[str, RosterEntry]] = field(init=False)

    def __post_init__(self) -> None:
        self.forms, self.singles = {}, []
        for entry in self.entries:
            for form in forms_of(entry):
                self.forms.setdefault(form[0], []).append((form, entry))
                if len(form) == 1:
                    self.singles.append((form[0], entry))

    def find(self, passage: Passage) -> Iterator[Finding]:
        """Every mention of an entry: as written, with a slip, as a nickname, with or without a possessive."""
        for index, word in enumerate(passage.words):
            match = self.longest_at(passage, index)
            if match:
                yield mention(passage, index, *match, score=0.95)
            elif may_be_misspelt(word):
                yield from self.misspelt(passage, index)

    def longest_at(self, passage: Passage, index: int) -> tuple[int, RosterEntry] | None:
        found: tuple[int, RosterEntry] | None = None
        for form, entry in self.forms.get(passage.words[index].base, ()) or self.forms.get(
            passage.words[index].plain, ()
        ):
            end = index + len(form)
            if (
                end <= len(passage)
                and passage.matches(index + 1, form[1:])
                and (len(form) > 1 or is_meant(passage, index))
                and (found is None or end > found[0])
            ):
                found = end, entry
        return found

    def misspelt(self, passage: Passage, index: int) -> Iterator[Finding]:
        word = passage.words[index].base
        near = [
            (edits_between(word, single), single, entry)
            for single, entry in self.singles
            if abs(len(single) - len(word)) <= 2 and len(single) >= SHORTEST_FUZZY
        ]
        near = [each for each in near if each[0] <= (1 if len(each[1]) < 8 else 2)]
        if near:
            _, _, entry = min(near, key=lambda each: (each[0], each[1]))
            yield mention(passage, index, index + 1, entry, score=0.8)


def read_roster(path: Path) -> Roster:
    """A roster from a table with the columns `name` and, where known, `kind` and `aliases` (one column or several, `;`
    between aliases).

    Raises BadInput without a `name` column, and UnreadableFile.
    """
    table = read_table(path)
    heads = [plain(column).strip() for column in table.columns]
    if "name" not in heads:
        raise BadInput(f"The roster {path.name} has no column called “name”. Its columns are {listed(table.columns)}.")
    return Roster(tuple(entries_of(table, heads)))


def entries_of(table: Table, heads: list[str]) -> Iterator[RosterEntry]:
    for row in table.rows:
        cells = dict(zip(heads, row.cells, strict=False))
        aliases = [
            alias.strip()
            for head, cell in zip(heads, row.cells, strict=False)
            if head.startswith("alias")
            for alias in cell.replace("|", ";").split(";")
        ]
        name = cells["name"].strip()
        if name:
            yield RosterEntry(name, cells.get("kind", "").strip().lower() or "person", tuple(filter(None, aliases)))


def forms_of(entry: RosterEntry) -> Iterable[Form]:
    """All the ways an entry may be written, as plain words: whole, its aliases, its parts and their nicknames."""
    whole = [words_of(name) for name in (entry.name, *entry.aliases)]
    found = {form for form in whole if form}
    if entry.category is Category.NAME:
        for form in whole:
            found.update(parts_of_name(form))
    elif len(whole[0]) > 1:
        first = whole[0][0]
        if not listings().get(first, UNLISTED).ordinary and first not in FUNCTION_WORDS:
            found.add((first,))
    return sorted(found)


def parts_of_name(form: Form) -> Iterator[Form]:
    """The given name and the surname alone, the given name with an initial, nicknames, and initials together."""
    names = [word for word in form if word not in TITLES]
    if not names:
        return
    yield from ((name,) for name in (names[0], names[-1]) if len(name) > 2)
    yield from ((nickname,) for nickname in nicknames().get(names[0], ()))
    if len(names) > 1:
        yield names[0], names[-1][0]
        yield tuple(name[0] for name in names)


def words_of(name: str) -> Form:
    return tuple(word.base for word in Passage(name).words)


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """The nicknames of each given name that are no everyday words."""
    text = (files("heard.text") / "gazetteers/nicknames.txt").read_text("utf-8")
    pairs: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, nickname = line.split("\t")
        if not listings().get(nickname, UNLISTED).everyday:
            pairs.setdefault(name, []).append(nickname)
    return {name: tuple(found) for name, found in pairs.items()}


def is_meant(passage: Passage, index: int) -> bool:
    """Whether a single word means the person: “will” and “hope” only with a capital or where somebody acts."""
    from heard.text.deidentification.names import acts_as_name

    word = passage.words[index]
    if len(word.base) == 1:
        return False
    return not word.listed.everyday or passage.proper(index) or (word.listed.given and acts_as_name(passage, index))


def may_be_misspelt(word: Word) -> bool:
    return len(word.base) >= SHORTEST_FUZZY - 1 and word.base.isalpha() and not word.listed.ordinary


def mention(passage: Passage, first: int, end: int, entry: RosterEntry, score: float) -> Finding:
    last = passage.words[end - 1]
    stop = last.end if plain(entry.name).endswith("'s") else last.stop
    return Finding(passage.words[first].start, stop, entry.category, "roster", score, sure=True, known=entry)
