"""Names in letters and e-mails: greeted at the start, signed at the end."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, TITLES
from heard.text.deidentification.names import name, run_of_names
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage

GREETING = re.compile(
    r"(?:^|\n|[.!?] )[> \t]*(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|morning|"
    r"thanks|thank you|cheers|ta|to)[ ,]+",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"(?<!\w)(?:(?:best|yours|kind(?:est)?|warm(?:est)?|many)? ?(?:regards|wishes|sincerely|faithfully|"
    r"thanks|truly)|best|thank you|thanks|cheers|ta|diolch|love|lots of love|from|sent from my \w+|"
    r"xx*|signed|all the best|take care|respectfully|yours|cofion)"
    r"[ \t]*[,.!–—-]*\s+",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|bin|ap|al)){0,3}(?= *(?:$|\n|,|\())", re.MULTILINE
)
LINE_OF_NAMES = re.compile(
    r"^[ \t]*(?P<name>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){0,3})[ \t]*x*$",
    re.MULTILINE,
)

# The words that greetings and farewells begin or end with.
OPENINGS = vocabulary("openings")


def find_greeted_and_signed(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if "\n" not in text and passage.vocabulary.isdisjoint(OPENINGS):
        return
    for match in GREETING.finditer(text):
        index = passage.starting_at(match.end())
        if index is not None and greetable(passage, index, text[match.start() : match.end()]):
            yield name(
                passage,
                index,
                run_of_names(passage, index),
                "greeting",
                0.9,
                sure=passage.words[index].listed.perhaps_given,
            )
    for match in FAREWELL.finditer(text):
        signature = SIGNATURE.match(text, match.end())
        index = passage.starting_at(match.end())
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
    if "\n" in text:
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
    for match in LINE_OF_NAMES.finditer(passage.text):
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
