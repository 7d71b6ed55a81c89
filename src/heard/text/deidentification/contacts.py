"""Ways to reach somebody: telephone numbers in every spacing, e-mail, profiles and handles, with and without an @."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import UNLISTED, listings, plain, vocabulary
from heard.text.deidentification.words import Cued, Passage

EMAIL = re.compile(r"[\w.+'’-]{1,64}@[\w-]+(?:\.[\w-]+)+")
DOT, AT = r"(?:\.| ?[\[(]? ?\bdot\b ?[\])]? ?)", r"(?:@| ?[\[(] ?(?:at|@) ?[\])] ?| at )"
SPOKEN_EMAIL = re.compile(
    rf"\b[\w+-]{{1,40}}(?:(?:{DOT}|_| ?(?:underscore|dash) ?)[\w+-]{{1,40}}){{0,4}}?{AT}[\w-]{{1,"
    rf"40}}(?:{DOT}[\w-]{{1,40}}){{0,3}}?{DOT}"
    r"(?:com|co|uk|org|net|me|ac|gov|io|info|sch|eu|ie|scot|wales|cymru|example|edu)\b"
    rf"(?:{DOT}uk\b)?",
    re.IGNORECASE,
)
SAID_AT = re.compile(r"\bat\b|@", re.IGNORECASE)
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”’]+|\b(?:[a-z0-9-]{1,63}\.){0,4}(?:facebook|fb|instagram|tiktok|twitter|x|"
    r"snapchat|linkedin|youtube|youtu|reddit|discord|"
    r"threads|linktr|onlyfans|twitch|tumblr|pinterest|soundcloud|gofundme|justgiving|t)\.(?:com|co|me|"
    r"net|be|ee|gg|tv)/[^\s<>\"”’]+",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"(?:^|//|\.)(?:gov\.uk|nhs\.uk|parliament\.uk|gov\.scot|gov\.wales|legislation\.gov\.uk)(?:/|$)", re.IGNORECASE
)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]*\w)?")
WRITTEN_HANDLE = re.compile(
    r"(?<![\w@/])(?:/?u/(?=\w{3}))?(?<![\w@.])(?=[\w.]{0,40}[A-Za-z])(?:\w+_[\w.]*\w|[A-Za-z]\w*\.\w+_\w+|_\w+_?|[A-Za-z]\w{2,}_|\w{2,32}#\d{4})(?![\w@])"
)
NUMBERED_NAME = re.compile(r"(?<![\w@./])([A-Za-z]{3,})(\d{2,4})(?![\w@])")
NETWORK = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|twitter|xbox|psn|ps[n45]|gamer ?tag|"
    r"user ?name|user|handle|twitch|roblox|fortnite|steam|fb|"
    r"facebook|kik|telegram|reddit|youtube|threads|vinted|profile)\b(?: (?:name|account|acc|page|"
    r"handle|id|tag|user(?:name)?))?"
    r"(?:\s+(?:is|its|it's|me|at|on|as|called|under|add|@|-|my)|’?'?s|"
    r"\s*[:=–-])*\s+(?P<handle>[A-Za-z0-9_](?:[\w.-]*\w)?)",
    re.IGNORECASE,
)

PHONE = re.compile(
    r"(?<![\w£$€.])(?:\+|\(\+?)?\d(?:[ \t\u00a0()./‑–-]{0,3}\d){6,22}(?:\s?(?:ext?|extension|x)\.? ?\d{1,6})?(?!\w)",
    re.IGNORECASE,
)
OH_PHONE = re.compile(r"(?<!\w)[oO](?:h ?|[ -]?)(?=[1237])\d(?:[ .-]{0,2}\d){8,9}(?!\w)")
DIGIT_WORDS = "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine"
SAID_DIGITS = frozenset({*DIGIT_WORDS.split("|"), "double", "triple", "treble"})
SPOKEN_PHONE = re.compile(
    rf"\b(?:(?:double |triple |treble )?(?:{DIGIT_WORDS})|\d+|hundred|thousand)(?:[ ,.-]+(?:(?:double |"
    rf"triple |treble )?(?:{DIGIT_WORDS})\b|\d+\b|hundred\b|thousand\b)){{5,14}}",
    re.IGNORECASE,
)
CALLED_ON = re.compile(
    r"\b(?:ring|call|phone|tel|telephone|mob|mobile|text|txt|whatsapp|number(?:'?s)?|extension|ext|"
    r"fax)\b[^\d\n]{0,25}?(?P<number>\+?\d(?:[ ()-]{0,2}\d){4,14})(?!\w)",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"(?<![\w£$€.,])\d{7,}(?![\w,]|\.\d)")


def find_contacts(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if "@" in text or "dot" in passage.runs:
        yield from emails(text)
    yield from profiles(passage)
    yield from phones(passage)


def emails(text: str) -> Iterator[Finding]:
    patterns = (EMAIL, SPOKEN_EMAIL) if "dot" in text.lower() and SAID_AT.search(text) else (EMAIL,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Category.EMAIL, "format", 0.98, sure=True)


HANDLES = Cued(HANDLE, signs="@"), Cued(WRITTEN_HANDLE, signs="_#")
NUMBERED_NAMES = Cued(NUMBERED_NAME, digits=2)
INTRODUCED_HANDLES = Cued(NETWORK, vocabulary("networks") | {"ps"})  # “ps5”


def profiles(passage: Passage) -> Iterator[Finding]:
    for match in URL.finditer(passage.text) if "/" in passage.text or "www" in passage.runs else ():
        if not OFFICIAL.search(match[0]):
            yield Finding(
                match.start(), match.start() + len(match[0].rstrip(".,;:!?)")), Category.URL, "format", 0.95, sure=True
            )
    for pattern in HANDLES:
        for match in pattern.finditer(passage):
            yield Finding(match.start(), match.end(), Category.HANDLE, "format", 0.95, sure=True)
    yield from dotted_handles(passage)
    for match in NUMBERED_NAMES.finditer(passage):
        if is_invented(match[1]):
            yield Finding(match.start(), match.end(), Category.HANDLE, "format", 0.7)
    for match in INTRODUCED_HANDLES.finditer(passage):
        if is_invented(match["handle"]):
            yield Finding(match.start("handle"), match.end("handle"), Category.HANDLE, "introduction", 0.85, sure=True)


CUES = vocabulary("cues_of_handles")
CUE = re.compile(rf"\b(?:{'|'.join(CUES - {'find', 'message'})}|find me|message me)\b", re.IGNORECASE)
DOTTED = re.compile(r"(?<![\w@./])[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+(?![\w@/])")


def dotted_handles(passage: Passage) -> Iterator[Finding]:
    """“add kd.official”: a dotted word beside talk of a network, unless it is two sentences without a space."""
    if "." in passage.text and not passage.runs.isdisjoint(CUES) and CUE.search(passage.text):
        for match in DOTTED.finditer(passage.text):
            if any(is_invented(part) for part in match[0].split(".") if part.isalpha()):
                yield Finding(match.start(), match.end(), Category.HANDLE, "format", 0.7, sure=True)


def is_invented(word: str) -> bool:
    """Whether no dictionary has it: “snap me.ur.lil” against “snap everyone”."""
    return not listings().get(plain(word), UNLISTED).ordinary


PHONES, OH_PHONES = Cued(PHONE, digits=7), Cued(OH_PHONE, digits=9)
NUMBERS_TO_CALL, LONG_NUMBERS = Cued(CALLED_ON, digits=5), Cued(LONG_NUMBER, digits=7)
SPOKEN_PHONES = Cued(SPOKEN_PHONE, SAID_DIGITS)


def phones(passage: Passage) -> Iterator[Finding]:
    for match in PHONES.finditer(passage):
        length = telephone_length(match[0])
        if length:
            yield Finding(match.start(), match.start() + length, Category.PHONE, "format", 0.95, sure=True)
    for match in OH_PHONES.finditer(passage):
        yield Finding(match.start(), match.end(), Category.PHONE, "introduction", 0.9, sure=True)
    for match in NUMBERS_TO_CALL.finditer(passage):
        yield Finding(*match.span("number"), Category.PHONE, "introduction", 0.9, sure=True)
    for match in LONG_NUMBERS.finditer(passage):
        if not telephone_length(match[0]):
            yield Finding(match.start(), match.end(), Category.REFERENCE, "format", 0.6, sure=True)
    for match in SPOKEN_PHONES.finditer(passage):
        if spoken_digits(match[0]) >= 7:
            yield Finding(match.start(), match.end(), Category.PHONE, "format", 0.9, sure=True)


WITHOUT_ZERO = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|7\d{9}|7\d{3} \d{3} ?\d{3}")


def telephone_length(run: str) -> int:
    """How many characters of a run of digits are one telephone number; 0 when it is none.

    A British number has 9 or 10 digits after its 0, +44 or 0044 (Ofcom National Telephone Numbering Plan); others start
    with +.
    """
    digits = "".join(filter(str.isdigit, run))
    international = run.lstrip("( ").startswith("+")
    if "x" in run.lower():
        return len(run) if len(digits) >= 10 else 0
    if international and not digits.startswith("44"):
        return len(run) if 8 <= len(digits) <= 15 else 0
    if digits.startswith(("44", "0044")):
        national = digits.removeprefix("00")[2:]
        national = national.removeprefix("0")
        return len(run) if 9 <= len(national) <= 10 else 0
    if digits.startswith("0") and len(digits) >= 10:
        return len(run)  # more than 11 digits are two numbers side by side
    return len(run) if WITHOUT_ZERO.fullmatch(run) else 0


WORD_OR_FIGURES = re.compile(r"[a-z]+|\d+")


def spoken_digits(words: str) -> int:
    """How many digits were read out: “double oh” is two, “nine hundred” three."""
    count = 0
    for word in WORD_OR_FIGURES.findall(words.lower()):
        count += {"double": 1, "triple": 2, "treble": 2, "hundred": 2, "thousand": 3}.get(
            word, len(word) if word.isdigit() else 1
        )
    return count
