"""What columns and values probably are. Guesses are shown and asked about, never acted on by themselves."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from heard.collect.channels.form_imports.states import CHOSEN_ONCE, CONSENT, DATES, QUESTION, ColumnUse
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question

MOST_VALUES = 60  # a column with more different values is no choice
FEW_VALUES = 12
LONG = 25  # characters, on average: a column of words
ALIKE = 0.8

IDS = {"id", "response id", "responseid", "respondent id", "submission id", "answer id", "entry id", "#"}
# In the order of what tells best when an answer was given.
DATE_HEADS = [
    *("completion time", "end date", "enddate", "timestamp", "date submitted", "submitted at", "recorded date"),
    *("submission date", "date", "start time", "start date", "startdate"),
]
WHO = {"email", "e mail", "email address", "e mail address", "ip", "ip address", "address", "home address", "postcode"}
WHO |= {
    "name",
    "first name",
    "last name",
    "full name",
    "surname",
    "username",
    "user name",
    "post code",
    "date of birth",
}
WHO |= {"phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "contact details", "dob"}
# Words around what a head asks for: “Please tell us your e-mail address (optional)”.
AROUND = {
    "what",
    "whats",
    "is",
    "s",
    "please",
    "enter",
    "give",
    "leave",
    "add",
    "tell",
    "us",
    "your",
    "the",
    "my",
    "here",
}
AROUND |= {"respondent", "respondents", "recipient", "optional", "or", "and", "if", "you", "like", "wish", "want", "to"}
IS_ADDRESS = re.compile(
    r"^\s*([^\s@]+@[^\s@]+\.[^\s@]+|\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7})\s*$", re.I
)
AGE_HEAD = re.compile(r"(?i)\b(age|age group|how old|old are you)\b")
REGION_HEAD = re.compile(r"(?i)\b(region|which part of|where (do|are|did) you|area|nation|country)\b")
SPEAKING_HEAD = re.compile(
    r"(?i)\b(speaking as|answering as|responding as|who are you|are you (a|an)|i am (a|an)|role)\b"
)
CONSENT_HEAD = re.compile(r"(?i)\b(consent|agree|permission|happy for us|may we|can we|ok for us)\b")
YES = re.compile(
    r"(?i)^\s*(yes|y|true|1|x|on|ok|okay|agreed?|i (agree|consent|am happy|give)|happy|ticked|checked|✓|✔|☑)"
)
NO = re.compile(r"(?i)\b(no|not|don.?t|do not|disagree|refuse|never)\b")
SPEAKERS = {
    SpeakingAs.ON_BEHALF: r"behalf|for (somebody|someone)|parent of|for my",
    SpeakingAs.ORGANISATION: r"organi[sz]ation|charity|council|company|local authority",
    SpeakingAs.GROUP: r"group|together",
    SpeakingAs.PROFESSIONAL: r"professional|work|teacher|practitioner|staff|foster carer",
    SpeakingAs.OWN_EXPERIENCE: r"my own|own (life|experience)|young person|child|experienced|care leaver|myself|lived",
}


def guess_columns(
    columns: Sequence[str], cells: Sequence[Sequence[str]], questions: Sequence[Question]
) -> tuple[str, ...]:
    """A use for each column, from its head and what stands in it (`cells`, by column)."""
    guessed = [guess_column(head, found, questions) for head, found in zip(columns, cells, strict=True)]
    return tuple(once_only(columns, guessed))


def guess_column(head: str, cells: Sequence[str], questions: Sequence[Question]) -> str:
    head = " ".join(head.split())
    filled = [cell.strip() for cell in cells if cell.strip()]
    if says_who(head, filled):
        return ColumnUse.DROPPED
    if head.casefold() in IDS:
        return ColumnUse.ID
    if head.casefold() in DATE_HEADS:
        return guess_order(filled)
    question = question_like(head, questions)
    if question:
        return f"{QUESTION}{question.number}"
    return guess_choice(head, filled) or guess_words(filled)


def says_who(head: str, filled: Sequence[str]) -> bool:
    """Whether a column holds names or addresses: such columns are dropped, whatever anybody would like."""
    addresses = sum(1 for cell in filled if IS_ADDRESS.match(cell))
    return asks_who(head) or (bool(filled) and addresses * 2 >= len(filled))


def asks_who(head: str) -> bool:
    words = bare(head).split()
    while words and words[0] in AROUND:
        words.pop(0)
    while words and words[-1] in AROUND:
        words.pop()
    return " ".join(words) in WHO


def question_like(head: str, questions: Sequence[Question]) -> Question | None:
    def alike(question: Question) -> float:
        texts = [text for text in (question.text, question.plain_text) if text]
        return max(SequenceMatcher(None, bare(head), bare(text)).ratio() for text in texts)

    likest = max(questions, key=alike, default=None)
    return likest if likest and alike(likest) >= ALIKE else None


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"^\s*\d+[.)]\s*", "", text.casefold())))[:300]


def guess_choice(head: str, filled: Sequence[str]) -> str:
    values = set(filled)
    if not values or len(values) > MOST_VALUES:
        return ""
    if CONSENT_HEAD.search(head) and len(values) <= FEW_VALUES:
        return f"{CONSENT}{use_meant(head)}"
    if AGE_HEAD.search(head) and any(map(guess_age, values)):
        return ColumnUse.AGE
    if REGION_HEAD.search(head) and any(map(guess_region, values)):
        return ColumnUse.REGION
    return ColumnUse.SPEAKING if SPEAKING_HEAD.search(head) and any(map(guess_speaking, values)) else ""


def use_meant(head: str) -> str:
    if re.search(r"(?i)quot", head):
        return Use.QUOTE_UNNAMED.value
    return Use.PUBLISH_WHOLE.value if re.search(r"(?i)publish", head) else Use.ANALYSE.value


def guess_words(filled: Sequence[str]) -> str:
    if not filled or sum(map(len, filled)) / len(filled) < LONG:
        return ColumnUse.LEFT_OUT
    return ColumnUse.WORDS if len(set(filled)) * 2 > len(filled) else ColumnUse.LEFT_OUT


def guess_order(filled: Sequence[str]) -> str:
    """Whether day or month comes first: told by any date with a number over 12; where none tells, the day, as here."""
    pairs = [
        (int(found[1]), int(found[2])) for cell in filled if (found := re.match(r"(\d{1,2})[/.-](\d{1,2})\b", cell))
    ]
    if any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs):
        return ColumnUse.MONTH_FIRST
    return ColumnUse.DAY_FIRST


def once_only(columns: Sequence[str], guessed: Sequence[str]) -> list[str]:
    """Of several columns for what can be only once, the likeliest; the others are left out."""
    kept = list(guessed)
    for number in sorted(range(len(kept)), key=lambda number: rank(columns[number])):
        use = kept[number]
        same = DATES if use in DATES else (use,) if use in CHOSEN_ONCE or use.startswith(CONSENT) else ()
        for other in range(len(kept)):
            if other != number and kept[other] in same:
                kept[other] = ColumnUse.LEFT_OUT
    return kept


def rank(head: str) -> int:
    head = " ".join(head.split()).casefold()
    return DATE_HEADS.index(head) if head in DATE_HEADS else len(DATE_HEADS)


def guess_value(use: str, value: str) -> str:
    """What a value of a column with this use probably means; empty where nothing is probable."""
    if use.startswith(CONSENT):
        return "yes" if YES.match(value) and not NO.search(value) else ""
    by_use = {ColumnUse.AGE: guess_age, ColumnUse.REGION: guess_region, ColumnUse.SPEAKING: guess_speaking}
    return by_use[ColumnUse(use)](value)


BANDS = ((AgeBand.UNDER_13, 0, 12), (AgeBand.FROM_13, 13, 15), (AgeBand.FROM_16, 16, 17), (AgeBand.FROM_18, 18, 25))


def guess_age(value: str) -> str:
    """The band that holds all of what the value allows; none where it runs over two."""
    numbers = [int(number) for number in re.findall(r"\d{1,3}", value)]
    if not numbers:
        return ""
    low, high = numbers[0], numbers[-1]
    if re.search(r"(?i)under|below|younger|less than|<", value):
        low, high = 0, high - 1
    elif re.search(r"(?i)over|above|older|or more|\+|>", value):
        high = 150
    fits = (band for band, first, last in (*BANDS, (AgeBand.FROM_26, 26, 150)) if first <= low and high <= last)
    return next((band.value for band in fits), "")


def guess_region(value: str) -> str:
    said = bare(value)
    found = [region.value for region in Region if re.search(rf"\b{bare(region.value)}\b", said)]
    return max(found, key=len, default="")


def guess_speaking(value: str) -> str:
    return next((who.value for who, words in SPEAKERS.items() if re.search(words, value, re.IGNORECASE)), "")
