"""The places people came from, as a sentence lists them."""

import re

from heard.text.session_notes.uk_places import WITH_AND_INSIDE
from heard.text.session_notes.vocabulary import one_of

WORD = r"[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*"  # with a capital
PLACE = rf"(?:the\s+)?{WORD}(?:[ -](?:(?:on|upon|under|in|le|by|of|the|with|y)[ -])?{WORD}){{0,4}}"
LIST = re.compile(rf"{PLACE}(?:(?:,\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+){PLACE})*")
PARTED = re.compile(r",\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
AREA = one_of(
    r"""areas? | places? | towns? | villages? | cities | counties | boroughs? | regions? | communities |
    (?:local\s+)?authorit(?:y|ies) | districts? | harbours? | ports? | parishes | estates? | neighbourhoods? | parts |
    wards? | islands? | valleys?"""
)
CAME = one_of(
    """join(?:ed|ing)? | attended | attending | came | come | coming | travell?ed | dialled | dialling | logged |
    connected"""
)
FOR_EXAMPLE = r"(?:including|such as|like|among them|namely)[,:]?\s+"
NOT_ALL = re.compile(r"\bincluding,?\s+but\s+not\s+limited\s+to:?\s+", re.IGNORECASE)
# What leads to a list of places, the plainest first.
LEADS = (
    NOT_ALL,
    re.compile(r"\bincluding\s+(?:\w+\s+)?from\s+", re.IGNORECASE),
    re.compile(rf"\b{AREA}\b[^.;:]{{0,60}}?\b{FOR_EXAMPLE}", re.IGNORECASE),
    re.compile(rf"\b(?:across|throughout|around|from)\s+(?:the\s+)?[^.;:]{{0,60}}?,?\s+{FOR_EXAMPLE}", re.IGNORECASE),
    re.compile(rf"\b{CAME}\s*(?:us\s+|in\s+|on\s+|online\s+)*,?\s*from(?:\s+as far(?: afield)? as)?:?\s+"),
    re.compile(r"\b(?:connections?|connected|links?|ties)\s+(?:to|with)\s+", re.IGNORECASE),
    re.compile(
        r"\b(?:most|many|some|all|half|mainly|mostly|largely)(?:\s+of\s+(?:them|us|whom))?\s+from\s+", re.IGNORECASE
    ),
    re.compile(rf"\bfrom\s+(?:[a-z]+\s+){{0,2}}{AREA}\s+(?:in|across|of)\s+", re.IGNORECASE),
    re.compile(
        r"\b(?:teams?|services|councils|projects|groups|living|based|working|live|work)\s+(?:or\s+\w+\s+)?in\s+",
        re.IGNORECASE,
    ),
)
ORGANISATION = re.compile(
    r"\b"
    + one_of(
        """Council | Trust | NHS | Society | University | College | School | Association | Foundation | Network |
        Forum | Service | Charity | Centre | Group | Ofsted | Department | Ministry | Office | Commission |
        Committee | Parliament | Government | Police | Church | Ltd | CIC"""
    )
    + r"\b|[’']s$|^[A-Z]{2,}$"
)


def places_in(sentence: str) -> list[str]:
    """The places a sentence lists as where people came from or have ties to; none where it lists organisations."""
    for lead in LEADS:
        for match in lead.finditer(sentence):
            listed = LIST.match(sentence, match.end())
            places = _parted(listed.group()) if listed else []
            is_list = len(places) >= 2 or (places and lead is NOT_ALL)
            if is_list and not any(ORGANISATION.search(place) for place in places):
                return places
    return []


def _parted(listed: str) -> list[str]:
    """The names of a list; one that holds an “and” of its own stays whole."""
    for number, name in enumerate(WITH_AND_INSIDE):
        listed = re.sub(re.escape(name).replace("’", "[’']"), f"\x00{number}\x00", listed)
    whole = [
        re.sub(r"\x00(\d+)\x00", lambda m: WITH_AND_INSIDE[int(m.group(1))], piece) for piece in PARTED.split(listed)
    ]
    return [re.sub(r"^the\s+", "", name.strip()) for name in whole if name.strip()]
