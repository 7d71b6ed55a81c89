"""What sets a theme's answers apart in words: its terms, and a phrase of the answers' own as its label."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

MOST_TERMS = 8
MOST_READ = 300
"""Of a large theme this many answers, nearest its middle first, are read for its words."""

_LONGEST = 4  # words of a phrase
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE = re.compile(r"[.!?;:,()\[\]\n\"“”…–—]+|\s-\s")
# Words that open or close no phrase an analyst would write, beside the usual stop words.
_WEAK = """
    also just really very quite like get gets getting got go goes going gone want wants wanted need needs needed
    know think thing things way ways lot lots bit make makes made making say says said tell tells told please
    thank thanks hello hi yes no ok okay sure actually maybe probably etc don't doesn't didn't isn't aren't
    wasn't weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't i'm i've i'd i'll you're
    you've you'll it's that's there's he's she's they're they've we're we've let's what's who's where's how's im
    ive dont doesnt didnt cant wont isnt wasnt couldnt wouldnt able use used using try trying tried come came
    coming does did do done doing something anything everything someone anyone people
"""
_STOP = ENGLISH_STOP_WORDS | frozenset(_WEAK.split())
_FEWEST = 2  # answers that hold a phrase


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's label and terms; in what share of its answers, and of the others, the first term stands (0 to 1)."""

    label: str
    terms: tuple[str, ...]
    share: float = 0.0
    share_elsewhere: float = 0.0


@dataclass(slots=True)
class _Phrases:
    """The phrases of one theme's answers: in how many each stands, and how people write it."""

    answers: int = 0
    holding: Counter[str] = field(default_factory=Counter)
    written: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def word_themes(groups: Sequence[Sequence[str]], question: str | None) -> list[Wording]:
    """A wording for each group of answers (nearest the middle first); no two have the same label."""
    stop = _STOP | {word.casefold() for word in _WORD.findall(question or "")}
    phrases = [_read(group[:MOST_READ], stop) for group in groups]
    everywhere: Counter[str] = Counter()
    for own in phrases:
        everywhere.update(own.holding)
    total = sum(own.answers for own in phrases)
    taken: set[str] = set()
    return [_word(own, group, everywhere, total, taken) for own, group in zip(phrases, groups, strict=True)]


def _read(texts: Sequence[str], stop: frozenset[str] | set[str]) -> _Phrases:
    found = _Phrases(len(texts))
    for text in texts:
        held = set()
        for key, words in _phrases_in(text, stop):
            held.add(key)
            found.written[key][words] += 1
        found.holding.update(held)
    return found


def _phrases_in(text: str, stop: frozenset[str] | set[str]) -> Iterator[tuple[str, str]]:
    """Each run of up to four words that begins and ends with one that says something, folded and as written."""
    for clause in _CLAUSE.split(text):
        words = _WORD.findall(clause)
        folded = [_fold(word) for word in words]
        for first in range(len(words)):
            if _says_little(words[first], stop):
                continue
            for end in range(first + 1, min(first + _LONGEST, len(words)) + 1):
                if not _says_little(words[end - 1], stop):
                    yield " ".join(folded[first:end]), " ".join(words[first:end])


def _says_little(word: str, stop: frozenset[str] | set[str]) -> bool:
    plain = word.casefold().replace("’", "'")
    return len(plain) < 2 or plain.isdigit() or plain in stop


def _fold(word: str) -> str:
    """One key for “carer”, “Carers” and “carer’s”."""
    plain = re.sub(r"['’]s?$", "", word.casefold())
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


def _word(own: _Phrases, group: Sequence[str], everywhere: Counter[str], total: int, taken: set[str]) -> Wording:
    ranked = sorted(own.holding, key=lambda key: (-_weight(own, key, everywhere, total), key))
    kept = [key for key in ranked if own.holding[key] >= min(_FEWEST, own.answers)] or ranked
    if not kept:
        return _without_words(group, taken)
    label = _label(own, kept, taken)
    terms = _terms(kept)
    elsewhere = everywhere[terms[0]] - own.holding[terms[0]]
    return Wording(
        label,
        tuple(_usual(own, key).casefold() for key in terms),
        own.holding[terms[0]] / own.answers,
        elsewhere / max(total - own.answers, 1),
    )


def _label(own: _Phrases, kept: Sequence[str], taken: set[str]) -> str:
    """The strongest phrase that no other theme has, or a longer one around it."""
    free = (key for key in kept if _usual(own, key).casefold() not in taken)
    strongest = next(free, kept[0])
    longer = _longer(own, strongest, kept)
    return _take(_sentence_case(_usual(own, strongest) if longer.casefold() in taken else longer), taken)


def _weight(own: _Phrases, key: str, everywhere: Counter[str], total: int) -> float:
    """How much of the theme holds the phrase, and how much more often than elsewhere; phrases rise above words."""
    inside = own.holding[key] / own.answers
    outside = (everywhere[key] - own.holding[key] + 0.5) / (total - own.answers + 1)
    length = {1: 1.0, 2: 2.4, 3: 2.6, 4: 2.4}[key.count(" ") + 1]
    return float(inside * np.log(1 + inside / outside) * length)


def _longer(own: _Phrases, label: str, kept: Sequence[str]) -> str:
    """A longer phrase around the label where most that hold the label hold it all."""
    for key in kept[:50]:
        if f" {label} " in f" {key} " and key != label and own.holding[key] >= 0.6 * own.holding[label]:
            return _usual(own, key)
    return _usual(own, label)


def _terms(kept: Sequence[str]) -> list[str]:
    """The strongest phrases, none inside another that is there already."""
    terms: list[str] = []
    for key in kept:
        if not any(f" {key} " in f" {term} " or f" {term} " in f" {key} " for term in terms):
            terms.append(key)
        if len(terms) == MOST_TERMS:
            break
    return terms


def _usual(own: _Phrases, key: str) -> str:
    """The phrase as most people write it; of ways as usual, the one that is first in the alphabet."""
    return min(own.written[key].items(), key=lambda item: (-item[1], item[0]))[0]


def _sentence_case(words: str) -> str:
    lowered = " ".join(word if _is_name(word) else word.lower() for word in words.split())
    return lowered[:1].upper() + lowered[1:]


def _is_name(word: str) -> bool:
    """“NHS”, “CAMHS”: capitals that stay. Others are lowered, since the first of a sentence means nothing."""
    return len(word) > 1 and word.isupper()


def _without_words(group: Sequence[str], taken: set[str]) -> Wording:
    """A theme of answers without a word that says something, such as “Yes” and “No”: named by the first of them."""
    return Wording(_take(f"“{' '.join(group[0].split()[:6])}”", taken), ())


def _take(label: str, taken: set[str]) -> str:
    """The label, with a number where another theme has it."""
    own = label if label.casefold() not in taken else f"{label} ({len(taken) + 1})"
    taken.add(own.casefold())
    return own
