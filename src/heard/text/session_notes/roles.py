"""Roles: the words after a quotation that say who spoke (“– care leaver, 19”), which are not part of it."""

import re

from heard.text.session_notes.vocabulary import words

DASH = re.compile(r"^[-–—―~]+\s*")
TRAILING_DASH = re.compile(r"(?<=[.!?…\"'”’»,\w)])\s*(?:\s[-–—―]{1,2}|[–—―]|--)\s*(?P<role>[^–—―]{2,90})$")
TRAILING_BRACKETS = re.compile(r"\s*\((?P<role>[^()]{2,90})\)\.?$")
MOST_WORDS = 14
MOST_WORDS_UNMARKED = 8

PEOPLE = words(
    """adopter adult advocate ally ambassador apprentice assistant attendee aunt author baby boy brother builder
    campaigner captain carer caseworker chair chaplain child children citizen cleaner clerk client clinician coach
    coordinator colleague commissioner consultant contributor councillor counsellor couple customer dad daughter
    deckhand delegate director doctor driver educator elder employee employer engineer expert facilitator farmer
    father fisher fisherman friend gp girl governor graduate grandad granddad granddaughter grandfather grandma
    grandmother grandparent grandson guardian guest headteacher helper husband inspector intern interpreter judge
    landlord lady lawyer leader learner leaver lecturer librarian magistrate man manager member mentor midwife
    miner minister mother mum mam nan neighbour niece nephew nurse officer organiser owner panellist paramedic
    parent participant partner passenger pastor patient peer pensioner person people pharmacist physician police
    practitioner presenter prisoner professional professor provider psychologist pupil refugee representative
    researcher resident respondent reader reporter sailor secretary shopkeeper sibling sister skipper soldier
    solicitor son speaker stepmother stepfather student supporter survivor teacher teen teenager tenant therapist
    trader trainee trainer traveller trustee tutor twin uncle user veteran victim viewer vicar visitor volunteer
    warden widow widower wife witness woman worker writer mp msp cllr councillors"""
)
ANONYMOUS = re.compile(
    r"\b(?:anon(?:ymous)?|name withheld|p\d{1,2}|participant \d+|speaker \d+|group \w+)\b", re.IGNORECASE
)
AGE = re.compile(
    r"(?:,|\baged?|\bage)\s*\d{1,3}\b|\b\d{1,2}\s?(?:years?[ -]old|y/?o)\b|\byear \d{1,2}\b", re.IGNORECASE
)
NAME_AND_MORE = re.compile(r"^[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){0,2}(?:,\s*\S.*)?$")
SAYS = re.compile(
    r"\b(?:said|says|added|adds|asked|asks|told|explained|noted|replied|shared|felt|described|recalled|wrote|commented|"
    r"was|were|is|are|had|has|have|would|could|should|will|can)\b",
    re.IGNORECASE,
)


# “Carer for her mother”, “a young person”, “Participant 3”: one person, named at once.
PERSON = re.compile(
    rf"(?:an? |the )?(?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(PEOPLE, key=len, reverse=True))})"
    r"(?: (?:\d{1,2}|(?:of|for|from|with|in|at|to|and|aged) .+))?$",
    re.IGNORECASE,
)


def has_role(text: str) -> bool:
    """Whether words say who somebody is: a noun for a person, an age, or that the name is withheld."""
    beginning = re.findall(r"[^\W\d_]+", text.casefold())[:7]
    known = any(word in PEOPLE or word.removesuffix("s") in PEOPLE for word in beginning)
    return known or bool(ANONYMOUS.search(text)) or bool(AGE.search(text))


def is_role(text: str) -> bool:
    """Whether `text` is nothing but a role: short, no sentence, a person in it."""
    return 0 < len(text.split()) <= MOST_WORDS and not _is_sentence(text) and has_role(text)


def is_signature(text: str) -> bool:
    """Whether a line begins with a dash and says who spoke: a role, or a name with or without more."""
    dash = DASH.match(text)
    if not dash or dash.end() == len(text):
        return False
    body = text[dash.end() :].strip()
    return is_role(body) or (
        len(body.split()) <= MOST_WORDS and not _is_sentence(body) and bool(NAME_AND_MORE.match(body))
    )


def is_bare_role(text: str) -> bool:
    """Whether a line without a dash says who spoke. Many (“Foster carers”) are a heading, one is a person."""
    body = TRAILING_BRACKETS.sub(r"\g<role>", text) if text.startswith("(") else text
    if (
        len(body.split()) > MOST_WORDS_UNMARKED
        or body.endswith((":", "?", "!"))
        or SAYS.search(body)
        or _is_sentence(body)
    ):
        return False
    return PERSON.match(re.split(r"\s*[,(]", body)[0]) is not None


def role_after_marks(text: str) -> bool:
    """Whether what follows a closing mark, to the paragraph's end, is a role: “ – tenant, Hull”, “ (foster carer)”."""
    rest = text.strip().strip(".").strip()
    if not any(character.isalnum() for character in rest):
        return True  # nothing, or ornaments
    if rest.startswith("(") and rest.endswith(")"):
        return len(rest.split()) <= MOST_WORDS and not _is_sentence(rest[1:-1])
    dash = DASH.match(rest)
    body = rest[dash.end() :] if dash else rest.lstrip(", ")
    if not body or len(body.split()) > MOST_WORDS or _is_sentence(body):
        return False
    if dash:
        return is_role(body) or not SAYS.search(body)
    return (
        (is_role(body) or bool(NAME_AND_MORE.match(body)))
        and len(body.split()) <= MOST_WORDS_UNMARKED
        and not SAYS.search(body)
    )


def role_begins(text: str) -> int | None:
    """Where the role begins that ends an unmarked paragraph (“I never unpacked. – Care leaver, 19”), with its dash."""
    for pattern in (TRAILING_DASH, TRAILING_BRACKETS):
        match = pattern.search(text)
        if match and not (text[: match.start()].rstrip()[-1:] in ".!?…" or AGE.search(match.group("role"))):
            continue
        if match and is_role(match.group("role").strip().rstrip(".")) and not SAYS.search(match.group("role")):
            return match.start()
    return None


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?]\s+[A-Z]|[!?]$", text)) or (text.rstrip().endswith(".") and bool(SAYS.search(text)))
