"""Who chaired: the name as the notes write it, without the letters after it, and the role."""

import re
from dataclasses import dataclass

from heard.text.session_notes.vocabulary import one_of, words

PART = r"[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*"  # one part of a name, with a capital
HONORIFIC = (
    r"(?:The\s+)?"
    + one_of(
        r"""Rt\.?\s+Hon\.? | Right\s+Honourable | Dr | Prof(?:essor)? | Sir | Dame | Lord | Lady | Baroness | Baron
        | Viscount | Cllr | Councillor | Alderman | Rev(?:erend)? | Mr | Mrs | Ms | Miss | Mx | Judge | Bishop |
        Canon | Commissioner"""
    )
    + r"\.?"
)
SEATS = r"(?:MP|MSP|MLA|MEP|TD|MS|AM)"
POSTNOMINAL = rf"(?:{SEATS}|GBE|[DK]BE|[CO]BE|MBE|BEM|KCB|CB|CMG|CH|OM|KC|QC|PhD|FRS|FRSA|FRCP|FRCN|FBA|DL|JP)"
POST = rf"(?:,?\s+{POSTNOMINAL}\b)*"
NEXT = rf"[^\S\n]+(?!{POSTNOMINAL}\b)"
PEER = rf"(?:Lord|Lady|Baroness|Baron|Viscount)\s+{PART}(?:{NEXT}{PART}){{0,3}}(?:\s+of\s+{PART}(?:[ -]{PART})*)?"
PARTICLE = r"(?:de|da|du|van|von|der|ter|al|an|bin|ibn|ap|ab|le|la|ni|ní|mac|y)"
PERSON = rf"(?:{HONORIFIC}\s+)*(?:[A-Z]\.\s*)*{PART}(?:{NEXT}(?:[A-Z]\.|{PART}|{PARTICLE}\s+{PART})){{0,4}}"
NAMED = rf"(?P<name>{PEER}|{PERSON})(?P<post>{POST})"
GOES_ON = one_of(
    r"was | were | welcomed | brought | opened | led | attended | focus\w* | began | heard | took | introduced"
)
ROLE_ENDS = rf"(?=\s+(?:who|and {GOES_ON})\b|[,.;()\n]|$)"
ROLE = rf"(?P<role>(?!\s|(?:who|which|where|and)\b)[^,.;()\n]{{2,120}}?{ROLE_ENDS})"
ROLE_BESIDE = rf"(?:,\s*{ROLE}|\s+\((?P<bracketed>[^()]{{4,120}})\))"
BODY = (
    r"(?i:inquiry|commission|review|panel|session|meeting|hearing|round ?table|evidence session|discussion|group|appg|"
    r"assembly|forum|committee)"
)
CHAIR = r"[Cc]hair(?:person|man|woman)?"
OF_BODY = (
    rf"(?:[^,.;()\n]{{2,60}}?\s+and\s+)?(?:the\s+)?{CHAIR}\s+"
    rf"of\s+(?:the|our|this)\s+(?:[\w’'&-]+\s+){{0,6}}?{BODY}(?:\s+on\s+[\w’' -]{{2,40}})?"
)

# In order of how plainly they say it.
SAYINGS = (
    re.compile(
        rf"\b(?:co-)?[Cc]haired(?:\s+jointly)?\s+by:?\s+{NAMED}(?:,\s*[^,.;()\n]{{2,80}},?)?"
        rf",? +and +(?P<other>(?:the\s+)?(?:{PEER}|{PERSON})){POST}"
    ),
    re.compile(rf"\b(?:co-)?[Cc]haired(?:\s+jointly)?\s+by:?\s+{NAMED}{ROLE_BESIDE}?"),
    re.compile(rf"\b{CHAIR}:\s+{NAMED}{ROLE_BESIDE}?"),
    re.compile(rf"\b{NAMED}\s*\((?:the\s+|session\s+|inquiry\s+)?(?:[Cc]o-)?{CHAIR}\b[^)]*\)"),
    re.compile(
        rf"\b{NAMED}(?:,\s*{ROLE})?,?"
        rf"(?:\s+(?!and\s+[A-Z])[a-z’'-]+){{0,8}}?\s+(?:(?:co-)?chaired(?! by)|presided)\b"
    ),
    re.compile(rf"\b{NAMED},\s+who\s+(?:chairs|chaired|presided)\b"),
    re.compile(rf"\b{NAMED}(?:,[^.;]{{0,80}})?\s+(?:was\s+)?in\s+the\s+chair\b"),
    re.compile(
        rf"(?:\b[Tt]he|[’']s|\b[Oo]ur|\b[Ii]ts)\s+(?:(?:[Ii]nquiry|[Rr]eview|[Ss]ession|[Cc]ommission|[Pp]anel|APPG)(?:[’']s)?\s+)?"
        rf"{CHAIR},?\s+{NAMED}"
    ),
    # The chair of an inquiry who opens a session is in the chair; one who merely comes to it may not be.
    re.compile(rf"\b{NAMED},\s*(?P<role>{OF_BODY}),?\s+(?:who\s+)?(?:also\s+)?(?:opened|welcomed|led|introduced|hosted|moderated|began|thanked|facilitated)\b"),
    re.compile(rf"\b(?:welcome|introduction|remarks)\s+(?:and\s+\w+\s+)?(?:from|by)\s+{NAMED},\s*(?P<role>{OF_BODY})"),
)  # fmt: skip
PLAIN = SAYINGS[:3]  # here one name is enough
NOT_NAMES = words(
    """The This That These Those She He They It We You Who One Our In At On A An And But Each Every All Some Many
    Everyone Chair Session Attendees Participants Following"""
)
LABELLED = re.compile(rf"{NAMED}(?:\s*[,–—-]\s*|\s*\(|\s+)?(?P<role>[^()]{{2,150}})?\)?$")
SEVERAL = re.compile(
    rf"(?P<names>(?:{PEER}|{PERSON}){POST}(?:, (?:{PEER}|{PERSON}){POST})* (?:and|&) (?:{PEER}|{PERSON})){POST}"
)
NO_ROLE = re.compile(r"ret(?:ired|[’']?d)?\.?|\w+/\w+|online|by \w+|via \w+|virtual(?:ly)?", re.IGNORECASE)
IS_ROLE = re.compile(
    r"\b(?:of|for|at|in|to)\b|[a-z]{3,}(?:er|or|ist|ian|ant|ent|ive|air|ad|ry)\b|\b(?:MP|MSP|Member|Lead|Head|Chief)\b"
)


@dataclass(frozen=True, slots=True)
class Chair:
    """Who chaired, and in what role, where the notes say so."""

    name: str
    role: str | None = None


def chairs_in(text: str) -> list[Chair]:
    """Everyone a text says was in the chair, the plainest saying first."""
    found: list[Chair] = []
    for saying in SAYINGS:
        for match in saying.finditer(text):
            name = _clean_name(match.group("name"))
            if name and (saying in PLAIN or " " in name) and not any(name in chair.name for chair in found):
                found.append(_chair(match, name, text))
    return found


def chair_from_label(value: str, text: str) -> Chair | None:
    """The chair a label names: “Dr Amina Yusuf, Director of Public Health”."""
    if several := SEVERAL.fullmatch(value.strip()):
        return Chair(several.group("names"))
    match = LABELLED.match(value.strip())
    name = _clean_name(match.group("name")) if match else None
    return Chair(name, _role_of(match, name, text)) if match and name else None


def _chair(match: re.Match[str], name: str, text: str) -> Chair:
    other = match.groupdict().get("other")
    return Chair(f"{name} and {other}") if other else Chair(name, _role_of(match, name, text))


def _clean_name(written: str) -> str | None:
    """The name without a word that only began the sentence; None if nothing but a title stays."""
    parts = written.split()
    while parts and parts[0] in NOT_NAMES and not re.match(r"The\s+(?:Rt|Right|Hon|Rev|Very|Most)", " ".join(parts)):
        parts = parts[1:]
    name = " ".join(parts)
    return name if name and not re.fullmatch(rf"(?:{HONORIFIC}\s*)+", name) else None


def _role_of(match: re.Match[str], name: str, text: str) -> str | None:
    groups = match.groupdict()
    role = (groups.get("role") or groups.get("bracketed") or "").strip(" ,–—-")
    if NO_ROLE.fullmatch(role):
        role = ""
    return role or _role_elsewhere(name, text) or _seat(match)


def _seat(match: re.Match[str]) -> str | None:
    seat = re.search(rf"\b{SEATS}\b", match.group("post") or "")
    return seat.group() if seat else None


def _role_elsewhere(name: str, text: str) -> str | None:
    """What a text calls a person where it introduces them: “Daisy Cooper, MP for St Albans”."""
    introduced = re.search(rf"{re.escape(name)}{POST},\s*(?:the\s+)?(?=[A-Z]){ROLE}", text)
    if introduced and IS_ROLE.search(introduced.group("role")):
        return introduced.group("role").strip()
    seat = re.search(
        rf"{re.escape(name)},?\s+\(?(?P<role>{SEATS}\s+for\s+{PART}(?:\s+(?:and\s+|of\s+|upon\s+)?{PART}){{0,5}})", text
    )
    return seat.group("role") if seat else None
