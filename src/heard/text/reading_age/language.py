"""Whether the formulas may be believed for a text: they were made for English."""

from functools import cache
from typing import Any

FEWEST_LETTERS = 20  # of less, nobody can tell the language
SURE_ENOUGH = 0.9
_ENOUGH = 20_000  # characters to know a language by

NOT_ENGLISH = "This does not look like English. The formulas were made for English, so do not believe these ages."


def looks_foreign(text: str) -> bool:
    """Whether a text is plainly not English; False where it is too short or too mixed to tell."""
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return False
    language, certainty = _identifier().classify(text[:_ENOUGH])
    return bool(language != "en" and certainty >= SURE_ENOUGH)


@cache
def _identifier() -> Any:
    # It takes half a second to load, which nothing else here needs.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
