"""Schools, homes, teams and other bodies that place somebody, by the words their names end or begin with."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, PREPOSITIONS_OF_PLACE
from heard.text.deidentification.word_lists import kept_phrases, places, vocabulary
from heard.text.deidentification.words import Cued, Passage

C = Category
SCHOOL_HEADS = vocabulary("school_heads")
HOME_HEADS = vocabulary("home_heads")
TEAM_HEADS = vocabulary("team_heads")
BODY_HEADS = vocabulary("body_heads")
HEADS: dict[str, Category] = dict.fromkeys(BODY_HEADS, C.ORGANISATION)
HEADS |= dict.fromkeys(TEAM_HEADS, C.TEAM) | dict.fromkeys(HOME_HEADS, C.HOME) | dict.fromkeys(SCHOOL_HEADS, C.SCHOOL)
# Heads seldom used without a name before them, so that even an everyday word may be one: “castleford juniors”, “the
# bridge pru”.
STRONG = vocabulary("strong")
# Words that say what kind of body it is, between its name and its head.
GENERIC = vocabulary("generic")
NOT_A_NAME = FUNCTION_WORDS | KIN | vocabulary("not_a_name")
TREES_AND_FIELDS = vocabulary("trees_and_fields")
SAINTS = frozenset(["st", "saint", "ss", "sts", "st.", "saints", "our"])
NUMBERED = re.compile(r"\b(?P<name>(?:ward|wing|unit|cell ?block)\s+(?:\d{1,3}[A-Za-z]?|[A-Z]\d?))\b", re.IGNORECASE)
ALL_SAINTS = re.compile(r"\ball (?:saints|hallows|souls)\b['’]?", re.IGNORECASE)
EIGHTEEN_PLUS = re.compile(r"\bthe (?P<name>(?:16|18|leaving care 16) ?(?:\+|plus) team)\b", re.IGNORECASE)
PRISON = re.compile(
    r"\b(?:HMP|HMYOI|YOI|STC|H\.M\.P\.?|hmp|hmyoi|yoi|IRC)(?: ?(?:&|and|/) ?(?:YOI|"
    r"yoi))? (?P<name>[A-Za-z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
SERVICE = re.compile(
    r"(?<=[\w’']) (?:leaving care|after ?care|social services|social care|children['’]?s (?:services|"
    r"social care)|adult services|family services|youth justice|youth offending|looked[ -]after(?: children)?|"
    r"children in care|complex needs|disabled children['’]?s?|fostering|adoption|youth|early help|housing)"
    r"(?: (?:team|service|services|panel|office))?\b",
    re.IGNORECASE,
)
AND_SONS = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2} (?:&|and) (?:Sons?|Daughters?|Co|Bros|Partners)\b\.?")
FOREIGN_HEAD = re.compile(
    r"\b(?:Ysgol|Coleg|Plas|Bryn|Ty|Tŷ|Gaelscoil|Bunscoil|Scoil|Al|ysgol|university of|University of|"
    r"Royal|Bank of|Diocese of|Archdiocese of|Church of|Friends of|City of)[ -](?:(?:the|y|yr|"
    r"of)\b )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
)


def find_institutions(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        if word.base in HEADS:
            yield from ending_at(passage, index)
    yield from services_of_places(passage)
    yield from shaped_like_a_body(passage)


TEAMS = Cued(NUMBERED, frozenset(["ward", "wing", "unit", "cell", "cellblock"])), Cued(EIGHTEEN_PLUS, digits=2)
SAINTS_TOGETHER = Cued(ALL_SAINTS, frozenset({"all"}))
FIRMS = Cued(AND_SONS, frozenset(["son", "sons", "daughter", "daughters", "co", "bros", "partners"]))
PRISONS = Cued(PRISON, frozenset(["hmp", "hmyoi", "yoi", "stc", "h", "irc"]))
HEADED = Cued(
    FOREIGN_HEAD,
    frozenset(["ysgol", "coleg", "plas", "bryn", "ty", "tŷ", "gaelscoil", "bunscoil", "scoil", "al", "university"])
    | frozenset(["royal", "bank", "diocese", "archdiocese", "church", "friends", "city"]),
)
SERVICES = Cued(SERVICE, vocabulary("services"))


def shaped_like_a_body(passage: Passage) -> Iterator[Finding]:
    """“Team 4”, “Patel & Sons”, “HMP Fenholt”, “Ysgol Bryn Derw”: names whose shape alone tells."""
    for pattern in TEAMS:
        for match in pattern.finditer(passage):
            yield Finding(match.start("name"), match.end("name"), C.TEAM, "institution", 0.7, sure=True)
    for match in SAINTS_TOGETHER.finditer(passage):
        yield Finding(match.start(), match.end(), C.SCHOOL, "institution", 0.7, sure=True)
    for match in FIRMS.finditer(passage):
        yield Finding(match.start(), match.end(), C.ORGANISATION, "institution", 0.8, sure=True)
    for match in PRISONS.finditer(passage):
        yield Finding(match.start(), match.end("name"), C.ORGANISATION, "institution", 0.9, sure=True)
    for match in HEADED.finditer(passage):
        yield Finding(
            match.start(),
            match.end(),
            C.SCHOOL if "sgol" in match[0] or "coil" in match[0].lower() else C.ORGANISATION,
            "institution",
            0.8,
            sure=True,
        )


def services_of_places(passage: Passage) -> Iterator[Finding]:
    """“pendle leaving care”, “Tower Hamlets children's services”: a service of a place."""
    if not SERVICES.may_match(passage):
        return
    ends = {word.end: index + 1 for index, word in enumerate(passage.words)}
    for match in SERVICE.finditer(passage.text):
        end = ends.get(match.start(), 0)
        for first in range(max(end - 4, 0), end):
            word = passage.words[first]
            if word.listed.place and not word.listed.everyday and passage.phrase_end(first, places()) == end:
                yield Finding(word.start, match.end(), C.TEAM, "institution", 0.75, sure=True)
                break


def ending_at(passage: Passage, index: int) -> Iterator[Finding]:
    """A name that ends with the head at `index`, with the generic words between them taken in."""
    words = passage.words
    first = index
    while (
        first
        and passage.gap(first - 1) in (" ", "'", "’")
        and words[first - 1].base in GENERIC
        and words[first - 1].plain not in ("the", "and", "in", "of")
    ):
        first -= 1
    named = first
    while named and first - named < 4 and names_body(passage, named - 1, index):
        named -= 1
    if (
        1 < named < first
        and words[named - 1].plain in ("and", "&")
        and words[named].listed.place
        and words[named - 2].listed.place
        and not words[named - 2].listed.everyday
    ):
        named -= 2
    if named == first:
        yield from capital_body(passage, first, index)
        return
    named = with_article(passage, named)
    end = after_heads(passage, index)
    if passage.phrase_end(named, kept_phrases()) < end and not only_family(passage, named, first):
        yield body(passage, named, end, HEADS[words[index].base], 0.8)


def names_body(passage: Passage, index: int, head: int) -> bool:
    """Whether the word at `index` can be part of the name before `head`."""
    word, gap = passage.words[index], passage.gap(index)
    if gap not in (" ", "-", "'", "’", ". ", " & ") or not word.text[0].isalpha() or len(word.base) < 2:
        return word.plain in ("st",) and gap == ". "
    if word.plain in SAINTS:
        return True
    if word.capital and not passage.shouts and passage.words[head].capital:
        return word.plain not in FUNCTION_WORDS and (word.plain not in NOT_A_NAME or passage.proper(index))
    if (
        word.plain in NOT_A_NAME
        or word.base in NOT_A_NAME
        or (word.base in HEADS and word.base not in TREES_AND_FIELDS)
    ):
        return False
    if passage.proper(index):
        return True
    if (
        (word.listed.place and not word.listed.everyday)
        or word.unknown
        or word.listed.only_given
        or word.listed.only_surname
    ):
        return True
    if word.base in TREES_AND_FIELDS:
        return True
    return (
        passage.words[head].base in STRONG | {"house"}
        and index > 0
        and (passage.words[index - 1].plain in PREPOSITIONS_OF_PLACE | {"the", "called", "attends"})
        and not word.plain.endswith(("ly", "ing"))
    )


def with_article(passage: Passage, named: int) -> int:
    """“the bridge pru”, “the Lantern Centre”: the article is part of the name."""
    words = passage.words
    if named and words[named - 1].plain == "the" and passage.gap(named - 1) == " ":
        return named - 1
    return named


def capital_body(passage: Passage, first: int, index: int) -> Iterator[Finding]:
    """“Leaving Care Hub”, “Crown Court” with a capital head: generic words alone name no body, unless a place
    follows.
    """
    after = index + 1
    if (
        after < len(passage)
        and passage.gap(index) in (" ", ", ", " in ", " at ")
        and passage.words[index].capital
        and passage.words[after].listed.place
    ):
        end = passage.phrase_end(after, places())
        if end > after and passage.words[after].capital and first < index:
            yield body(passage, first, end, HEADS[passage.words[index].base], 0.7)


def after_heads(passage: Passage, index: int) -> int:
    """The index after the head and further heads: “Kingsway Primary School”, “Thornley High”, “RC High”, “Sixth
    Form”.
    """
    end = index + 1
    while (
        end < len(passage)
        and passage.gap(end - 1) in (" ", "-")
        and (
            passage.words[end].base in HEADS
            or passage.words[end].plain in ("form", "special", "sixth", "trust", "academy")
        )
    ):
        if (
            not passage.words[end].capital
            and passage.words[end - 1].capital
            and passage.words[end].base not in SCHOOL_HEADS
        ):
            break
        if (
            passage.words[end].base
            in ("teams", "services", "service", "care", "high", "unit", "court", "hall", "group")
            and not passage.words[end].capital
        ):
            break
        end += 1
    return end


def only_family(passage: Passage, named: int, first: int) -> bool:
    return all(word.base in KIN or word.plain in NOT_A_NAME for word in passage.words[named:first])


def body(passage: Passage, first: int, end: int, category: Category, score: float) -> Finding:
    return Finding(passage.words[first].start, passage.words[end - 1].end, category, "institution", score, sure=True)
