"""People by their initials: “K.B.”, “N. Okoro”, “PT (carer)”, “d keeps going missing”, “kayden w”."""

import re
from collections.abc import Iterable, Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Cued, Passage

SAYING = vocabulary("saying")

INITIALS = re.compile(r"(?<![\w.'’])(?:(?:[A-Z]\.){2,4}(?![A-Za-z])|(?:[A-Z]\. ?){1,3}(?=\s|[,;:)]|$))")
BARE_INITIAL = re.compile(
    r"(?<![\w.'’/&+-])[B-HJ-Z](?![\w.'’/&+-]*\d)(?=(?:['’]s)?(?:[ ,:;)]|$))(?:['’]s)?", re.MULTILINE
)
# “j and k got moved”, “d keeps going missing”: small letters that stand for people.
SMALL_INITIALS = re.compile(
    r"(?<![\w.'’-])(?P<one>[b-hj-z]) (?:and|&|n) (?P<other>[b-hj-z])(?![\w.'’-])|"
    r"^(?P<first>[b-hjlmo-qstvyz]) (?=keeps|said|says|got|went|is |was |told|ran|goes|gets)",
    re.MULTILINE,
)
TWO_INITIALS = re.compile(r"(?<![\w.'’&/-])[A-Z]{2}(?:['’]s)?(?![\w.&/-])")
INITIAL_AND_SURNAME = re.compile(r"(?<![\w.'’])(?:[B-HJ-Z]\.? ?|A\. ?){1,3}(?<=[. ])(?P<surname>[A-Z][a-z][\w'’-]+)")
NO_INITIAL_AFTER = re.compile(
    r"\b(?:vitamin|plan|section|table|appendix|option|annex|ward|block|part|group|hepatitis|grade|"
    r"tier|class|type|point|figure|form|schedule|level|category|exhibit|unit|room|wing|house|flat|"
    r"step|model|set|item|team|question|letter|capital|wi|gen|generation|an|hep|covid|b|bp)\s+$",
    re.IGNORECASE,
)

LETTERS = frozenset("bcdefghjklmnopqrstuvwxyz")
LONE_CAPITALS, LONE_LETTERS = Cued(BARE_INITIAL, LETTERS), Cued(SMALL_INITIALS, LETTERS)


def find_initials(passage: Passage) -> Iterator[Finding]:
    yield from initialled(passage)
    yield from initials_of_people(passage)


def find_initials_beside(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The initial of a surname after a name that anything found: “kayden w both got moved”."""
    names = {finding.end for finding in findings if finding.category is Category.NAME}
    if not names:
        return
    for index, word in enumerate(passage.words[:-1]):
        initial = passage.words[index + 1]
        if (
            word.end in names
            and passage.gap(index) == " "
            and len(initial.text) == 1
            and initial.text.isalpha()
            and initial.plain not in "aiunx"
            and (initial.capital or is_last(passage, index + 1))
        ):
            yield Finding(initial.start, initial.end, Category.NAME, "initials", 0.7, sure=True)


def initialled(passage: Passage) -> Iterator[Finding]:
    """“K.B.”, “N.J.”, and single capitals that stand for people in notes: “D said he ran away”."""
    text = passage.text
    if passage.shouts:
        return
    for match in INITIALS.finditer(text):
        stripped = match[0].rstrip()
        if (
            not NO_INITIAL_AFTER.search(text, max(match.start() - 40, 0), match.start())
            and (stripped not in ("A.", "I.") or text.startswith(" (", match.start() + 2))
            and not (len(stripped) == 2 and is_list_point(text, match) and not text.startswith(" (", match.start() + 2))
        ):
            yield Finding(match.start(), match.start() + len(stripped), Category.NAME, "initials", 0.7, sure=True)
    for match in INITIAL_AND_SURNAME.finditer(text):
        word = next(passage.between(match.start("surname"), match.end("surname")), None)
        if (
            word
            and (word.listed.surname or word.listed.only_given or word.unknown)
            and not NO_INITIAL_AFTER.search(text, max(match.start() - 40, 0), match.start())
        ):
            yield Finding(match.start(), match.end(), Category.NAME, "initials", 0.75, sure=True)
    for match in LONE_CAPITALS.finditer(passage):
        if (
            not NO_INITIAL_AFTER.search(text, max(match.start() - 40, 0), match.start())
            and not is_list_point(text, match)
            and stands_for_person(text, match)
        ):
            yield Finding(match.start(), match.start() + 1, Category.NAME, "initials", 0.6, sure=True)


def initials_of_people(passage: Passage) -> Iterator[Finding]:
    """“PT (carer)”, “AB & CB”, “j and k got moved”."""
    text = passage.text
    for match in LONE_LETTERS.finditer(passage):
        for group in ("one", "other", "first"):
            if match[group] and not NO_INITIAL_AFTER.search(text, max(match.start() - 40, 0), match.start()):
                yield Finding(match.start(group), match.end(group), Category.NAME, "initials", 0.6)
    pairs = [match for match in TWO_INITIALS.finditer(text) if not passage.shouts]
    for match in pairs:
        if (
            stands_for_person(text, match)
            or AND_INITIALS.match(text, match.end())
            or AND_INITIALS_BEFORE.search(text, max(match.start() - 40, 0), match.start())
        ):
            yield Finding(match.start(), match.start() + 2, Category.NAME, "initials", 0.6)


AND_INITIALS = re.compile(r" (?:and|&|\+) [A-Z]{2}\b(?![\w&])")
AND_INITIALS_BEFORE = re.compile(r"\b[A-Z]{2} (?:and|&|\+) $")

LINE_START = re.compile(r"\n[ \t]*$")


def is_list_point(text: str, match: re.Match[str]) -> bool:
    return (match.start() == 0 and text[match.end() : match.end() + 1] in ("", ")")) or bool(
        LINE_START.search(text[max(match.start() - 40, 0) : match.start()])
        and text[match.end() : match.end() + 1] in (")", ".")
    )


ACTING = re.compile(
    r"\s(?:said|says|told|was|is|has|had|felt|feels|wants?|went|got|did|does|came|left|moved|"
    r"and [A-Z]\b|& [A-Z]\b|asked|thinks|thought|likes|agreed|added|who|\()"
)
BROUGHT_IN = re.compile(
    r"\b(?:brother|sister|mum|dad|child|with|called|from|to|by|and|both|for|yp|ask|told|about) (?:is |= ?)?$|"
    r"\b(?:yp|sw|ssw|tm|fc|iro|mum|dad|child|name|re): ?$",
    re.IGNORECASE,
)


def stands_for_person(text: str, match: re.Match[str]) -> bool:
    """Whether the words after (or before) a single capital are those that go with a person."""
    after, before = text[match.end() : match.end() + 24], text[max(match.start() - 16, 0) : match.start()]
    if match[0].endswith(("'s", "’s")):
        return True
    return bool(ACTING.match(after) or BROUGHT_IN.search(before))


def is_last(passage: Passage, index: int) -> bool:
    """Whether a single letter ends a clause or comes before a verb, as the initial of “tina k” does."""
    return (
        index + 1 == len(passage.words)
        or passage.gap(index) != " "
        or passage.words[index + 1].plain in SAYING
        or passage.words[index + 1].plain
        in (
            "and",
            "n",
            "who",
            "in",
            "ran",
            "then",
            "at",
            "from",
            "is",
            "was",
            "so",
            "but",
            "cos",
            "on",
            "r",
            "still",
            "now",
            "took",
        )
        or passage.words[index + 1].plain in ("both", "all", "are", "were", "used", "always", "also", "had", "when")
    )
