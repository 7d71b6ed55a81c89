"""Offices and occupations that few people hold, said of a writer or of somebody near to them."""

from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import DETERMINERS, FUNCTION_WORDS, KIN
from heard.text.deidentification.word_lists import offices, vocabulary
from heard.text.deidentification.words import Passage

BEING = vocabulary("being")
STANDING = frozenset(["serving", "ex", "retired", "former"])
FIRST_PERSON = frozenset(["i", "i've", "ive", "i'd"])
THIRD_PERSON = frozenset(["he's", "hes", "she's", "shes", "he", "she"])
LINKS = frozenset(["of", "at", "in", "for", "outside", "on", "from", "out", "to"])
ENDS_PLACE = vocabulary("ends_place")
POSTS = vocabulary("posts")
STATING = frozenset(
    ["a", "an", "as", "now", "ex", "former", "formerly", "once", "later", "became", "was", "am", "i'm", "im", "is"]
)


def find_offices(passage: Passage) -> Iterator[Finding]:
    """Offices of the list, and common posts, which count only with their place."""
    for index, word in enumerate(passage.words):
        if word.listed.office or word.plain in POSTS:
            yield from office_at(passage, index)


def office_at(passage: Passage, index: int) -> Iterator[Finding]:
    """“dad is an mp”, “I'm the only consultant paediatrician”, “he's a prison officer at Full Sutton”, “as head of the
    virtual school in Rutland”.

    An office of nobody near counts only with its place: “a magistrate in Wick”.
    """
    words = passage.words
    end = passage.phrase_end(index, offices())
    listed = end > index
    end = end if listed else index + 1
    first = index
    while (
        first > max(index - 3, 0)
        and words[first].plain not in STANDING
        and passage.gap(first - 1) in (" ", "-")
        and adjective(passage, first - 1)
    ):
        first -= 1
    holder, last = held_by(passage, first), where(passage, end)
    if last == end and not (listed and told_without_place(passage, first, index, end)):
        return
    if last > end and holder is None and not (stated(passage, first) or third_person(passage, first)):
        return
    if holder is not None and words[holder].plain.rstrip("s'") in KIN:
        first = holder  # “dad is an mp” says more than “mp”
    elif first and words[first - 1].plain in ("a", "an", "the") and passage.gap(first - 1) == " ":
        first -= 1
    yield Finding(words[first].start, words[last - 1].end, Category.ROLE, "office", 0.6, sure=True)


def told_without_place(passage: Passage, first: int, index: int, end: int) -> bool:
    """“I'm a bailiff”, “she was a lighthouse keeper”, “(Ghanaian, 44, bus driver)”: who holds the office is near."""
    listed_among = passage.before(first) in (", ", " (") and passage.gap(end - 1)[:1] in (",", ")")
    return (
        held_by(passage, first) is not None
        or (end > index + 1 and third_person(passage, first))
        or (listed_among and "(" in passage.text[max(passage.words[first].start - 60, 0) : passage.words[first].start])
    )


def stated(passage: Passage, first: int) -> bool:
    """“a magistrate in Wick”, “as head of”, “now youth worker for”, “(assistant coach, …”: somebody is one."""
    before = passage.before(first)
    return first == 0 or before not in (" ", "-") or passage.words[first - 1].plain in STATING


def held_by(passage: Passage, first: int) -> int | None:
    """The index of the relation or the first person who is said to hold the office that starts at `first`; or of
    the office itself, for “serving …”.
    """
    words = passage.words
    if words[first].plain in STANDING and not (first and words[first - 1].plain in ("a", "an")):
        return first
    back = first - 1
    while (
        back >= 0
        and first - back < 7
        and (
            words[back].plain in BEING
            or words[back].plain in ("a", "an", "the", "our", "my", "used", "to", "local", "that", "once", "still")
            or not words[back].base.islower()
        )
    ):
        if words[back].plain in ("i'm", "im", "am"):
            return back
        back -= 1
    if back >= 0 and words[back].plain not in KIN and words[back].plain.rstrip("s'") in KIN:
        return back  # “mum's a magistrate”, “my dads the imam”
    linked = any(word.plain in BEING or word.plain == "be" for word in words[back + 1 : first])
    named = back >= 0 and (words[back].listed.only_given or words[back].listed.perhaps_given)
    if named and back and words[back - 1].base in KIN:
        back -= 1
    return back if back >= 0 and linked and (words[back].base in KIN or words[back].plain in FIRST_PERSON) else None


def adjective(passage: Passage, index: int) -> bool:
    word = passage.words[index].plain
    return (
        word not in FUNCTION_WORDS
        and word not in DETERMINERS
        and word not in BEING
        and word.isalpha()
        and word not in KIN
        and not passage.words[index].text[0].isdigit()
    )


def third_person(passage: Passage, first: int) -> bool:
    """“she was a …”, “he's the …”: somebody spoken of, whom only the place with the office tells apart."""
    before = [word.plain for word in passage.words[max(first - 4, 0) : first]]
    return any(word in THIRD_PERSON for word in before) and (any(word in BEING for word in before) or "been" in before)


def where(passage: Passage, end: int) -> int:
    """The index after the body or place an office belongs to: “at the mosque”, “of Bishopsgate Infants”.

    The place must be named, or be a house of prayer, a court or the like; else `end` itself.
    """
    after = end + 1
    while after < len(passage) and passage.gap(after - 1) == " " and passage.words[after].plain not in ENDS_PLACE:
        after += 1
        if after - end > 8:
            break
    if end >= len(passage) or passage.words[end].plain not in LINKS:
        return end
    named = [index for index in range(end, after) if passage.words[index].capital or is_body(passage, index)]
    return named[-1] + 1 if named else end


def is_body(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return word.base in BODIES or (word.listed.place and not word.listed.everyday)


BODIES = vocabulary("body_heads") | vocabulary("school_heads")
