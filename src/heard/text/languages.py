"""Which language a text is written in."""

from functools import cache
from threading import Lock

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"  # ISO 639: undetermined
FEWEST_LETTERS = 20
SURE_ENOUGH = 0.9
_loading = Lock()


def notice_language(text: str) -> str:
    """The language's ISO 639 code, or `UNKNOWN` where the text is too short or too mixed to tell."""
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return UNKNOWN
    language, certainty = _identifier().classify(text)
    return str(language) if certainty >= SURE_ENOUGH else UNKNOWN


def be_ready_to_notice() -> None:
    """Load what telling languages apart needs, the first time. Asked for before others have to wait for us."""
    _identifier()


def _identifier() -> LanguageIdentifier:
    """Of many who are the first to write, one loads it. If each did, all would wait for a minute."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    # Loaded the first time somebody writes to us: it takes a second and some memory that reading pages never needs.
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
