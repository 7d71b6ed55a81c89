"""Answers that say nothing: “n/a”, “-”, “no comment”, “see above”. They are set aside and counted, never a theme."""

import re
import unicodedata
from functools import cache

# "Yes" and "no" are not here: to a closed question they are all there is to say.
_STAND_INS = """
    na; n a; not applicable; none; nil; null; nan; blank; left blank; tbc; tbd; ditto; pass; skip; skipped; unknown
    no comment; no answer; no opinion; no view; no response; no reply; no thought; no idea; no clue; no suggestion
    no remark; no feedback; no input; no preference; no data; no other comment; no further comment; no more comment
    no additional comment; no other thought; no further thought; no other suggestion; no further suggestion
    no strong view; no strong opinion; no particular view; no particular opinion; no specific comment; without comment
    nothing; nothing else; nothing more; nothing further; nothing additional; nothing specific; nothing in particular
    nothing really; nothing much; nothing comes to mind; nothing springs to mind; nothing i can think of; no nothing
    not that i know of; not that i can think of; not that i am aware of; none that i know of; none that i can think of
    do not know; dont know; dont really know; really dont know; do not really know; dunno; idk; not known; not sure
    am not sure; im not sure; unsure; am unsure; im unsure; cant say; cannot say; cant think of anything
    cant think of any; cannot think of anything; cannot think of any; cant remember; do not remember; dont remember
    do not understand; dont understand; did not understand; didnt understand; dont understand the question
    do not understand the question; dont know what to say; dont know what to put; dont know what to write
    dont know enough; do not know enough; dont have one; dont have any; do not have one; do not have any
    have no comment; have no idea; have no opinion; have no view; have no preference; have nothing; not answered
    not provided; not given; not stated; not specified; not available; no information; no information provided
    prefer not to say; prefer not to answer; prefer not to comment; would prefer not to say; would rather not say
    rather not say; id rather not say; id prefer not to say; decline; declined; decline to answer; decline to comment
    see above; see below; see attached; see previous; see attachment; see previous answer; see above answer
    see answer above; see comment above; see response above; see my previous answer; see my answer above
    see my comment above; see my response above; see earlier answer; see previous response; see previous comment
    see other answer; see email; see letter; see attached document; see attached letter; see my letter; see my email
    refer to above; refer to previous answer; as above; as before; as below; as stated above; as previously stated
    as previously mentioned; as already stated; as said above; as per above; as per previous answer; as per my answer
    same as above; same as before; same as previous; same as previous answer; same answer as above; same again
    that is all; thats all; thats it; no thank you; no thanks; nope nothing; already answered; answered above
"""
_BEFORE = "i; ive; sorry; please; pls; well; um; er; honestly; really; just; sorry i; to be honest; tbh; at present"
_AFTER = """
    at this time; at the moment; at this moment; at present; at this stage; at this point; right now; for now; yet
    currently; thanks; thank you; sorry; really; at all; here; either; too; again; to be honest; tbh; honestly
    to add; to make; to give; to say; to offer; to share; to report; to declare; to mention; to note; to comment
    i am afraid; im afraid; off the top of my head; about this; about it; about that; on this; on that; on it
    to this; to this question; on this question; to be added; whatsoever; of note; other than above; further; else
"""

_LONGEST = 80  # characters of a set phrase with all that may stand around it
_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())


def says_nothing(text: str) -> bool:
    """True for an answer without content: blank, only marks, or a set phrase that stands for no answer.

    Cautious: anything with content of its own is kept, however short (“No”, “No, ban it”, “Nothing was done”).
    """
    if _letters_in(text) > _LONGEST:
        return False
    words = _fold(text)
    return not words or (len(words) <= _LONGEST and _stands_for_nothing(words))


def _letters_in(text: str) -> int:
    """How many plain letters; no folding makes them fewer."""
    return len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))


def _stands_for_nothing(words: str) -> bool:
    """Whether a stand-in is all that is left once the polite words around it are taken off."""
    if _singular(words) in _stand_ins():
        return True
    shorter = {words.removeprefix(f"{phrase} ") for phrase in _phrases(_BEFORE)}
    shorter |= {words.removesuffix(f" {phrase}") for phrase in _phrases(_AFTER)}
    return any(_stands_for_nothing(rest) for rest in shorter - {words})


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(map(_singular, _phrases(_STAND_INS)))


def _singular(words: str) -> str:
    """Words without a final s, so that “comments” is “comment”; never shown to anybody."""
    return re.sub(r"s\b", "", words)


@cache
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in re.split(r"[;\n]", listed) if phrase.strip())


def _fold(text: str) -> str:
    """Lower-case words with single spaces; apostrophes vanish, all other marks part words. Emoji are content."""
    plain = re.sub(r"['’‘`´]", "", unicodedata.normalize("NFKC", text).lower())
    if plain.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", plain))
    return " ".join("".join(c if _is_content(c) else " " for c in plain).split())


def _is_content(character: str) -> bool:
    """Letters, numbers, combining marks and pictures say something; punctuation, lines and spaces do not."""
    category = unicodedata.category(character)
    return category[0] in "LNM" or category == "So"
