"""Names of people, by what stands around them: titles, family, greetings and signatures, “called”; and by the lists
of names.
"""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import CALLED, DETERMINERS, FAMILY_TITLES, FUNCTION_WORDS, KIN, ROLES, TITLES
from heard.text.deidentification.initials import SAYING, is_last
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage, Word

GREETING = re.compile(
    r"(?:^|\n|[.!?] )[> \t]*(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|morning|"
    r"thanks|thank you|cheers|ta|to)[ ,]+",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"(?:(?:best|yours|kind(?:est)?|warm(?:est)?|many)? ?(?:regards|wishes|sincerely|faithfully|"
    r"thanks|truly)|best|thank you|thanks|cheers|ta|diolch|love|lots of love|from|sent from my \w+|"
    r"xx*|signed|all the best|take care|respectfully|yours|cofion)"
    r"[ \t]*[,.!–—-]*\s+",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|bin|ap|al)){0,3}(?= *(?:$|\n|,|\())", re.MULTILINE
)
MARRIED = re.compile(r"\b(?:Mr|Mrs|Dr|Rev|Sir|mr|mrs|dr)\.? (?:and|&) (?:Mrs|Mr|Dr|Lady|mrs|mr|dr)\.? (?=[A-Za-z]{2})")
AFTER_ASKED = frozenset(["that", "i", "i'm", "im", "to", "if", "about", "she", "he", "not"])
VERBS = vocabulary("names_and_verbs")
ROSE_AND_JOB = vocabulary("names_and_nouns")
ABSTRACT = vocabulary("abstract")
IS_A_PERSON = re.compile(
    r"\s*(?:is|was|'s|’s)\s+(?:my|our|his|her|the only|the best|a|an|lovely|nice|sound|one of|so|in|"
    r"still|here|not|always|from)\b",
    re.IGNORECASE,
)


def find_names(passage: Passage) -> Iterator[Finding]:
    for index, word in enumerate(passage.words):
        yield from named_by_lists(passage, index, word)
        if word.plain in TITLES or word.plain in FAMILY_TITLES:
            yield from titled(passage, index)
        if word.base in ROLES:
            yield from related(passage, index)
        if word.plain in CALLED or word.plain in INTRODUCING:
            yield from introduced(passage, index)
    yield from greeted_and_signed(passage)
    yield from married(passage)


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
INTRODUCING = vocabulary("introducing")


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


def finding(passage: Passage, first: int, end: int, source: str, score: float, sure: bool = False) -> Finding:
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
        yield finding(passage, first, run_of_names(passage, index), "names", 0.8, sure)
    elif word.listed.perhaps_given and acts_as_name(passage, index):
        yield finding(passage, index, run_of_names(passage, index), "names", 0.6, sure=word.plain in MONTHS)
    elif word.listed.only_surname and word.capital and not passage.opens_sentence(index):
        yield finding(passage, index, run_of_names(passage, index), "names", 0.7)


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
    if passage.proper(index):
        return word.plain not in MONTHS or (following in SAYING and previous not in BEFORE_MONTHS)
    if following in FUNCTION_WORDS and previous in ("the", "a", "my", "your", "some", "no"):
        return False
    if asked(passage, index) or (
        previous in SIZES - {"young", "old"} and following in SAYING | {"at", "from", "who", "used"}
    ):
        return True
    if previous and previous not in BEFORE_SUBJECTS:
        return False
    if apposed(passage, index) or coupled(passage, index):
        return True
    if word.base in ABSTRACT:
        return following in PERSONAL or is_a_person(passage, index)
    return following in SAYING


def previous_in_sentence(passage: Passage, index: int) -> str:
    return passage.words[index - 1].plain if index and not passage.opens_sentence(index) else ""


def next_beside(passage: Passage, index: int) -> str:
    return passage.words[index + 1].plain if index + 1 < len(passage) and passage.gap(index) == " " else ""


def coupled(passage: Passage, index: int) -> bool:
    """“daisy-mae”, “faith and me ran away”, “will b from leaving care”."""
    words, following = passage.words, next_beside(passage, index)
    if passage.gap(index) == "-" and index + 1 < len(words) and words[index + 1].listed.given:
        return True
    if following in ("and", "n", "&") and index + 2 < len(words) and words[index + 2].plain in ("me", "i", "my"):
        return True
    return len(following) == 1 and following not in "aiunxr" and is_last(passage, index + 1)


def is_a_person(passage: Passage, index: int) -> bool:
    """“faith is my support worker”, but not “hope is the worst”."""
    end = passage.words[index].end
    return bool(
        IS_A_PERSON.match(passage.text, end)
        and not re.match(r"\s*(?:is|was) (?:the|a|so|always|not)\b(?! only)", passage.text[end:])
    )


BEFORE_MONTHS = frozenset(["in", "last", "since", "next", "this", "of", "until"])
BEFORE_SUBJECTS = vocabulary("before_subjects")
PERSONAL = vocabulary("personal") - {"and", "n", "came"}
MONTHS = vocabulary("months")


def married(passage: Passage) -> Iterator[Finding]:
    """“Mr and Mrs Pickavance”."""
    starts = {word.start: index for index, word in enumerate(passage.words)}
    for match in MARRIED.finditer(passage.text):
        index = starts.get(match.end())
        if index is not None and passage.words[index].plain not in FUNCTION_WORDS:
            end = passage.words[run_of_names(passage, index) - 1].end
            yield Finding(match.start(), end, Category.NAME, "title", 0.9, sure=True)


def titled(passage: Passage, index: int) -> Iterator[Finding]:
    """“mr khan”, “Mrs E. Prosser”, “miss adeyemi”, “aunty bisi”, “mrs b”. The title goes with the name."""
    if index + 1 >= len(passage.words) or passage.gap(index) not in (" ", ". ", "."):
        return
    title, word = passage.words[index], passage.words[index + 1]
    if (
        (word.plain in FUNCTION_WORDS and len(word.text) > 1)
        or word.plain in TITLES
        or not word.text[0].isalpha()
        or word.base in ROLES
    ):
        return
    if title.plain == "lady" and not (title.capital and word.capital):
        return
    if title.plain in RELIGIOUS and not (
        title.capital and word.capital and (index == 0 or passage.words[index - 1].plain not in DETERMINERS)
    ):
        return
    ambiguous = (
        title.plain
        in ("miss", "ms", "pc", "sir", "lord", "lady", "dame", "ds", "di", "dc", "father", "sister", "brother")
        or title.plain in FAMILY_TITLES
    )
    proper = (word.capital and not passage.shouts) or word.listed.only_given or word.listed.only_surname or word.unknown
    if proper or (not ambiguous and not passage.writes_capitals) or (len(word.text) == 1 and word.plain not in "aiun"):
        yield finding(passage, index, run_of_names(passage, index + 1), "title", 0.9, sure=True)


def related(passage: Passage, index: int) -> Iterator[Finding]:
    """“my sister kayleigh”, “social worker dee”, “my brother, he's called Nathan” (that one by `introduced`)."""
    after = index + 1
    if (
        after + 1 < len(passage.words)
        and passage.words[after].plain in ("is", "was", "were")
        and passage.gap(index) == passage.gap(after) == " "
    ):
        if passage.words[after + 1].listed.only_given or (
            passage.words[after + 1].unknown and not slip(passage.words[after + 1].base)
        ):
            yield finding(passage, after + 1, run_of_names(passage, after + 1), "relation", 0.7)
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
    if sure or (
        may_be_name(passage, after)
        and (
            not word.unknown
            or word.capital
            or (owned and passage.gap(index) == " " and not slip(word.base))
            or word.listed.only_given
        )
    ):
        yield finding(passage, after, run_of_names(passage, after), "relation", 0.85, sure)


RELIGIOUS = frozenset({"sister", "brother", "father", "pastor", "imam", "rabbi"})


def slip(word: str) -> bool:
    from heard.text.deidentification.spelling import nearest_everyday_word

    return nearest_everyday_word(word) is not None


def modal(passage: Passage, index: int) -> bool:
    """Whether “will”, “may” or “hope” here is a verb: “my sister will be”, “my mum may not”."""
    following = passage.words[index + 1].plain if index + 1 < len(passage.words) else ""
    return (
        passage.words[index].plain in VERBS | ROSE_AND_JOB
        and following not in SAYING
        and following != ""
        and passage.gap(index) == " "
    )


def introduced(passage: Passage, index: int) -> Iterator[Finding]:
    """“called Marley”, “I'm Amina”, “its connor again”, “my name is …”."""
    words, after = passage.words, index + 1
    if words[index].plain in ("name", "names") and after < len(words) and words[after].plain in ("is", "was"):
        after += 1
    while after < len(words) and words[after].plain in ("er", "um", "erm", "called", "is", "like"):
        after += 1
    if after >= len(words) or passage.gap(after - 1) not in (" ", ", ", ": ", " “", ' "', " ‘", " '"):
        return
    word = words[after]
    strong = (
        words[index].plain in CALLED
        or words[index].plain in ("name", "names")
        or (words[index].plain == "am" and words[index - 1].plain == "name")
    )
    named = (
        word.listed.only_given
        or word.listed.only_surname
        or (word.unknown and strong)
        or (
            word.capital
            and passage.proper(after)
            and (not word.listed.everyday or word.listed.perhaps_given or (strong and words[index].plain != "called"))
        )
    )
    if named or (word.listed.perhaps_given and strong and not modal(passage, after)):
        yield finding(
            passage, after, run_of_names(passage, after), "introduction", 0.85, sure=strong and not word.listed.everyday
        )


def greeted_and_signed(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    starts = {word.start: index for index, word in enumerate(passage.words)}
    for match in GREETING.finditer(text):
        index = starts.get(match.end())
        if index is not None and greetable(passage, index, text[match.start() : match.end()]):
            yield finding(
                passage,
                index,
                run_of_names(passage, index),
                "greeting",
                0.9,
                sure=passage.words[index].listed.perhaps_given,
            )
    for match in FAREWELL.finditer(text):
        signature = SIGNATURE.match(text, match.end())
        index = starts.get(match.end())
        if (
            signature
            and index is not None
            and ends_message(text, match, signature.end())
            and not all(
                word.listed.everyday and not word.listed.perhaps_given
                for word in passage.between(signature.start(), signature.end())
            )
        ):
            yield Finding(
                signature.start(),
                signature.start() + len(signature[0].rstrip(".")),
                Category.NAME,
                "signature",
                0.85,
                sure=True,
            )
    yield from last_lines(passage)


def greetable(passage: Passage, index: int, opening: str) -> bool:
    word = passage.words[index]
    if word.plain in TITLES or word.plain in FUNCTION_WORDS:
        return False
    alone = passage.gap(index).startswith((",", "\n", "!", " –", ".")) or index + 1 == len(passage.words)
    return (
        word.listed.only_given
        or word.listed.only_surname
        or (word.unknown and word.capital)
        or (word.listed.perhaps_given and (alone or word.capital) and "thank" not in opening.lower())
    )


def ends_message(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a farewell is one: at the start of a line or a sentence, with the name ending its line."""
    before = text[max(match.start() - 8, 0) : match.start()].rstrip(" ")
    return (not before or before[-1] in "\n.!?,") and (
        end == len(text) or text[end] in "\n,(" or text[end : end + 2] == " ("
    )


def last_lines(passage: Passage) -> Iterator[Finding]:
    """A line of one to four capitalised words after the first paragraph of a letter or e-mail."""
    lines = list(
        re.finditer(r"^[ \t]*(?P<name>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){0,3})[ \t]*x*$", passage.text, re.MULTILINE)
    )
    for match in lines:
        words = list(passage.between(match.start("name"), match.end("name")))
        if (
            match.start()
            and words
            and any(
                word.listed.only_given
                or word.listed.only_surname
                or word.unknown
                or (word.listed.perhaps_given and len(words) == 1)
                for word in words
            )
        ):
            yield Finding(match.start("name"), match.end("name"), Category.NAME, "signature", 0.8)
