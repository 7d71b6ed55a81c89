"""The word lists of `heard.text.gazetteers`, looked up a word at a time."""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True)
class Listed:
    """What the lists say a single word can be. It can be several things: “grace” is an everyday word and a given name.

    `place`, `ethnicity`, `condition` and `office` are true of the first word of a listed phrase.
    """

    common: bool = False
    rare: bool = False
    chat: bool = False
    given: bool = False
    surname: bool = False
    place: bool = False
    ethnicity: bool = False
    condition: bool = False
    office: bool = False

    @cached_property
    def everyday(self) -> bool:
        return self.common or self.chat

    @cached_property
    def ordinary(self) -> bool:
        """Says something else than a name in most texts."""
        return self.common or self.rare or self.chat

    @cached_property
    def only_given(self) -> bool:
        """A given name that is no everyday word."""
        return self.given and not self.everyday

    @cached_property
    def perhaps_given(self) -> bool:
        """An everyday word that is a given name too: “grace”, “will”."""
        return self.given and self.everyday

    @cached_property
    def only_surname(self) -> bool:
        return self.surname and not self.ordinary

    @cached_property
    def named(self) -> bool:
        return self.given or self.surname or self.place


UNLISTED = Listed()


def plain(word: str) -> str:
    """`word` as the lists spell it: lower case, straight apostrophes, no accents. Keeps its length for Latin
    letters.
    """
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‘", "'").casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@cache
def read_list(name: str) -> frozenset[str]:
    """The lines of one list, without remarks."""
    text = (files("heard.text") / "gazetteers" / f"{name}.txt").read_text("utf-8")
    return frozenset(plain(line) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def gb_regions() -> dict[str, str]:
    """The region of each town and county of the United Kingdom; empty where it is in two, or two have that name.

    Which counties and council areas there are: Lieutenancies Act 1997, schedule 1; Local Government Act 1972, as made;
    Local Government (Wales) Act 1994; Local Government etc. (Scotland) Act 1994; and the counties before those Acts.
    """
    lines = (*read_list_lines("counties"), *read_list_lines("gb_places"))  # a town goes before a county of its name
    return dict(line.partition("\t")[::2] for line in lines)


def read_list_lines(name: str) -> list[str]:
    text = (files("heard.text") / "gazetteers" / f"{name}.txt").read_text("utf-8")
    return text.splitlines()


@cache
def listings() -> dict[str, Listed]:
    """What each single word can be. Words of one description share one `Listed`."""
    found: dict[str, set[str]] = {}
    singles = (
        ("common", "common_words"),
        ("rare", "rare_words"),
        ("chat", "chat_words"),
        ("given", "given_names"),
        ("given", "british_names"),
        ("surname", "surnames"),
    )
    for trait, name in singles:
        for word in read_list(name):
            found.setdefault(word, set()).add(trait)
    for trait, phrases in (
        ("place", places()),
        ("ethnicity", ethnicities()),
        ("condition", conditions()),
        ("office", offices()),
    ):
        for word in phrases:
            found.setdefault(word, set()).add(trait)
    forget_odd_names(found)
    shared = {
        traits: Listed(**dict.fromkeys(traits, True)) for traits in {frozenset(traits) for traits in found.values()}
    }
    return {word: shared[frozenset(traits)] for word, traits in found.items()}


def forget_odd_names(found: dict[str, set[str]]) -> None:
    """Everyday words stay given names only when people bear them: the lists of names hold “one”, “left” and “see”."""
    real = read_list("ambiguous_names")
    for word, traits in found.items():
        if traits & {"common", "chat"} and word not in real:
            traits.discard("given")
    for word in read_list("no_names"):
        found.setdefault(word, set()).difference_update({"given", "surname"})
    for word in real:
        found.setdefault(word, set()).add("given")


Phrases = dict[str, frozenset[tuple[str, ...]]]
"""Phrases by their first word: the words that follow it, longest phrases included with shorter ones."""


def by_first_word(phrases: frozenset[str]) -> Phrases:
    grouped: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.replace("-", " ").split() or [""]
        if first:
            grouped.setdefault(first, set()).add(tuple(rest))
    return {first: frozenset(rests) for first, rests in grouped.items()}


@cache
def places() -> Phrases:
    return by_first_word(
        frozenset(gb_regions()) | read_list("councils") | read_list("areas") | read_list("world_places")
    )


@cache
def ethnicities() -> Phrases:
    return by_first_word(read_list("ethnicities"))


@cache
def conditions() -> Phrases:
    return by_first_word(read_list("conditions"))


@cache
def offices() -> Phrases:
    return by_first_word(read_list("offices"))


@cache
def kept_phrases() -> Phrases:
    return by_first_word(read_list("keep"))


@cache
def vocabulary(section: str) -> frozenset[str]:
    """The words of one section of `vocabulary.txt`."""
    return sections()[section]


@cache
def sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in read_list_lines("vocabulary"):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}
