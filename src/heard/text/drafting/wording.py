"""Plainer words for a passage, drafted and checked: nothing the passage does not say, as far as can be seen."""

import re

from heard.text.drafting.asking import Ask, NotDrafted
from heard.text.drafting.replies import (
    ask_for,
    check_is_plain,
    check_is_redacted,
    check_quotes_its_sources,
    speaks_to_a_machine,
)
from heard.text.redaction import Redacted

MOST_CHARACTERS = 4_000
_TASK = (
    "You put a passage of a public inquiry’s report into plain words for young people of about eleven, in British "
    "English: short sentences, everyday words, nothing added, nothing explained away. Keep quotations word for word "
    "and words in square brackets as they are. Put the whole into one paragraph."
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:)’] )[A-Z][\w’-]+")


def draft_plain_words(passage: Redacted, ask: Ask) -> str:
    """The passage in plainer words: one paragraph. How much plainer, `heard.text.reading_age` measures.

    Refused is what quotes words that are not there, or has a number, a name inside a sentence, an address or words in
    square brackets that the passage does not have. Whether it says the same, only a person can see. Raises `NotDrafted`
    with the reason; `TypeError` for text that is not de-identified.
    """
    check_is_redacted([passage])
    text = passage.text
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise NotDrafted(f"A passage to draft from has between 1 and {MOST_CHARACTERS:,} characters.")
    if speaks_to_a_machine(text):
        raise NotDrafted("The passage seems to speak to a machine, so it was not sent to one.")
    plain: str = ask_for(ask, _TASK, {"texts": [{"number": 1, "text": text}]}, {"plain": str})["plain"].strip()
    check_is_plain(plain, most=2 * len(text) + 200)
    check_quotes_its_sources(plain, [text])
    for kind, what in ((_BRACKETS, "words in brackets"), (_NUMBER, "a number"), (_NAME, "a name")):
        if not set(kind.findall(plain)) <= set(kind.findall(text)) | _names_in(text, kind):
            raise NotDrafted(
                f"The language model’s draft has {what} that the passage does not have, so it is not used."
            )
    return plain


def _names_in(text: str, kind: re.Pattern[str]) -> set[str]:
    """A name of the draft may begin a sentence in the passage."""
    return set(re.findall(r"[A-Z][\w’-]+", text)) if kind is _NAME else set()
