"""Ages, in figures and in words, and school years. Durations (“for four years”) are not ages."""

import re
from collections.abc import Iterable, Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.dates import ONES, TEENS, TENS
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import KIN
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Passage

NUMBER = rf"(?:\d{{1,2}}(?![\d%°]|[.:,/]\d|st\b|nd\b|rd\b|th\b)(?:\.5|½)?|1[01]\d|{TENS}(?:[ -]{ONES})?|{TEENS}|{ONES})"
HALF = r"(?: and a half| ½)?"
UNIT = r"(?:y(?:ea)?rs?|y/?o|yo|months?|mths?|weeks?|wks?|days?)"
NOT_A_COUNT = (
    r"(?!\s*(?:%|per cent|percent|[ap]\.?m\b|o'?clock|times?|placements?|schools?|homes?|moves?|"
    r"social|workers?|carers?|weeks?|months?|days?|hours?|hrs?|mins?|minutes?|"
    r"years?(?! old| of age)|yrs?(?! old)|miles?|pounds?|quid|k\b|people|kids|children|of\b|other|"
    r"different|foster|more|in ?(?:a|the) |out of|to \d|and a bit|"
    r"boys|girls|brothers|sisters|siblings|families|staff|beds?|metres?|stone|kilo|kg|foot|feet|ft|"
    r"inch|percent|points?|sessions?|"
    r"reports?|letters?|emails?|calls?|recommendations?|minute|hour|hundred|thousand|million|point|half|past|mile))"
)
OLD = re.compile(
    rf"\b{NUMBER}{HALF}[ -]*(?:{UNIT})?\.?[ -]*(?:olds?\b|of age\b)|\b\d{{1,3}} ?(?:y/?o|"
    rf"yrs? ?o(?:ld)?)s?\b|\b\d{{1,2}}[ -]year[ -]olds?\b",
    re.IGNORECASE,
)
AGED = re.compile(
    rf"\b(?:aged?|ages|age of|age was|age is|at age|turn(?:ed|ing|s)?|nearly|almost|just turned|now|"
    rf"youngest|oldest|eldest)[ :=]*(?:is |was |are |were |about |around |only |just |"
    rf"nearly )*(?P<age>{NUMBER}{HALF}(?:(?:,| and| or| to|-|–|"
    rf" &) ?{NUMBER}\b){{0,8}})(?: ?(?:{UNIT}) ?(?:old)?)?{NOT_A_COUNT}",
    re.IGNORECASE,
)
I_AM = re.compile(
    rf"\b(?:i'?m|i’m|i am|i was|i were|he'?s|he’s|she'?s|she’s|he is|she is|he was|she was|he were|"
    rf"she were|they were|we were|they was|we was|they're|theyre|he'd be|i'll be|ill be|i will be|"
    rf"who is|who's|who was|was i|me at|us at|him at|her at|"
    rf"is|are|was|were|be|been|wasn't|wasnt|isn't|isnt)\s+(?:(?:only|just|about|around|like|like only|"
    rf"now|nearly|almost|still|probably|maybe|roughly|currently|really|er|erm|um|then|already|turning|"
    rf"coming up|going on|what|not even|barely|all of|been|more than|no more than|over|under|"
    rf"older than)[ ,]+)*"
    rf"(?P<age>{NUMBER}{HALF}(?:,? (?:or |maybe |about )?{NUMBER}\b)?)\b{NOT_A_COUNT}(?=\s*(?:$|"
    rf"[.,;!?)…\n–-]|when|wen|and\b|n\b|at\b|now|then|from|in\b|with|but|or\b|my|we|i\b|he\b|she\b|"
    rf"they\b|years|yrs|months|mths|so|cos|because|still|last|next|this|today|tomorrow|on|that|by|"
    rf"before|after|until|till|if|as|the|who|lol|tho|going|turning|living|when|x|&|not|\())",
    re.IGNORECASE,
)
I_WAS = re.compile(
    rf"\b(?:i'?m|i’m|i am|i was|he was|she was|he's|she's|he’s|she’s|he is|she is|hes|"
    rf"shes)\s+(?:(?:only|just|about|like|nearly|almost|still|er|"
    rf"um),?\s+)*(?P<age>{NUMBER}{HALF})\b{NOT_A_COUNT}(?!\s+\w+s\b)(?!\s+(?:floors?|doors?|down|up|"
    rf"steps?|th\b|in the (?:queue|list)))",
    re.IGNORECASE,
)
WHEN_I_WAS = re.compile(
    rf"\b(?:when|since|wen|before|after|until|till|til|from when|while|by the time)\s+(?:i|he|she|we|"
    rf"they|you|my \w+|our \w+|\w+)\s+(?:was|were|turned|got to|hit|is|am|turn)\s+(?:(?:only|just|"
    rf"about|around|like|nearly|er|um|erm|probably|maybe)[ ,]+)*(?P<age>{NUMBER}{HALF}(?:(?:,| and|"
    rf" or) {NUMBER})?(?:[ -](?:{UNIT})(?: old)?)?)\b",
    re.IGNORECASE,
)
AT = re.compile(
    rf"\b(?:at|since|from|until|till|til|by|age|aged)\s+(?:(?:only|just|about|around|"
    rf"like)\s+)?(?P<age>{NUMBER}{HALF})\b{NOT_A_COUNT}(?=\s*(?:$|[.,;!?)\n]|i\b|he\b|she\b|they\b|"
    rf"we\b|and (?:i|he|she|it|they|we|got|live|left|had|moved|now|have|am|was)\b|with\b|when\b|"
    rf"years? old|cos\b|because\b|who\b|but\b|after\b|for (?:being|doing|fighting)|so\b))",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf"\(\s*(?:[A-Za-z'. -]{{1,30}}, ?)?(?:aged? )?(?P<age>{NUMBER}(?: ?(?:{UNIT}))?(?:(?:,| and|"
    rf" &) ?{NUMBER}\b){{0,8}})(?=\s*(?:\)|,|;|/))",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    rf"(?:^|(?<=[^\W\d])|(?<=['’)\]]))\s*,\s*(?:aged? )?(?P<age>\d{{1,2}}(?: ?(?:{UNIT}))?)(?=\s*(?:,|"
    rf";|\.\s|\.$|\)|$|\bfrom\b|\bin\b|/))",
    re.MULTILINE,
)
LISTED = re.compile(
    rf"(?<![\w£:./-])(?P<age>{NUMBER}(?:, ?{NUMBER}){{0,8}},? ?(?:and|n|&) (?:the |"
    rf"a )?(?:{NUMBER}\b(?![ \d]*(?:%|times|{UNIT}(?! old)))|baby|newborn))",
    re.IGNORECASE,
)
SHORT_AGE = re.compile(
    r"(?<![\w.])(?P<age>\d{1,2}[MFmf])(?=\b[\s,.;)/]|$)|(?<![\w.])(?P<second>[MFmf] ?/ ?\d{1,2}|[MF]\d{2})(?!\w)"
)
BABY = re.compile(
    rf"\b(?P<age>{NUMBER} (?:day|week|month|wk|mth)s?)\b(?=(?: old|-old|\W*$|[.,;!?)\n]| (?:and|his|"
    rf"her|he|she|when|now|so|but)\b))",
    re.IGNORECASE,
)
DURATION_BEFORE = re.compile(
    r"\b(?:for|after|about|another|last|past|next|every|within|of|over|nearly|waited|took|take|takes|"
    r"only|just|least|than|the|first|than|in|under|maybe|like|with|by)\s+(?:the |another |about |"
    r"at least |more than )?$",
    re.IGNORECASE,
)
SCHOOL_YEAR = re.compile(
    rf"\b(?:(?:in|my|our|the|end of|start of|of) )?(?P<year>(?:year|yr|y)[ -]?(?:1[0-3]|"
    rf"[1-9])\b(?!\d)(?!s? (?:of|in care|later|ago|plan))|year (?:{ONES}|ten|eleven|twelve|"
    rf"thirteen)\b(?! (?:of|in)\b)|reception class|[ps][1-7]\b(?= at| in|,|\.))",
    re.IGNORECASE,
)
BESIDE = re.compile(
    rf"(?P<age>{NUMBER}(?: ?(?:{UNIT})(?: old)?)?)(?:(?:,|/|"
    rf" or) (?P<other>{NUMBER}))?{NOT_A_COUNT}(?=\s*(?:$|[.,;)!?/&–-]|my|our|his|her|and\b|n\b|is|was|"
    rf"in\b|from|when|who|at\b|but|lives?\b|both|he|she|they|we|i\b|\n))",
    re.IGNORECASE,
)
SIBLINGS_AGES = re.compile(
    rf"\b(?:kids|children|boys|girls|lads|sons|daughters|brothers|sisters|siblings|twins|ones?|"
    rf"grandchildren|grandkids|babies|them|us|people|yps?|participants)\b[ ,:(–—-]+(?:(?:aged?|they're|"
    rf"who are|is|are|one|of|about|both)\s+)*(?P<age>{NUMBER}(?:(?:,| and|, and| &| n|"
    rf"/) ?(?:the other(?:'s)? |one )?{NUMBER}\b){{1,8}}|(?:aged?) {NUMBER}){NOT_A_COUNT}",
    re.IGNORECASE,
)
EVERYBODY = re.compile(
    r"(?:^|[.,;:!?] |\b(?:for|of|all|most|many|some|those|if|when|other|and) )"
    r"(?:young people|people|children|those|pupils|teenagers|care leavers|girls|boys) aged $",
    re.IGNORECASE | re.MULTILINE,
)
MAJORITIES = vocabulary("majorities")
IS_A_BABY = re.compile(r"\b(?:was|were|is|baby|he's|she's|,|\()\s*(?:only |just )?$")
# Not the first word of a sentence: “when Kofi turned eighteen”.
NAMED = re.compile(r"[a-z,] (?!I\b)[A-Z][\w'’-]+ (?:turn(?:s|ed)|was|is|got to|hit|became)\b[\w ]{0,12}$")
OWN = re.compile(
    r"\b(?:i|i'm|im|i’m|he|she|he's|she's|my|her|his|hes|shes|our|brother|sister|mum|son|daughter)\b",
    re.IGNORECASE,
)


def find_ages(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in OLD.finditer(text):
        yield Finding(match.start(), match.end(), Category.AGE, "age", 0.9, sure=True)
    for pattern in (AGED, I_AM, I_WAS, AT, WHEN_I_WAS):
        for match in pattern.finditer(text):
            if not is_about_everybody(text, match):
                yield Finding(match.start("age"), match.end("age"), Category.AGE, "age", 0.85, sure=True)
    for pattern in (BRACKETED, AFTER_NAME, LISTED, SIBLINGS_AGES):
        for match in pattern.finditer(text):
            if plausible_list(text, match):
                yield Finding(match.start("age"), match.end("age"), Category.AGE, "age", 0.75, sure=True)
    for match in SHORT_AGE.finditer(text):
        group = "age" if match["age"] else "second"
        yield Finding(match.start(group), match.end(group), Category.AGE, "age", 0.7, sure=True)
    for match in SCHOOL_YEAR.finditer(text):
        yield Finding(match.start("year"), match.end("year"), Category.AGE, "school year", 0.8, sure=True)
    yield from find_babies(text)


def find_babies(text: str) -> Iterator[Finding]:
    """“she was three weeks when”: days, weeks or months that are somebody's age and not how long something took."""
    for match in BABY.finditer(text):
        before = text[max(match.start() - 40, 0) : match.start()]
        if not DURATION_BEFORE.search(before) and IS_A_BABY.search(before):
            yield Finding(match.start("age"), match.end("age"), Category.AGE, "age", 0.75, sure=True)


def find_ages_beside(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """A bare number right after somebody: “my bro 7 my sister 4”, “Alfie 3”, “Ellis, 12”."""
    people = {finding.end for finding in findings if finding.category is Category.NAME}
    for index, word in enumerate(passage.words[:-1]):
        if word.end in people or word.base in KIN:
            gap, following = passage.gap(index), passage.words[index + 1]
            match = BESIDE.match(passage.text, following.start)
            if gap in (" ", ", ", " (", ": ", " - ", " – ", "/", " aged ") and match:
                yield Finding(match.start(), match.end("age"), Category.AGE, "age", 0.7, sure=True)


def is_about_everybody(text: str, match: re.Match[str]) -> bool:
    """“what happens at 18”, “when you turn 18”: an age of the law, said of nobody in particular."""
    if EVERYBODY.search(text, max(match.start("age") - 40, 0), match.start("age")):
        return True
    if match["age"].lower() not in MAJORITIES:
        return bool(
            re.search(r"\b(?:you|u)\b[^.!?\n]{0,12}$", text[max(match.start("age") - 40, 0) : match.start("age")])
        )
    around = text[max(match.start() - 40, 0) : match.start("age")]
    if NAMED.search(text, max(match.start() - 40, 0), match.start("age")):
        return False
    return not OWN.search(around) and not OWN.match(text[match.end() : match.end() + 8].strip())


def plausible_list(text: str, match: re.Match[str]) -> bool:
    """Numbers in a row or beside a name are ages when each could be one and none is a list point or a reference."""
    if EVERYBODY.search(text, max(match.start("age") - 40, 0), match.start("age")):
        return False
    figures = [int(figure) for figure in re.findall(r"\d+", match["age"])]
    before = text[max(match.start() - 16, 0) : match.start("age")].lower()
    if re.search(
        r"\b(?:table|figure|fig|page|p|pp|section|s|para|recommendations?|question|q|no|number|"
        r"chapter|part|group|step|article|annex|rule|form|interview|numbers?|between|"
        r"answers?)\.? *\(?$",
        before,
    ):
        return False
    return all(figure < 105 for figure in figures)
