"""Rare facts about somebody: illnesses, faith and origin, unusual families."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import KIN, PERSON_SUBJECTS, ROLES
from heard.text.deidentification.word_lists import (
    Phrases,
    conditions,
    ethnicities,
    kept_phrases,
    vocabulary,
)
from heard.text.deidentification.words import Cued, Passage

BEING = vocabulary("being")
MEDICAL = re.compile(
    r"\b(?:(?:a |an )?(?:rare |genetic |terminal |chronic |degenerative |congenital |inoperable |"
    r"severe ){1,4}(?:\w+ ){0,2}?(?:condition|disorder|disease|illness|syndrome|cancer|tumour|"
    r"disability)"
    r"|(?!(?:the|a|an|of|mental|this|that|has|have|with|my|her|his|attachment|personality|eating|"
    r"anxiety|any|every|some|communicable|infectious|heart|no)\b)(?:[\w'’-]+ )?(?!(?:the|a|an|of|"
    r"mental|this|that|has|have|with|my|her|his|attachment|personality|eating|anxiety|any|every|some|"
    r"no|and|or|is)\b)[\w'’-]+ (?:syndrome|dystrophy|palsy|sclerosis|anaemia|leukaemia|lymphoma|"
    r"sarcoma|melanoma|disease)"
    r"|\w{3,}(?:aemia|plegia|plegic|blastoma|carcinoma|sarcoma|thelioma|myelitis|cephaly)\b"
    r"|(?:only |just )?(?:one|1) (?:kidney|lung|eye|arm|leg|hand|ear)\b|(?:lost|missing|without) (?:a|"
    r"an|his|her|my|both|one|the) (?:leg|arm|eye|foot|hand|legs|arms|finger|fingers|kidney|sight|"
    r"hearing|baby)\b|lost (?:the |my |his |her )?(?:sight|hearing)(?: in (?:one|both) (?:eye|ear)s?)?"
    r"|(?:an? )?(?:kidney|heart|lung|liver|bone marrow|stem cell) transplant|(?:uses? |in |"
    r"using )?(?:a |an )?(?:wheelchair|tracheostomy|colostomy bag|stoma|guide dog|hearing dog|"
    r"feeding tube|prosthetic \w+|glass eye)\b)",
    re.IGNORECASE,
)
ACRONYM = re.compile(
    r"\b(?:has|have|had|got|with|having)\s+(?P<name>ms|cf|mnd|fnd|cp|fasd|copd|ibd|ckd|eupd|"
    r"sma)\b(?= *(?:$|[.,;!?)]|and\b|but\b|so\b|cos\b|who\b|she\b|he\b))",
    re.IGNORECASE,
)
# Stated in capitals, as notes do: “(58, COPD)”, “dx RAD”.
STATED = re.compile(
    r"(?<![\w-])(?:COPD|FASD|MND|FND|EUPD|RAD|FGM|HIV\+?|CKD|IBD|22q|LD|MS|CF)(?=$|[\s,.;)/])(?! (?:team|nurse|clinic))"
)
FAMILY = re.compile(
    r"\b(?:(?:a |an |one of )?(?:triplets?|quadruplets?|quads|quintuplets?|identical twins?|conjoined twins?)"
    r"|(?:one of|youngest of|oldest of|eldest of|middle of|last of) (?:(?:six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|[6-9]|1\d))\b(?: (?:kids|children|siblings|brothers and sisters|girls|"
    r"boys))?"
    r"|(?:six|seven|eight|nine|ten|eleven|twelve|[6-9]|1\d) (?:brothers|sisters|siblings|brothers and sisters)"
    r"|(?:a |my |the |her |his )?(?:baby|child|son|daughter|twins?|abortion|miscarriage)(?=,? (?:at|"
    r"when (?:i|she|he) was) (?:1[0-7]|eleven|twelve|thirteen|fourteen|fifteen|sixteen|age))"
    r"|(?:two|three|four|five|six|\d) (?:older|younger|other|eldest)? ?(?:children|siblings|kids|"
    r"babies|brothers|sisters) (?:were |was |got |have been |already )?(?:adopted|removed|"
    r"taken into care|died)"
    r"|(?:(?:my|his|her) )?(?:\w+ (?:is |was |are )?)?(?:in|under|into) witness protection"
    r"|when (?:i|she) was (?:1[0-7]|eleven|twelve|thirteen|fourteen|fifteen|sixteen),? (?:i|she) had (?:a |my |her )?"
    r"(?P<child>baby|child|son|daughter|twins?)\b"
    r"|(?:trans|transgender) (?:boy|girl|man|woman|lad|person)|intersex|(?:five|six|seven|eight|nine|"
    r"three|four|two|\d) months pregnant|pregnant(?! (?:women|people|mothers|pause|girls|teens))|"
    r"non-?binary (?:person|kid|teenager)|(?:i'?m|he'?s|she'?s|is|was|am) (?P<trait>trans|transgender|"
    r"pregnant|deaf|blind|intersex|gay|lesbian|bisexual|non-?binary|albino|mute)\b"
    r"|(?:murdered|killed|stabbed|shot) (?:by )?(?:my|his|her|our) (?:mum|dad|father|mother|brother|"
    r"sister|stepdad|uncle|son|ex|partner)|(?:my|his|her|our) (?:mum|dad|father|mother|brother|sister|"
    r"stepdad|uncle|son|daughter|husband|wife) (?:was |got |were )?(?:murdered|killed|"
    r"stabbed to death|shot|hanged|executed|deported|sectioned))",
    re.IGNORECASE,
)
# What few have been through: ways of dying, of being harmed, of coming into the world or into the country.
SOLE = re.compile(
    r"\b(?:the )?(?:first|only|youngest|oldest|last|longest[ -]serving)(?: ever)? (?:female |male |"
    r"black |asian |deaf |gay |woman |man |muslim |full[ -]time |"
    r"openly gay )*(?P<who>\w+(?: \w+){0,3}?) (?:in|of|at|on|for) (?:the |our |my |this |that )?(?:town|"
    r"village|county|city|borough|island|district|family|region|country|england|wales|scotland|"
    r"whole of|area|estate|school|team|[A-Z]\w+)\b",
)


MEDICAL_WORDS = vocabulary("medical_words")
MEDICAL_ENDINGS = ("aemia", "plegia", "plegic", "blastoma", "carcinoma", "sarcoma", "thelioma", "myelitis", "cephaly")


def may_be_medical(passage: Passage) -> bool:
    """Whether a word is there without which `MEDICAL` finds nothing."""
    if not passage.vocabulary.isdisjoint(MEDICAL_WORDS):
        return True
    small = passage.text.lower()
    return any(ending in small for ending in MEDICAL_ENDINGS)


ACRONYMS = Cued(ACRONYM, frozenset(["ms", "cf", "mnd", "fnd", "cp", "fasd", "copd", "ibd", "ckd", "eupd", "sma"]))
IN_CAPITALS = Cued(
    STATED,
    frozenset(["copd", "fasd", "mnd", "fnd", "eupd", "rad", "fgm", "hiv", "ckd", "ibd", "q", "ld", "ms", "cf"]),
)
FAMILIES = Cued(FAMILY, vocabulary("family_words") - {"of"} | {"one", "youngest", "oldest", "eldest", "middle", "last"})
SINGLED_OUT = Cued(SOLE, frozenset(["first", "only", "youngest", "oldest", "last", "longest"]))


def find_facts(passage: Passage) -> Iterator[Finding]:
    for match in MEDICAL.finditer(passage.text) if may_be_medical(passage) else ():
        yield Finding(match.start(), match.end(), Category.FACT, "health", 0.7, sure=True)
    for match in ACRONYMS.finditer(passage):
        yield Finding(match.start("name"), match.end("name"), Category.FACT, "health", 0.7, sure=True)
    for match in IN_CAPITALS.finditer(passage):
        yield Finding(match.start(), match.end(), Category.FACT, "health", 0.65, sure=True)
    for match in FAMILIES.finditer(passage):
        group = "trait" if match["trait"] else "child" if match["child"] else 0
        yield Finding(match.start(group), match.end(group), Category.FACT, "family", 0.65, sure=True)
    for match in SINGLED_OUT.finditer(passage):
        yield Finding(match.start(), match.end(), Category.FACT, "singled out", 0.6, sure=True)
    for index, word in enumerate(passage.words):
        if word.listed.condition:
            yield from listed(passage, index, conditions(), Category.FACT, "health")
        if (
            word.listed.ethnicity
            and passage.phrase_end(index, kept_phrases()) <= index + 1
            and of_somebody(passage, index)
        ):
            yield from listed(passage, index, ethnicities(), Category.ETHNICITY, "ethnicity")


def listed(passage: Passage, index: int, phrases: Phrases, category: Category, source: str) -> Iterator[Finding]:
    end = passage.phrase_end(index, phrases)
    if end > index and not figurative(passage, index, end):
        first = index
        while first and passage.words[first - 1].plain in SEVERITY and passage.gap(first - 1) in (" ", "-"):
            first -= 1
        if category is Category.FACT and first and passage.words[first - 1].plain in ("a", "an"):
            first -= 1
        yield Finding(passage.words[first].start, passage.words[end - 1].end, category, source, 0.7, sure=True)


def figurative(passage: Passage, index: int, end: int) -> bool:
    """“blind eye”, “deaf ears”, “stroke of luck”, “a cancer in the system”."""
    word = passage.words[index].plain
    following = passage.words[end].plain if end < len(passage) else ""
    previous = passage.words[index - 1].plain if index else ""
    return (
        (
            word in ("blind", "deaf")
            and (
                following in ("eye", "ear", "ears", "spot", "spots", "to", "faith", "trust", "panic", "date")
                or previous in ("so", "colour", "turn", "turned")
            )
        )
        or (
            word in ("stroke", "pots", "pandas", "fas", "eds", "als", "rett", "stammer", "stutter")
            and not passage.words[index].shouted
            and previous not in ("a", "had", "has", "his", "her", "my", "got", "with")
        )
        or (word == "stroke" and following == "of")
        or (word == "paralysed" and following in ("by", "with"))
    )


def of_somebody(passage: Passage, index: int) -> bool:
    """Whether a people, faith or language is said of somebody, not of lessons, food or news."""
    word = passage.words[index]
    previous = passage.words[index - 1].plain if index else ""
    before = passage.words[index - 2].plain if index > 1 else ""
    following = passage.words[index + 1].plain if index + 1 < len(passage) else ""
    if word.plain in COLOURS and previous in ("is", "was", "were", "are", "be") and not is_somebody(passage, index - 2):
        return False  # “the walls were black”
    if (
        word.plain
        in (
            "black",
            "asian",
            "african",
            "american",
            "orthodox",
            "catholic",
            "mandarin",
            "swiss",
            "french",
            "danish",
            "turkish",
            "greek",
            "italian",
            "chinese",
            "indian",
            "german",
            "polish",
            "pagan",
            "arab",
            "jew",
        )
        or word.listed.everyday
    ):
        return (
            previous in BEING
            or (
                before in BEING
                and previous
                in ("a", "an", "half", "part", "not", "from", "only", "both", "the", "of", "and", "mixed", "white")
            )
            or following in PEOPLE
            or previous in ("half", "part")
        )
    return following not in THINGS


def is_somebody(passage: Passage, index: int) -> bool:
    word = passage.words[index] if index >= 0 else None
    return word is not None and (
        word.plain in PERSON_SUBJECTS | {"who", "you"} or word.base in KIN | ROLES | PEOPLE or passage.proper(index)
    )


COLOURS = frozenset({"black", "white"})
PEOPLE = vocabulary("people")
THINGS = vocabulary("things")


SEVERITY = vocabulary("severity")
