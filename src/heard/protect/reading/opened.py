"""What is sealed in a reading, opened. Whoever asks has opened the original itself, of which the audit has a line."""

import json
from dataclasses import dataclass

from heard.files.sealing import seal, unseal
from heard.protect.reading.models import Extraction
from heard.text.locators import Locator, Moment, locator_as_json, locator_from_json
from heard.text.spans import Located, Span

Place = tuple[int, int, str]
"""From one character of the words to another, and where that stands in the original: “page 3”, “0:42”."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The words that software read, what it left out of them or is unsure of, and where they stand in the original.

    Where there are no words, the one warning says why.
    """

    text: str = ""
    warnings: tuple[str, ...] = ()
    located: tuple[Located, ...] = ()


def seal_into(extraction: Extraction, found: Opened) -> None:
    """Seal with the submission's key what was read. Raises KeyDestroyed where it was taken back."""
    key = extraction.part.submission.key.unwrap()
    places = [[each.span.start, each.span.end, locator_as_json(each.locator)] for each in found.located]
    extraction.sealed = seal(key, _bytes(found.text), extraction.seal_context("words"))
    extraction.sealed_warnings = seal(key, _bytes(json.dumps(found.warnings)), extraction.seal_context("warnings"))
    extraction.sealed_places = seal(key, _bytes(json.dumps(places)), extraction.seal_context("places"))


def open_extraction(extraction: Extraction) -> Opened:
    """Raises KeyDestroyed or SealBroken; never half-opens."""
    key = extraction.part.submission.key.unwrap()

    def unsealed(sealed: bytes, what: str) -> str:
        return unseal(key, sealed, extraction.seal_context(what)).decode("utf-8", "surrogatepass")

    places = json.loads(unsealed(bytes(extraction.sealed_places), "places"))
    return Opened(
        unsealed(bytes(extraction.sealed), "words"),
        tuple(json.loads(unsealed(bytes(extraction.sealed_warnings), "warnings"))),
        tuple(Located(Span(start, end), locator_from_json(told)) for start, end, told in places),
    )


def places_of(extraction: Extraction) -> list[Place]:
    """Where the words stand in the original, in order; what stands side by side at one place is one."""
    return places_in(open_extraction(extraction))


def places_in(opened: Opened, without: tuple[type[Locator], ...] = ()) -> list[Place]:
    """The same of an opened reading; without the kinds of places that help nobody to find anything."""
    places: list[Place] = []
    for each in opened.located:
        if isinstance(each.locator, without):
            continue
        words = _said_of(each.locator)
        if places and places[-1][2] == words:
            places[-1] = (places[-1][0], each.span.end, words)
        else:
            places.append((each.span.start, each.span.end, words))
    return places


def _said_of(locator: Locator) -> str:
    """“page 3”; “0:42, Nadia” where a transcript says who speaks."""
    return f"{locator}, {locator.speaker}" if isinstance(locator, Moment) and locator.speaker else str(locator)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
