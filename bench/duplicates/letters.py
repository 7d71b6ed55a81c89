"""Fictional letters and short answers to measure near-duplicates on, each with the text it was made from.

A campaign's letter is written once and then sent as people send it: as it stands, signed, tidied, with words swapped,
with a sentence or two of their own, with one left out. Beside the campaigns stand letters by single people, which share
the usual openings and endings with everybody, and pairs of campaigns of which one borrowed a third of its sentences
from the other. Two letters are a pair where they were made from the same text; nothing about their likeness is used.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PHRASES: dict[str, list[str]] = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Letter:
    """A text, the number of the text it was made from, and what was done to it."""

    text: str
    made_from: int
    changes: tuple[str, ...] = ()


class Writer:
    """Writes sentences, letters and copies, all from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def sentence(self, shapes: Sequence[str] = PHRASES["shapes"]) -> str:
        pick = self.chance.choice
        parts = pick(shapes).split("{")
        made = parts[0]
        for part in parts[1:]:
            name, rest = part.split("}", 1)
            made += pick(PHRASES[name]) + rest
        return made[0].upper() + made[1:]

    def letter(self) -> list[str]:
        """The sentences of a new letter of 60 to 200 words."""
        words = self.chance.randint(60, 200)
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < words - 10:
            sentences.append(self.sentence())
        return sentences

    def finish(self, sentences: Sequence[str]) -> list[str]:
        """A letter with one of the openings and endings that everybody uses."""
        return [self.chance.choice(PHRASES["openings"]), *sentences, self.chance.choice(PHRASES["closings"])]

    def copy(self, sentences: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The letter as one more person sends it, and what that person did to it."""
        chance, sent, changes = self.chance, list(sentences), []
        if chance.random() < 0.25:
            return " ".join(sent), ("as it stands",)
        if chance.random() < 0.15 and len(sent) > 5:
            del sent[chance.randrange(len(sent))]
            changes.append("one sentence left out")
        words = " ".join(sent).split(" ")
        if chance.random() < 0.5:
            words = self._swap(words, chance.uniform(0.01, 0.06))
            changes.append("words swapped")
        own = [self.sentence(PHRASES["own_shapes"]) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
        if own:
            places = [0, *(place + 1 for place, word in enumerate(words) if word.endswith("."))]
            place = chance.choice(places)
            words[place:place] = " ".join(own).split(" ")
            changes.append(f"{len(own)} of one’s own")
        text = self._tidy(" ".join(words), changes)
        if chance.random() < 0.6:
            text += f"\n{chance.choice(PHRASES['given'])} {chance.choice(PHRASES['family'])}"
            changes.append("signed")
        return text, tuple(changes)

    def _swap(self, words: list[str], share: float) -> list[str]:
        for _ in range(max(1, round(share * len(words)))):
            place = self.chance.randrange(len(words))
            word = words[place]
            if self.chance.random() < 0.3 and len(word) > 4:  # a slip of the finger
                cut = self.chance.randrange(1, len(word) - 1)
                words[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
            else:
                words[place] = self.chance.choice(PHRASES["spare"])
        return words

    def _tidy(self, text: str, changes: list[str]) -> str:
        manner = self.chance.randrange(6)
        if manner == 0:
            changes.append("in capitals")
            return text.upper()
        if manner == 1:
            changes.append("marks and lines")
            return text.replace("'", "’").replace(". ", ".\n\n").replace(",", " –")
        return text


def write_letters(count: int, seed: int) -> list[Letter]:
    """`count` letters in an order of no meaning: three fifths from campaigns of 2 to 2,000 copies, the rest alone."""
    writer = Writer(seed)
    letters: list[Letter] = []
    for number, (sentences, copies) in enumerate(_campaigns(writer, count * 3 // 5)):
        letters += [Letter(text, number, changes) for text, changes in (writer.copy(sentences) for _ in range(copies))]
    alone = range(len(letters), count)
    letters += [Letter(" ".join(writer.finish(writer.letter())), 10**6 + number, ("alone",)) for number in alone]
    writer.chance.shuffle(letters)
    return letters


def _campaigns(writer: Writer, total: int) -> Iterator[tuple[list[str], int]]:
    """The text and number of copies of each campaign; every fourth borrows a third from the one before it."""
    before: list[str] = []
    number = 0
    while total > 0:
        sentences = writer.letter()
        if number % 4 == 3:
            borrowed = max(1, len(sentences) // 3)
            sentences = writer.chance.sample(before, min(borrowed, len(before))) + sentences[borrowed:]
        before, number = sentences, number + 1
        copies = min(max(2, round(2 * writer.chance.paretovariate(0.8))), 2000, total)
        yield writer.finish(sentences), copies
        total -= copies


def write_short_answers(count: int, seed: int) -> list[Letter]:
    """`count` answers of a sentence, most by single people, a tenth of them said again by others word for word."""
    writer = Writer(seed)
    answers: list[Letter] = []
    for number in range(count):
        if number % 10 == 9:
            answers.append(writer.chance.choice(answers))
        else:
            answers.append(Letter(writer.sentence(), number))
    return answers
