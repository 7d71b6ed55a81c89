"""A label for a theme, drafted from the answers in it and checked against them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from heard.text.deidentification.word_lists import plain, read_list
from heard.text.drafting.asking import Ask, NotDrafted
from heard.text.drafting.replies import (
    ask_for,
    check_is_plain,
    check_is_redacted,
    check_quotes_its_sources,
    says,
    speaks_to_a_machine,
)
from heard.text.redaction import Redacted

MOST_TEXTS = 20  # sent for one label
MOST_CHARACTERS = 1_000  # of each
MOST_WORDS = 8
FEWEST_TEXTS = 3

_TASK = (
    "You name a theme: what several people have in common in what they told a public inquiry. Give a label of two to "
    "eight plain words that says what these people say, and up to three quotations, word for word, that show it, each "
    "with the number of its text."
)
_CHOICE = " The label must be one of the given codebook, exactly as it stands there."
_SMALL_WORDS = """
    a about after and are as at be been before being but by for from had has have how in into is it its more no not of
    on or other our out over own than that the their them they this to too up was we were what when where who why with
    you
"""
_WORD = re.compile(r"\d+|[^\W\d_](?:[’']?[^\W\d_])*")
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class DraftLabel:
    """A suggested label, and the words it rests on: (index of the text, quotation), each verified in its text.

    `withheld` are the indexes of texts that were not sent because they seem to speak to a machine, of those before the
    last that was.
    """

    label: str
    quotations: tuple[tuple[int, str], ...]
    withheld: tuple[int, ...]


def draft_label(
    texts: Sequence[Redacted], ask: Ask, *, codebook: Collection[str] = (), terms: Collection[str] = ()
) -> DraftLabel:
    """A label for what these de-identified answers have in common; the first 20 that may be sent are sent.

    With a `codebook` only a label of it is accepted. Without, at least half the label's words must be said by two of
    the answers or be among the theme's `terms`, and none may be one person's alone: that is a detail, or an order, but
    no theme. Raises `NotDrafted` with the reason; `TypeError` for text that is not de-identified.
    """
    check_is_redacted(texts)
    sent, withheld = choose_to_send(texts)
    if len(sent) < FEWEST_TEXTS:
        raise NotDrafted(f"A label needs at least {FEWEST_TEXTS} answers to draft it from.")
    words = {number: texts[index].text[:MOST_CHARACTERS] for number, index in enumerate(sent, start=1)}
    data: dict[str, Any] = {"texts": [{"number": number, "text": text} for number, text in words.items()]}
    if codebook:
        data["codebook"] = sorted(codebook)
    reply = ask_for(ask, _TASK + (_CHOICE if codebook else ""), data, {"label": str, "quotations": list})
    label = reply["label"].strip()
    label = label if label in codebook else label.rstrip(".")
    _check_label(label, list(words.values()), codebook, terms)
    quotations = [_verified(given, words) for given in reply["quotations"][:3]]
    return DraftLabel(label, tuple((sent[number - 1], said) for number, said in quotations), withheld)


def choose_to_send(texts: Sequence[Redacted]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The indexes of the first 20 texts that may be sent, and of those passed over: they seem to speak to a machine."""
    sent: list[int] = []
    withheld: list[int] = []
    for index, text in enumerate(texts):
        if len(sent) == MOST_TEXTS:
            break
        (withheld if speaks_to_a_machine(text.text) else sent).append(index)
    return tuple(sent), tuple(withheld)


def _check_label(label: str, texts: Sequence[str], codebook: Collection[str], terms: Collection[str]) -> None:
    if codebook:
        if label not in codebook:
            raise NotDrafted("The language model chose a label that the codebook does not hold, so it is not used.")
        return
    check_is_plain(label, most=80)
    check_quotes_its_sources(label, texts)
    stems = [_stem(word) for word in _words(label) if word not in _SMALL]
    if not stems or len(_words(label)) > MOST_WORDS:
        raise NotDrafted("The language model’s label is not a phrase of a few words, so it is not used.")
    said = [{_stem(word) for word in _words(text)} for text in texts]
    known = {_stem(word) for term in terms for word in _words(term)}
    _check_unsaid(label, {word for text in (*texts, *terms) for word in _words(text)})
    times = [2 if stem in known else sum(stem in own for own in said) for stem in stems]
    if 1 in times:
        raise NotDrafted("The language model’s label has a word that only one person used, so it is not used.")
    if 2 * sum(count >= 2 for count in times) < len(times):
        raise NotDrafted("The language model’s label is hardly in these people’s words, so it is not used.")


def _check_unsaid(label: str, said: Collection[str]) -> None:
    """Of what nobody said, a label may have ordinary words, but no number, no name and nothing out of the way."""
    stems = {_stem(word) for word in said}
    ordinary = read_list("common_words")
    for place, (word, plainly) in enumerate(zip(_WORD.findall(label), _words(label), strict=True)):
        is_said = plainly in said if plainly.isdecimal() else _stem(plainly) in stems
        is_capital = place > 0 and word != word.lower()
        if not is_said and plainly not in _SMALL and (is_capital or plain(plainly) not in ordinary):
            raise NotDrafted("The language model’s label has a name, number or word that nobody said: it is not used.")


def _verified(given: object, texts: dict[int, str]) -> tuple[int, str]:
    match given:
        case {"number": int(number), "words": str(words)} if number in texts and says(texts[number], words):
            return number, words
    raise NotDrafted("The language model quotes words that are not in the text it names, so its draft is not used.")


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "").replace("'", "") for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    """Enough of a word to know it by in its other forms: moving, moved; placement, placements."""
    return word[:5]
