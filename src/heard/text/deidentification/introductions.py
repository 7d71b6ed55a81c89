"""Names by how people bring them in: titles, family and workers, “called”, “I'm”, lists of who was there."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import CALLED, DETERMINERS, FAMILY_TITLES, FUNCTION_WORDS, KIN, ROLES, TITLES
from heard.text.deidentification.names import MONTHS, modal, name, run_of_names
from heard.text.deidentification.spelling import is_a_slip
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Cued, Passage

MARRIED = re.compile(r"\b(?:Mr|Mrs|Dr|Rev|Sir|mr|mrs|dr)\.? (?:and|&) (?:Mrs|Mr|Dr|Lady|mrs|mr|dr)\.? (?=[A-Za-z]{2})")
INTRODUCING = vocabulary("introducing")
PLAIN_TITLES = frozenset(
    ["mr", "mrs", "dr", "prof", "professor", "rev", "revd", "reverend", "cllr", "councillor", "mx", "hhj", "mst"]
)
SAYS_NAME = CALLED | frozenset(["name", "names", "nickname", "am", "by", "as", "aka", "call", "calls"])
BRINGING_IN = TITLES | FAMILY_TITLES | INTRODUCING | SAYS_NAME | {"me", "i"}
COUPLES = Cued(MARRIED, frozenset(["mr", "mrs", "dr", "rev", "sir"]))
RELIGIOUS = frozenset({"sister", "brother", "father", "pastor", "imam", "rabbi"})


def find_introduced_names(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        if word.plain not in BRINGING_IN and word.base not in ROLES:
            continue
        if word.plain in TITLES or word.plain in FAMILY_TITLES:
            yield from titled(passage, index)
        if word.base in ROLES:
            yield from related(passage, index)
        if word.plain in CALLED or word.plain in INTRODUCING or is_naming(passage, index):
            yield from introduced(passage, index)
        if word.plain in ("me", "i") and index + 2 < len(passage):
            yield from beside_me(passage, index)
    yield from married(passage)


def married(passage: Passage) -> Iterator[Finding]:
    """“Mr and Mrs Pickavance”."""
    for match in COUPLES.finditer(passage):
        index = passage.starting_at(match.end())
        if index is not None and passage.words[index].plain not in FUNCTION_WORDS:
            end = passage.words[run_of_names(passage, index) - 1].end
            yield Finding(match.start(), end, Category.NAME, "title", 0.9, sure=True)


def titled(passage: Passage, index: int) -> Iterator[Finding]:
    """“mr khan”, “Mrs E. Prosser”, “miss adeyemi”, “aunty bisi”, “mrs b”. The title goes with the name."""
    if index + 1 >= len(passage.words) or passage.gap(index) not in (" ", ". ", "."):
        return
    title, word = passage.words[index], passage.words[index + 1]
    if title.plain in ("pc", "pcso", "wpc") and word.text.isdigit() and index + 2 < len(passage.words):
        last = index + 2 if passage.words[index + 2].capital else index + 1
        yield name(passage, index, last + 1, "title", 0.9, sure=True)
        return
    if (
        (word.plain in FUNCTION_WORDS and len(word.text) > 1)
        or word.plain in TITLES
        or not word.text[0].isalpha()
        or word.base in ROLES
    ):
        return
    if title.plain == "lady" and not (title.capital and word.capital):
        return
    if title.plain in RELIGIOUS and (
        (index and passage.words[index - 1].plain in DETERMINERS)
        or not (title.capital and word.capital if passage.writes_capitals else word.listed.only_given)
    ):
        return
    ambiguous = title.plain not in PLAIN_TITLES
    proper = (
        (word.capital and not passage.shouts)
        or word.listed.only_given
        or (word.listed.surname and not word.listed.everyday)
        or word.unknown
    )
    if proper or (not ambiguous and not passage.writes_capitals) or (len(word.text) == 1 and word.plain not in "aiun"):
        yield name(passage, index, run_of_names(passage, index + 1), "title", 0.9, sure=True)


def related(passage: Passage, index: int) -> Iterator[Finding]:
    """“my sister kayleigh”, “social worker dee”, “my brother, he's called Nathan” (that one by `introduced`)."""
    after = index + 1
    if (
        after + 1 < len(passage.words)
        and passage.words[after].plain in ("is", "was", "were")
        and passage.gap(index) == passage.gap(after) == " "
    ):
        if passage.words[after + 1].listed.only_given or (
            passage.words[after + 1].unknown and not is_a_slip(passage.words[after + 1].base)
        ):
            yield name(passage, after + 1, run_of_names(passage, after + 1), "relation", 0.7)
        return
    if after >= len(passage.words) or (
        passage.gap(index) not in (" ", ", ", " (", " – ", " - ", ": ", "/", " = ")
        and passage.words[index].plain == passage.words[index].base
    ):
        return
    word = passage.words[after]
    owned = index > 0 and (
        passage.words[index - 1].plain in DETERMINERS
        or passage.words[index - 1].plain.endswith("'s")
        or passage.words[index - 1].base in ROLES
    )
    sure = owned and word.listed.perhaps_given and not modal(passage, after) and passage.gap(index) == " "
    christened = (
        owned and passage.words[index].base in KIN and passage.gap(index) == " " and passage.proper(after)
    ) and word.plain not in FUNCTION_WORDS | ROLES
    if (
        sure
        or christened
        or (
            may_be_name(passage, after)
            and (
                not word.unknown
                or word.capital
                or (owned and passage.gap(index) == " " and not is_a_slip(word.base))
                or word.listed.only_given
            )
        )
    ):
        yield name(passage, after, run_of_names(passage, after), "relation", 0.85, sure)


CALLING = frozenset(["call", "calls", "called"])
NAMING = frozenset(["me", "him", "her", "them", "us", "it"])


def introduced(passage: Passage, index: int) -> Iterator[Finding]:
    """“called Marley”, “I'm Amina”, “its connor again”, “my name is …”, “i go by presh”, “they call me Nat”."""
    words, after = passage.words, first_of_name(passage, index)
    if after >= len(words) or passage.gap(after - 1) not in (" ", ", ", ": ", " “", ' "', " ‘", " '"):
        return
    word, strong = words[after], is_naming(passage, index)
    capital = word.capital and passage.proper(after)
    named = (
        word.listed.only_given
        or word.listed.only_surname
        or (word.unknown and strong)
        or (strong and word.listed.rare and not word.listed.everyday and passage.words[index].plain not in CALLED)
        or (
            capital
            and (not word.listed.everyday or word.listed.perhaps_given or (strong and words[index].plain != "called"))
        )
    )
    if named or (word.listed.perhaps_given and strong and not modal(passage, after)):
        sure = (strong and not word.listed.everyday) or (capital and word.plain in MONTHS and word.listed.given)
        yield name(passage, after, run_of_names(passage, after), "introduction", 0.85, sure=sure)


def first_of_name(passage: Passage, index: int) -> int:
    """Where the name would begin that the word at `index` brings in."""
    words, after = passage.words, index + 1
    if words[index].plain in ("name", "names") and after < len(words) and words[after].plain in ("is", "was"):
        after += 1
    if words[index].plain in CALLING and after < len(words) and words[after].plain in NAMING:
        after += 1
    while after < len(words) and words[after].plain in ("er", "um", "erm", "called", "is", "like"):
        after += 1
    return after


def is_naming(passage: Passage, index: int) -> bool:
    """Whether the word at `index` says a name and nothing else: “called”, “name”, “go by”, “known as”."""
    word, before = passage.words[index].plain, passage.words[index - 1].plain if index else ""
    after = passage.words[index + 1].plain if index + 1 < len(passage) else ""
    return (
        word in CALLED
        or word in ("name", "names", "nickname")
        or (word == "am" and before == "name")
        or (word == "by" and before in ("go", "goes", "went"))
        or (word == "as" and before in ("known", "as"))
        or word == "aka"
        or (word in ("call", "calls") and after in NAMING)
    )


def beside_me(passage: Passage, index: int) -> Iterator[Finding]:
    """“me n kwabs got split up”: who is coupled with the speaker, if no list has the word."""
    coupling, other = passage.words[index + 1], passage.words[index + 2]
    if (
        coupling.plain in ("and", "n", "&")
        and passage.gap(index) == passage.gap(index + 1) == " "
        and other.unknown
        and not other.plain.endswith("ing")
        and not is_a_slip(other.base)
    ):
        yield name(passage, index + 2, run_of_names(passage, index + 2), "introduction", 0.6)


def may_be_name(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    if word.plain in FUNCTION_WORDS or word.base in KIN or word.base in ROLES or not word.text[0].isalpha():
        return False
    return (
        word.listed.only_given
        or word.listed.only_surname
        or word.unknown
        or (passage.proper(index) and not (word.listed.everyday and not word.listed.perhaps_given))
    )
