"""Which regions and nations the notes are about."""

import re

from heard.text.session_notes.uk_places import AREAS, NATIONS, REGIONS


def _any_of(names: tuple[str, ...]) -> str:
    """A pattern for any of these names, the longest first, with a space or a hyphen between their words."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\b" + "[ -]".join(map(re.escape, name.split())) + r"\b" for name in longest_first)


REGION = re.compile(_any_of((*REGIONS, *NATIONS)), re.IGNORECASE)
AREA = re.compile(_any_of(AREAS), re.IGNORECASE)
COMPASS = r"(?:North|South|East|West)"
TWO_AT_ONCE = re.compile(
    rf"\b(?P<first>{COMPASS})\s+(?:and|&)\s+(?P<second>{COMPASS})\s+(?P<of>Midlands|Wales|England)\b", re.IGNORECASE
)
MADE_OF_A_REGION = re.compile(
    r"^\s*(?:Borough|Assembly|Road|Street|Bridge|University|College|School|Council\b|Hall)", re.IGNORECASE
)


def regions_in(text: str) -> list[str]:
    """The regions of England and the nations that a text names, as it writes them, in order and once."""
    spread = TWO_AT_ONCE.sub(r"\g<first> \g<of> and \g<second> \g<of>", text)
    found = [
        _spelt(match.group(), (*REGIONS, *NATIONS))
        for match in REGION.finditer(spread)
        if not MADE_OF_A_REGION.match(spread[match.end() :]) and not _is_told_twice(spread, match)
    ]
    return list(dict.fromkeys(found))


def _is_told_twice(text: str, match: re.Match[str]) -> bool:
    """“England” after a region of it: “South West England”."""
    before = re.search(rf"(?:{REGION.pattern})\s+$", text[: match.start()], re.IGNORECASE)
    return match.group().casefold() == "england" and before is not None


def regions_of_title(title: str) -> list[str]:
    """The regions a title names; failing that, its counties and other areas."""
    return regions_in(title) or list(dict.fromkeys(_spelt(match.group(), AREAS) for match in AREA.finditer(title)))


def _spelt(name: str, known: tuple[str, ...]) -> str:
    """The name as it is written; one in capitals or with hyphens as it usually is."""
    plain = name.replace("-", " ").casefold()
    return name if name in known else next((usual for usual in known if usual.casefold() == plain), name)
