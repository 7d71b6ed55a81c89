"""Finding and opening drafts."""

from collections.abc import Iterable
from dataclasses import replace

from heard.collect.channels.web_form.answers import Answers
from heard.collect.channels.web_form.models import Draft
from heard.collect.receipts.five_words import NUMBER_OF_WORDS, FiveWords
from heard.files.sealing import derived_key, unseal
from heard.inquiry.consent.queries import ConsentAsked, consent_asked_now

CONTEXT = b"draft"


# What is being added to something sent lies beside it, under its five words and one more that nobody is told.
ADDING = "adding"


def place_of_additions(words: FiveWords) -> FiveWords:
    return FiveWords((*words.words, ADDING))


def is_adding(words: FiveWords | None) -> bool:
    return words is not None and words.words[NUMBER_OF_WORDS:] == (ADDING,)


def draft_key(words: FiveWords) -> bytes:
    """The key of the draft that `words` open."""
    return derived_key(f"heard draft {words}")


def draft_for(words: FiveWords | None) -> Draft | None:
    return Draft.objects.filter(hash=words.hash).first() if words else None


def draft_to_change(words: FiveWords | None) -> Draft | None:
    """The draft, held against other changes until the transaction ends."""
    return Draft.objects.select_for_update().filter(hash=words.hash).first() if words else None


def words_with_draft(readings: Iterable[FiveWords]) -> FiveWords | None:
    """Of several readings of what somebody typed, the one that opens a draft. More than one match opens none."""
    by_hash = {words.hash: words for words in readings}
    found = Draft.objects.filter(hash__in=by_hash).values_list("hash", flat=True)
    return by_hash[found[0]] if len(found) == 1 else None


def open_draft(draft: Draft, words: FiveWords, asked: ConsentAsked | None = None) -> Answers:
    """What it holds. Where we ask (`asked`, now) other things than somebody agreed to, they have not agreed yet."""
    told = Answers.read(unseal(draft_key(words), bytes(draft.sealed), CONTEXT))
    if told.has_agreed and told.agreed_to != str(asked or consent_asked_now()):
        return replace(told, has_agreed=False)
    return told


def device_key(words: FiveWords) -> bytes:
    """The key under which a browser seals what it keeps on the device; told only to one that holds `words`."""
    return derived_key(f"heard device {words}")
