"""Reading age: how old a reader in a British school would be to whom a text comes easily, and what makes it hard.

    measured = measure_reading_age(text)
    for sentence in measured.hardest[:5]:
        sentence.span.of(text), sentence.reasons

Formulas look at the length of sentences and words and at nothing else: a low age is no proof that children understand,
a high one is good reason to look again. What they mean: docs/explanation/reading-age.md.
"""

from heard.text.reading_age.measuring import (
    HardSentence,
    Measured,
    flesch_kincaid,
    measure_reading_age,
    measure_source,
    smog,
)
from heard.text.reading_age.syllables import syllables_in

__all__ = [
    "HardSentence",
    "Measured",
    "flesch_kincaid",
    "measure_reading_age",
    "measure_source",
    "smog",
    "syllables_in",
]
