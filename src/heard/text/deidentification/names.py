"""Names of people, by the lists of names; those that are everyday words only where they stand like a name."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, ROLES
from heard.text.deidentification.initials import SAYING, is_last
from heard.text.deidentification.spelling import is_a_slip
from heard.text.deidentification.word_lists import UNLISTED, listings, vocabulary
from heard.text.deidentification.words import Passage, Word

AFTER_ASKED = frozenset(["that", "i", "i'm", "im", "to", "if", "about", "she", "he", "not"])
VERBS = vocabulary("names_and_verbs")
ROSE_AND_JOB = vocabulary("names_and_nouns")
ABSTRACT = vocabulary("abstract")
IS_A_PERSON = re.compile(
    r"\s*(?:is|was|'s|’s)\s+(?:my|our|his|her|the only|the best|a|an|lovely|nice|sound|one of|so|in|"
    r"still|here|not|always|from)\b",
    re.IGNORECASE,
)
IS_A_THING = re.compile(r"\s*(?:is|was) (?:the|a|so|always|not)\b(?! only)")


def find_names(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        if word.listed.named:
            yield from named_by_lists(passage, index, word)
        if word.plain.endswith("s") and next_beside(passage, index) in OWNED:
            yield from owning(passage, index)
        if word.unknown and next_beside(passage, index) in SAYING:
            yield from acting(passage, index)
    yield from enumerated(passage)


def run_of_names(passage: Passage, index: int) -> int:
    """The index after the name that starts at word `index`: further given names, surnames and a last initial."""
    end = index + 1
    while end < len(passage.words) and end - index < 5 and continues_name(passage, end):
        end += 1
    return end


def continues_name(passage: Passage, index: int) -> bool:
    word, gap = passage.words[index], passage.before(index)
    if gap == "-" and not word.text.isdigit():
        return word.capital or word.listed.named or word.unknown or len(word.text) == 1
    if gap not in (" ", "'", "’", ". ", "\u00a0") or not word.base.isalpha():
        return False
    if word.shouted and passage.words[index - 1].owns and not passage.words[index - 1].shouted:
        return False  # “Callum's EHCP”: what is somebody's is no part of the name
    if len(word.text) == 1:
        return (word.capital and word.plain != "i") or (word.plain not in "aiunx&" and is_last(passage, index))
    if word.plain in FUNCTION_WORDS or word.plain in NAME_STOPPERS:
        return False
    if gap == ". ":
        return len(passage.words[index - 1].text) == 1 and word.capital
    return (
        passage.proper(index)
        if word.listed.everyday
        else (word.capital or word.listed.only_surname or word.listed.only_given)
    )


NAME_STOPPERS = vocabulary("name_stoppers")


def name(passage: Passage, first: int, end: int, source: str, score: float, sure: bool = False) -> Finding:
    last = passage.words[end - 1]
    stop = last.stop
    if len(last.text) == 1 and passage.text[stop : stop + 1] == ".":
        stop += 1  # the point of an initial is part of it
    return Finding(passage.words[first].start, stop, Category.NAME, source, score, sure)


def named_by_lists(passage: Passage, index: int, word: Word) -> Iterator[Finding]:
    """A given name; an everyday one only with a capital that means something, or where somebody acts."""
    if (word.listed.only_given and (len(word.base) > 2 or word.base in NICK_INITIALS)) or (
        word.listed.only_given and word.capital
    ):
        first = (
            index - 1 if index and passage.words[index - 1].plain in SIZES and passage.gap(index - 1) == " " else index
        )
        sure = word.plain in MONTHS and acts_as_name(passage, index)
        yield name(passage, first, run_of_names(passage, index), "names", 0.8, sure)
    elif word.listed.perhaps_given and (acts_as_name(passage, index) or asked_after(passage, index)):
        yield name(passage, index, run_of_names(passage, index), "names", 0.6, sure=word.plain in MONTHS)
    elif word.listed.only_surname and word.capital and not passage.opens_sentence(index):
        yield name(passage, index, run_of_names(passage, index), "names", 0.7)


OWNED = KIN | ROLES | frozenset(["social", "foster", "key", "support", "birth", "real"])


def owning(passage: Passage, index: int) -> Iterator[Finding]:
    """“summers social worker”: whose somebody is, without an apostrophe."""
    word = passage.words[index]
    stem = word.plain.removesuffix("s").removesuffix("'")
    listed = listings().get(stem, UNLISTED)
    if listed.given and len(stem) > 2 and stem not in KIN | ROLES | FUNCTION_WORDS:
        yield name(passage, index, index + 1, "names", 0.6)


def acting(passage: Passage, index: int) -> Iterator[Finding]:
    """“tk got sent away”: a word of no list that does something at the start of a sentence."""
    word = passage.words[index]
    if passage.opens_sentence(index) and not word.listed.named and not is_a_slip(word.base):
        yield name(passage, index, index + 1, "subject", 0.5)


NICK_INITIALS = frozenset(["aj", "cj", "jj", "kj", "lj", "mj", "pj", "rj", "tj", "jd", "jt", "kc"])
SIZES = vocabulary("sizes")


def apposed(passage: Passage, index: int) -> bool:
    """“rose the night staff”, “grace my keyworker”: an article and, within three words, somebody’s role."""
    words, after = passage.words, index + 1
    if after + 1 >= len(words) or passage.gap(index) not in (" ", ", ") or words[index].base in VERBS:
        return False
    following = words[after + 1 : after + 4]
    roles = ROLES - KIN if words[index].base in ABSTRACT else ROLES  # “last summer my mum left”
    return (
        words[after].plain in ("the", "my", "our", "me")
        and following[0].plain not in FUNCTION_WORDS
        and any(word.base in roles for word in following)
    )


def asked(passage: Passage, index: int) -> bool:
    """“tell hope that i miss her”, “ask will”: somebody is spoken to."""
    after = index + 1
    return (
        index > 0
        and passage.words[index - 1].plain in ("tell", "ask", "told", "asked")
        and passage.before(index) == " "
        and (after == len(passage) or passage.gap(index) != " " or passage.words[after].plain in AFTER_ASKED)
    )


def acts_as_name(passage: Passage, index: int) -> bool:
    """Whether an everyday word that is a name too stands here like a name."""
    word, previous, following = passage.words[index], previous_in_sentence(passage, index), next_beside(passage, index)
    if word.capital and named_in_full(passage, index):
        return True
    if passage.proper(index):
        return word.plain not in MONTHS or (following in SAYING and previous not in BEFORE_MONTHS)
    if following in FUNCTION_WORDS and previous in ("the", "a", "my", "your", "some", "no"):
        return False
    if asked(passage, index) or (
        previous in SIZES - {"young", "old"} and following in SAYING | {"at", "from", "who", "used"}
    ):
        return True
    if previous in COUPLING and after_a_name(passage, index - 1):
        return True
    if previous and previous not in BEFORE_SUBJECTS:
        return False
    if apposed(passage, index) or coupled(passage, index) or comes_from(passage, index):
        return True
    if word.base in ABSTRACT:
        return following in PERSONAL or is_a_person(passage, index)
    return following in SAYING


def named_in_full(passage: Passage, index: int) -> bool:
    """“Faith Oyelaran”: a capital, and a surname with another right after it."""
    if index + 1 == len(passage) or passage.gap(index) != " " or passage.shouts:
        return False
    following = passage.words[index + 1]
    return following.capital and (following.listed.only_surname or following.unknown)


def previous_in_sentence(passage: Passage, index: int) -> str:
    return passage.words[index - 1].plain if index and not passage.opens_sentence(index) else ""


def next_beside(passage: Passage, index: int) -> str:
    return passage.words[index + 1].plain if index + 1 < len(passage) and passage.gap(index) == " " else ""


def coupled(passage: Passage, index: int) -> bool:
    """“daisy-mae”, “faith and me ran away”, “will b from leaving care”."""
    words, following = passage.words, next_beside(passage, index)
    if passage.gap(index) == "-" and index + 1 < len(words) and words[index + 1].listed.given:
        return True
    if following in COUPLING and index + 2 < len(words):
        other = words[index + 2]
        return other.plain in ("me", "i", "my") or (other.listed.given and words[index].base not in ABSTRACT)
    return len(following) == 1 and following not in "aiunxr" and is_last(passage, index + 1)


COUPLING = frozenset(["and", "n", "&"])


def after_a_name(passage: Passage, coupling: int) -> bool:
    """“faye n summer”: the word before a coupling is a name, and one of nothing else."""
    if coupling == 0 or passage.gap(coupling - 1) != " ":
        return False
    other = passage.words[coupling - 1]
    return other.listed.only_given or other.base in KIN or (other.listed.given and passage.opens_sentence(coupling - 1))


def comes_from(passage: Passage, index: int) -> bool:
    """“honey from birch house”: somebody from somewhere at the start of a message."""
    return (
        next_beside(passage, index) == "from"
        and passage.words[index].base not in ABSTRACT | VERBS
        and index + 2 < len(passage)
        and passage.words[index + 2].plain not in FUNCTION_WORDS | KIN | ROLES
    )


QUESTIONS = vocabulary("asking_after")
AFTER_ASKED_AFTER = vocabulary("after_asking_after")


def asked_after(passage: Passage, index: int) -> bool:
    """“does winter still do nights”, “is angel ok”, “hey angel”: asked after or called to at the start of a message."""
    following = next_beside(passage, index)
    return (
        previous_in_sentence(passage, index) in QUESTIONS
        and passage.opens_sentence(index - 1)
        and (following in AFTER_ASKED_AFTER or (not following and passage.words[index - 1].plain not in ("is", "was")))
    )


LISTED_TOGETHER = re.compile(r", (?:and |& )?| (?:and|&) ")
ENUMERATED = 3  # names in a row


def enumerated(passage: Passage) -> Iterator[Finding]:
    """“Tallulah, Fin, Biscuit and Jo”: in a row of single words with capitals, most of them names, all are."""
    row: list[int] = []
    if "," not in passage.text or sum([word.capital for word in passage.words]) < ENUMERATED:
        return
    for index, word in enumerate(passage.words):
        if word.plain in COUPLING:
            continue
        between = passage.text[passage.words[row[-1]].end : word.start].strip("“”‘’\"'") if row else ""
        if row and not LISTED_TOGETHER.fullmatch(between.replace("”", "").replace("“", "").replace('"', "")):
            yield from all_of(passage, row)
            row = []
        if word.capital and not word.shouted and word.plain not in FUNCTION_WORDS and not passage.shouts:
            row.append(index)
        elif row:
            yield from all_of(passage, row)
            row = []
    yield from all_of(passage, row)


def all_of(passage: Passage, row: list[int]) -> Iterator[Finding]:
    named = [index for index in row if passage.words[index].listed.only_given or passage.words[index].unknown]
    if len(row) >= ENUMERATED and len(named) * 2 > len(row):
        for index in row:
            yield name(passage, index, index + 1, "row", 0.6)


def is_a_person(passage: Passage, index: int) -> bool:
    """“faith is my support worker”, but not “hope is the worst”."""
    end = passage.words[index].end
    return bool(IS_A_PERSON.match(passage.text, end) and not IS_A_THING.match(passage.text, end))


BEFORE_MONTHS = frozenset(["in", "last", "since", "next", "this", "of", "until"])
BEFORE_SUBJECTS = vocabulary("before_subjects")
PERSONAL = vocabulary("personal") - {"and", "n", "came"}
MONTHS = vocabulary("months")


def modal(passage: Passage, index: int) -> bool:
    """Whether “will”, “may” or “hope” here is a verb: “my sister will be”, “my mum may not”."""
    following = passage.words[index + 1].plain if index + 1 < len(passage.words) else ""
    return (
        passage.words[index].plain in VERBS | ROSE_AND_JOB
        and following not in SAYING
        and following != ""
        and passage.gap(index) == " "
    )
