"""Judging marked words within prose: somebody's words, or a scare quote, a title, a programme's name."""

import re

from heard.text.session_notes.vocabulary import one_of, words

LONG_ENOUGH = 6  # words: a term or a name is seldom as long
SURELY_SPEECH = 8  # words: no term or name is as long
TOO_SHORT = 3  # words: no longer than a term, so somebody must plainly be saying them
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SMALL_WORDS = words(
    "a an and as at but by for from in into is it nor of off on or our over the their to up us we with your"
)

NAMING = one_of(
    r"""called | named | entitled | titled | known as | so-called | termed | dubbed | labell?ed | branded |
    nicknamed | headed | words? | terms? | phrases? | titles? | theme | slogan | strapline | hashtag | motto | label
    | heading | (?:concept|idea|notion|theme|question|title) of"""
)
WITH_A_TITLE = one_of(
    """programme | project | campaign | scheme | report | film | book | play | podcast | song | poem | workshop |
    leaflet | guidance | guide | article | blog | strategy | pilot | event | exhibition | survey | paper |
    questions? | prompt | poster"""
)
NAMED_THING = one_of(
    """programme | project | scheme | campaign | pilot | report | film | book | podcast | agenda | test | rule |
    approach | model | label | fund | initiative | group | award | week | bill | act | attitude | mentality |
    culture | mindset | advice | charter | pledge | app | course | workshop | team | hub | badge"""
)
NAMED_BEFORE = re.compile(rf"\b(?:{NAMING}|{WITH_A_TITLE})(?:\s+(?:was|is|were|are))?[\s,:–—-]*$", re.IGNORECASE)
NAMED_AFTER = re.compile(
    rf"^[\s,]*(?:(?:\w+ )?{NAMED_THING}s?\b|(?:was|is) the (?:title|name|theme|slogan|strapline|motto)\b)",
    re.IGNORECASE,
)
OWN_WORDS_BEFORE = re.compile(r"\bin (?:his|her|their|one[’']s|the) (?:own )?words\b[^.!?]*$", re.IGNORECASE)
SPEECH = one_of(
    r"""said | says | say | saying | told | tells | explain\w* | describ\w* | added | adds | ask(?:s|ed|ing)? |
    repl(?:y|ied|ies) | reflect\w* | recall\w* | remember\w* | wrote | writes | observ\w* | argu\w* | suggest\w* |
    spoke | speak\w* | felt | feel\w* | put it | puts it | shared | shares | comment\w* | not(?:ed|es) | remark\w* |
    shout\w* | insist\w* | admit\w* | hear(?:d|ing)? | mention\w* | talk\w* | according to | summ\w* up | agree\w* |
    stress\w* | warn\w* | call\w* | express\w*"""
)
SPEAKS_BEFORE = re.compile(rf"\b{SPEECH}\b[^.!?]*$", re.IGNORECASE)
SPEAKS_AT_ONCE = re.compile(
    r"\b(?:said|says|saying|replied|answered|added|shouted|wrote|asked|put it|thought)[\s,:–—]*$", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours)\b", re.IGNORECASE)
# Says that what follows are words, where “mentioned”, “spoke about” and “described being” only name a subject.
REPORTS = one_of(
    r"""said | says | saying | told | tells | explain(?:s|ed|ing) | added | adds | asked | asks | repl(?:y|ies|ied) |
    reflected | recall(?:s|ed) | remember(?:s|ed) | wrote | writes | put it | puts it | felt | feels | noted | notes |
    observed | remarked | admitted | insisted | argued | called | calls | thought | as one | in the words of |
    describ(?:ed|es|ing)\b[^.!?]{1,60}?\bas | like"""
)
REPORTS_BEFORE = re.compile(rf"\b{REPORTS}\b[^.!?]*$", re.IGNORECASE)
SAYS_OF_SELF = re.compile(r"\b(?:said|says|felt|explained|told \w+)(?: that)? (?:he|she|they|I|we)(?: \w+)?\s*$")
SPEAKER = r"(?:he|she|they|I|we|one|another|an?|the|[A-Z]\w+)\b(?:\s+[\w’'-]+){0,4}"
SPEAKS_AFTER = re.compile(
    rf"^[\s,]*(?:[–—-]\s*)?(?:{SPEECH}\b|{SPEAKER}\s+{SPEECH}\b|(?:is|was|were) (?:said|how|what|heard|repeated)\b)"
)


def is_somebodys_words(inside: str, before: str, after: str) -> bool:
    """Whether words in marks, within a paragraph that goes on around them, are a quotation."""
    length = len(WORD.findall(inside))
    ends_like_speech = inside.rstrip().endswith((".", "!", "?", "…"))
    if not length:
        return False
    if OWN_WORDS_BEFORE.search(before):
        return True
    if NAMED_BEFORE.search(before) or (NAMED_AFTER.search(after) and length < LONG_ENOUGH):
        return False
    at_once = bool(SPEAKS_AT_ONCE.search(before) or SPEAKS_AFTER.search(after))
    if is_title(inside):
        return at_once and (ends_like_speech or inside.rstrip().endswith(","))
    if length <= TOO_SHORT:
        says_of_self = length == TOO_SHORT and SAYS_OF_SELF.search(before) is not None
        return at_once or says_of_self or (ends_like_speech and length > 1 and bool(SPEAKS_BEFORE.search(before)))
    if length < LONG_ENOUGH:
        return at_once or ends_like_speech or bool(REPORTS_BEFORE.search(before))
    return True


def is_title(text: str) -> bool:
    """Whether words carry capitals as titles do: every one that matters."""
    every = WORD.findall(text)
    weighty = [word for word in every if word.casefold() not in SMALL_WORDS]
    if not weighty or text.rstrip().endswith("."):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in weighty) and (len(every) > 1 or every[0][0].isupper())


def is_said_at_once(inside: str, before: str, after: str) -> bool:
    """Whether words in the marks that are not the custom are speech: long enough, and somebody is said to speak."""
    length = len(WORD.findall(inside))
    if length <= TOO_SHORT or is_title(inside) or NAMED_BEFORE.search(before) or NAMED_AFTER.search(after):
        return False
    if SPEAKS_AT_ONCE.search(before) or SPEAKS_AFTER.search(after) or length >= SURELY_SPEECH:
        return True
    reports = REPORTS_BEFORE.search(before) is not None
    return reports and (length >= LONG_ENOUGH or FIRST_PERSON.search(inside) is not None)


def is_interrupted_speech(between: str) -> bool:
    """Whether what stands between two pairs of marks only says who speaks: “Never,” said one, “not once.”"""
    return (
        bool(SPEAKS_AFTER.search(between))
        and not re.search(r"[.!?]\s", between)
        and between.rstrip().endswith((",", ":", "–", "—"))
    )
