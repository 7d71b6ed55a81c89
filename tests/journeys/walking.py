"""Finding one's way over the served site without a browser."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

# Where only staff go, and files.
NOT_FOR_READERS = ("/accounts/", "/desk/", "/leave/", "/static/", "/media/", "/documents/")
FILES = (".csv", ".json")  # the same numbers, for programs


@dataclass(frozen=True)
class Answer:
    """What the site answered at one address; header names are in lower case."""

    status: int
    headers: dict[str, str]
    html: str


def fetch(url: str) -> Answer:
    try:
        with urlopen(Request(url), timeout=30) as response:  # noqa: S310 (our own address)
            return Answer(response.status, headers_of(response.headers.items()), response.read().decode())
    except HTTPError as error:
        return Answer(error.code, headers_of(error.headers.items()), error.read().decode())


def headers_of(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in items}


def links_in(html: str, page: str) -> set[str]:
    """Paths of this site that a page leads to, without their fragments."""
    addresses = (urlsplit(urljoin(page, unescape(link))) for link in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', html))
    return {
        address.path for address in addresses if address.netloc == urlsplit(page).netloc and address.scheme == "http"
    }


def walk_everywhere(url: str) -> dict[str, Answer]:
    """Every page a reader can reach from the first one, by its path."""
    found: dict[str, Answer] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(NOT_FOR_READERS) or path.endswith(FILES):
            continue
        found[path] = fetch(url + path)
        waiting += sorted(links_in(found[path].html, url + path))
    return found


def kind_of(path: str) -> str:
    """The page's kind: its path without numbers and names."""
    first, *rest = path.strip("/").split("/")
    return "/".join([first, *("*" if at == 0 else part for at, part in enumerate(rest))])


def one_of_each_kind(paths: Iterable[str]) -> list[str]:
    return sorted({kind_of(path): path for path in sorted(paths, reverse=True)}.values())
