"""Web addresses: hyperlinks and those written out, also where a line end cuts one in two."""

import re
from collections.abc import Iterator

from heard.text.spans import Source

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”‘’\[\]{}|\\^`]+", re.IGNORECASE)
CUT = re.compile(r"[-/_=&?%#]$")
# What goes on with an address after a line end: no plain word, which would be the next word of the sentence.
GOES_ON = re.compile(r"[ \t]*\n\s*(?!https?:|www\.)(?P<rest>[a-z0-9%][^\s<>\"“”‘’]*[-/=_&%#.\d][^\s<>\"“”‘’]*)")
GOES_ON_AFTER_HYPHEN = re.compile(r"[ \t]*\n\s*(?!https?:|www\.)(?P<rest>[a-z0-9%][^\s<>\"“”‘’]*)")
AFTER_ADDRESS = ".,;:!?'*_…"


def links_of(source: Source) -> list[str]:
    """Every address of a source once, in the order in which they stand."""
    found = [
        (link.span.start, link.url) for link in source.links if re.match(r"https?://|www\.", link.url, re.IGNORECASE)
    ]
    hidden = {link.span for link in source.links}
    for start, address in _written(source.text):
        if not any(span.start <= start < span.end for span in hidden):
            found.append((start, address))
    return list(dict.fromkeys(address for _, address in sorted(found, key=lambda place: place[0])))


def _written(text: str) -> Iterator[tuple[int, str]]:
    for match in ADDRESS.finditer(text):
        address, end = match.group(), match.end()
        while CUT.search(address):
            rest = (GOES_ON_AFTER_HYPHEN if address.endswith("-") else GOES_ON).match(text, end)
            if not rest:
                break
            address, end = address + rest.group("rest"), rest.end()
        yield match.start(), _without_stop(address)


def _without_stop(address: str) -> str:
    """The address without the sentence's own stop or bracket."""
    while address and (
        address[-1] in AFTER_ADDRESS or (address[-1] == ")" and address.count("(") < address.count(")"))
    ):
        address = address[:-1]
    return address
