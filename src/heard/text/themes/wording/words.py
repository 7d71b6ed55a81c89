"""Words: what each may do in a phrase, and one stem for “carer”, “carers” and “carer’s”. The lists are in words.txt."""

import re
from enum import IntEnum
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"\[[^\]]*\]|[^\W_]+(?:['’‑-][^\W_]+)*|[.!?;:,()\"“”…–—\n/]|\s-\s")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")

_NEVER_IN_A_LABEL = re.compile(r"[@/\d]|^\W|^.$")  # numbers, addresses, signs, single letters
_VOWEL = re.compile(r"[aeiouy]")


class Kind(IntEnum):
    """What a word may do in a phrase."""

    ENDS = 0  # ends it: a full stop, a number, a word too weak to stand in a label
    JOINS = 1  # stands only between two words that say something: “change of school”
    TURNS = 2  # “not”, “never”, “can’t”: stands between them or before them
    LEANS = 3  # says something beside a word that does: “new card”, “waiting times”
    SAYS = 4  # says something


def tokens_of(text: str) -> list[str]:
    """Its words, and the signs that end a phrase; an address is such a sign."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(".", text)
    return _TOKEN.findall(text)


def kind_of(folded: str) -> Kind:
    """`folded` in lower case, with straight apostrophes."""
    if folded in _listed_kinds():
        return _listed_kinds()[folded]
    never = _NEVER_IN_A_LABEL.search(folded) or folded.removesuffix("'s") in _names()
    return Kind.ENDS if never else Kind.SAYS


def is_particle(folded: str) -> bool:
    """“top up”, “drop off”: after a word that says something it belongs to it."""
    return folded in _lists()["particles"]


def turns(folded: str) -> bool:
    return folded in _lists()["turns"]


def is_cut_before(folded: str) -> bool:
    """Whether a phrase that stops before this word was cut: “causes the …”, “allows them …”."""
    return folded in _lists()["opens a noun"]


def is_opening_noun(folded: str) -> bool:
    """Whether a noun follows rather than a verb: “the charge”, “of fear”."""
    return folded in _lists()["opens a noun"] or folded in _lists()["before nouns"]


def is_opening_verb(folded: str) -> bool:
    """Whether a verb follows rather than a noun: “to charge”, “they fear”."""
    return folded in _lists()["before verbs"] or turns(folded)


def stem(folded: str) -> str:
    """One key for the forms of a word. It is no word: “charging” and “charge” are both “charg”."""
    word = folded.removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _without_ending(word)
    word = _irregular().get(word, word)
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word.removesuffix("e") if len(word) > 3 else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "sl" else rest
    return word


@cache
def _listed_kinds() -> dict[str, Kind]:
    """The kinds of the words that do not say something by themselves."""
    kinds = {"weak": Kind.ENDS, "coarse": Kind.ENDS, "leans": Kind.LEANS, "joins": Kind.JOINS, "turns": Kind.TURNS}
    return {word: kind for name, kind in kinds.items() for word in _lists()[name]}


@cache
def _names() -> frozenset[str]:
    """Given names that are nothing else: a theme is not called after somebody."""
    return _gazetteer("given_names") - _gazetteer("common_words") - _gazetteer("gb_places") - _gazetteer("world_places")


def _gazetteer(name: str) -> frozenset[str]:
    text = (files("heard.text") / "gazetteers" / f"{name}.txt").read_text("utf-8").casefold()
    return frozenset(line.partition("\t")[0] for line in text.splitlines())


@cache
def _irregular() -> dict[str, str]:
    """“child” by “children”."""
    lines = (line.partition(": ") for line in _sections()["irregular"])
    return {form: word for word, _, forms in lines for form in forms.split()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(" ".join(lines).split()) for name, lines in _sections().items()}


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in (files("heard.text.themes.wording") / "words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            sections[name] = []
        elif line and not line.startswith("#"):
            sections[name].append(line)
    return sections
