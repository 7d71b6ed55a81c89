"""Ages, in figures and in words. A number is looked at only by what stands around it: what is counted (“14 schools”),
measured (“four years”) or the law's (“until 18”) is nobody's age.
"""

import re
from collections.abc import Iterable, Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.dates import ONES, TEENS, TENS
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import KIN
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Cued, Passage

FIGURE = r"(?:\d{1,2}|1[01]\d)(?![\d%°²]|[.:,/]\d|st\b|nd\b|rd\b|th\b|[ap]m\b)"
SPELT = rf"(?:{TENS}(?:[ -]{ONES})?|{TEENS}|{ONES})\b"
PART = r"(?:\.5|[½¼¾]| and (?:a half|three quarters|(?:\d|one|two|three|four|five|six|seven|eight|nine) months?))?"
NUMBER = rf"(?:{FIGURE}|{SPELT}){PART}"
UNIT = r"(?:y(?:ea)?rs?|months?|mths?|weeks?|wks?|days?)"
ANY_NUMBER = re.compile(
    rf"(?=[\dtofsen])(?:(?<![\w£$€#:./–'’-])(?P<age>{NUMBER}(?:\+(?!\w))?)|(?<=[-–/(~])(?P<joined>{NUMBER}))",
    re.IGNORECASE,
)
OLD = re.compile(
    rf"(?: ?(?:y/?o|m/?o|y|yrs? ?o(?:ld)?)s?\b|[ -]*(?:{UNIT}|-)?\.?[ -]*olds?\b|(?: {UNIT})? of age\b|m\b(?=[),;.]))",
    re.IGNORECASE,
)
FILLER = (
    r"(?:only|just|like|about|around|now|nearly|almost|still|probably|maybe|roughly|currently|really|er|erm|um|then|"
    r"already|turning|coming up|going on|what|not even|not|barely|all of|been|more than|no more than|over|under|"
    r"by then|i think|i guess|i dunno|i'd say|at least|older than|only about|say|even|exactly)"
)
GAP = rf"(?:[, ]+{FILLER})*[, ]+$"
# “i was 15”, “she'd be, what, seventy-two”, “he wa 9”, “I'm sixteen”.
BEING = re.compile(
    r"(?:(?<![\w'’])(?P<who>[\w'’]+ ))?\b(?P<verb>i'?m|i’m|ill|he'?s|he’s|she'?s|she’s|who'?s|they'?re|we'?re|"
    r"\w+['’](?:d|ll) be|is|"
    rf"are|was|were|wa|wos|woz|wuz|be|been|am|r|wasn'?t|isn'?t|weren'?t)(?: (?:i|he|she|they|we))?{GAP}",
    re.IGNORECASE,
)
AGED = re.compile(
    r"(?:\b(?:aged?|ages|dob/age|turn(?:ed|ing|s)?|youngest|oldest|eldest|claims|claimed|assessed(?: as)?|"
    r"looks?|looked)(?: of| is| was)?"
    rf"|\b(?:me|us|him|her|them) at|\bone(?= $)|, then(?= $))[ :=]*(?:[, ]*{FILLER})*[, ]*$",
    re.IGNORECASE,
)
TURNING = re.compile(r"\bturn(?:ed|ing|s)?\b", re.IGNORECASE)
# “a girl of 12”, “man of forty-four”, “twins of 9”.
PERSON_OF = re.compile(
    r"\b(?:boys?|girls?|lads?|lass(?:es)?|man|woman|men|women|child|kid|children|kids|baby|son|daughter|twins|teen|"
    r"teenager|bairn|person|lady|toddler|pensioner|widow|student|pupil|sister|brother|"
    r"(?P<parent>carer|mother|father|mum|dad|grandmother|grandfather|nan)) of (?:about |only |just )?$",
    re.IGNORECASE,
)
AT = re.compile(
    r"\b(?P<word>at|since|from|until|till|til|by)\s+(?:(?:only|just|about|around|like)\s+)?$", re.IGNORECASE
)
AFTER_AT = re.compile(
    r"\s*(?:$|[.,;!?)\n]|(?:i|he|she|they|we|n|in|with|when|cos|because|who|but|after|so)\b|and (?!\d)\w+ (?!old)|"
    r"for (?:being|doing|fighting))",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b(?:lock|shut|clos|open|start|finish|bed|curfew|tea|dinner|lunch|breakfast|pick|ring|rang|wake|woke|up|meet|met|"
    r"back|home|in by|class|school|lesson|session|bus|taxi|contact|shift|phone|come|came|arrive|knock|lights)\w*\b",
    re.IGNORECASE,
)
WHEN = re.compile(r"\s+(?:when|wen)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\s*(?:%|per cent|percent|[ap]\.?m\b|o'?clock|(?:in ?(?:a|the)|out of|of|to \d|times?|other|different|foster|more|"
    r"social|full|whole|hundred|thousand|million|point|half|past|k|quid|mile|minute|hour|young|people|children|staff|"
    r"stone|kilo|kg|foot|feet|ft|inch|mg|ml|percent|bed|mins?|hrs?)\b)"
    r"|(?:\s+|-)(?!(?:his|shes|hes|theres|thats|whos|whats|is|was|as|has|us|this|lives|goes|yes|does|years|yrs|cos|likes|says|its|always|plus|wants|needs|gets|"
    r"lads|loves|keeps|comes|sis|plays|speaks|hates|boss|christmas|perhaps|across|unless|towards|address|class)\b)"
    r"[a-z]{2,}s\b(?!['’])"
    rf"|\s*{UNIT}\b(?! old| of age)",
)
LAW_BEFORE = re.compile(
    r"\b(?:you|u|ya|everyone|everybody|nobody|we all|people|children|leavers|kids)\b[^.!?\n]{0,24}$", re.IGNORECASE
)
NOBODY = vocabulary("nobody")
BABY = re.compile(r" ?(?:day|week|month|wk|mth)s?\b", re.IGNORECASE)
IS_A_BABY = re.compile(r"\b(?:was|were|is|baby|he's|she's|hes|shes|,|\()\s*(?:only |just |about )*$", re.IGNORECASE)
DURATION = re.compile(
    r"\b(?:for|after|another|last|past|next|every|within|waited|took|take|takes|least|than|first|under|with|it|contact|wait|"
    r"weeks|that|which|this)\b[^.,;!?\n]{0,18}$",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf"\(\s*(?:[A-Za-z'. -]{{1,30}}, ?)?(?:aged? )?(?P<age>{NUMBER}(?: ?(?:{UNIT}))?(?:(?:,| and|"
    rf" &) ?{NUMBER}\b){{0,8}})(?=\s*(?:\)|,|;|/|today|now\b|this|in\b|tomorrow))",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(
    rf"(?:^|(?<=[^\W\d])|(?<=['’)\]]))\s*,\s*(?:aged? )?(?P<age>\d{{1,2}}(?: ?(?:{UNIT}))?)(?=\s*(?:,|"
    rf";|\.\s|\.$|\)|$|\bfrom\b|\bin\b|/))",
    re.MULTILINE,
)
LISTED = re.compile(
    rf"(?<![\w£:./-])(?=[\dtofsen])(?P<age>{NUMBER}(?:, ?{NUMBER}){{0,8}},? ?(?:and|n|&) (?:the |"
    rf"a )?(?:{NUMBER}(?![ \d]*(?:%|times|{UNIT}(?! old)))|baby|newborn)\b|(?<=us ){NUMBER}(?:, ?{NUMBER}){{2,8}})",
    re.IGNORECASE,
)
SHORT_AGE = re.compile(
    r"(?<![\w.])(?P<age>\d{1,2}[MFmf])(?=\b[\s,.;)/]|$)|(?<![\w.])(?P<second>[MFmf] ?/ ?\d{1,2}|[MF]\d{2})(?!\w)"
)
# A sentence of its own in notes: “Only child. 14. Placed far.”
ALONE = re.compile(r"(?<=[a-z)][.;] )(?P<age>[1-9]|1\d|2[0-5])(?=[.;](?: [A-Z]|$))")
SCHOOL_YEAR = re.compile(
    rf"\b(?P<year>(?:year|yr|y)[ -]?(?:1[0-3]|[1-9])\b(?!\d)(?!s? (?:of|in care|later|ago|plan))|"
    rf"year (?:{ONES}|ten|eleven|twelve|thirteen)\b(?! (?:of|in)\b)|reception class|[ps][1-7]\b(?= at| in|,|\.))",
    re.IGNORECASE,
)
FIGURES = re.compile(r"\d+")
BESIDE = re.compile(rf"(?P<age>{NUMBER}(?: ?(?:{UNIT})(?: old)?)?)(?:(?:,|/| or) (?P<other>{NUMBER}))?", re.IGNORECASE)
JOINS_LIST = re.compile(r",? ?(?:and|or|n|&|then|maybe|going on)? ?(?:the other(?:'s)? |one |nearly |about )?|[/–-]")
EVERYBODY = re.compile(
    r"(?:^|[.,;:!?] |\b(?:for|of|all|most|many|some|those|if|when|other|and) )"
    r"(?:young people|people|children|those|pupils|teenagers|care leavers|girls|boys) aged $",
    re.IGNORECASE | re.MULTILINE,
)
MAJORITIES = vocabulary("majorities")
# Not the first word of a sentence: “when Kofi turned eighteen”.
YOU = re.compile(r"\b(?:you|u)\b[^.!?\n]{0,12}$", re.IGNORECASE)
THIRD_PERSON = re.compile(r"\b(?:is|was)\W+(?:\w+\W+)?$")
NAMED = re.compile(r"[a-z,] (?!I\b)[A-Z][\w'’-]+ (?:turn(?:s|ed)|was|is|got to|hit|became)\b[\w ]{0,12}$")
OWN = re.compile(
    r"\b(?:i|i'm|im|i’m|he|she|he's|she's|my|her|his|hes|shes|our|brother|sister|mum|son|daughter)\b",
    re.IGNORECASE,
)
NO_AGE_BEFORE = re.compile(
    r"(?<![\w'’])(?:table|figure|fig|page|p|pp|section|s|para|recommendations?|question|q|no|number|chapter|part|group|step|"
    r"article|annex|rule|form|interview|numbers?|between|answers?|chapters?|version|season|room|flat|ward|bus|route|unit|"
    r"team|case|item|phase|stage|tier|level|grade|covid|channel|radio|top|word|act|schedule|over|session)\.? *\(?$",
    re.IGNORECASE,
)
HOUR = re.compile(rf"(?:{ONES}|ten|eleven|twelve)(?: and a half)?", re.IGNORECASE)
DECADE = re.compile(
    r"(?P<age>\b(?:early |mid |late )(?:[2-9]0'?s|(?:twen|thir|for|fif|six|seven|eigh)ties)\b|"
    r"(?:(?<=\bmy )|(?<=his )|(?<=her ))(?:twen|thir|for|fif|six|seven|eigh)ties\b|"
    r"(?:(?<=male, )|(?<=aged ))[2-7]0s\b)",
    re.IGNORECASE,
)
NUMBERS_SPELT = vocabulary("numbers_spelt")
DECADES = vocabulary("decades")
SCHOOL_YEARS = frozenset(["year", "yr", "y", "reception", "p", "s"])
LISTS = (
    Cued(BRACKETED, signs="("),
    Cued(AFTER_NAME, signs=",", digits=1),
    Cued(LISTED, frozenset({"and", "n", "&", "us"})),
    Cued(ALONE, digits=1),
)
OF_DECADES = Cued(DECADE, DECADES | {"s"})  # “her 20s”
SHORT_AGES = Cued(SHORT_AGE, digits=1)
YEARS_OF_SCHOOL = Cued(SCHOOL_YEAR, SCHOOL_YEARS)


def find_ages(passage: Passage) -> Iterator[Finding]:
    if has_numbers(passage):
        yield from ages_by_surroundings(passage.text)
        yield from ages_in_lists(passage)
    for match in OF_DECADES.finditer(passage):
        yield age(*match.span("age"), 0.6)
    for match in SHORT_AGES.finditer(passage):
        group = "age" if match["age"] else "second"
        yield age(match.start(group), match.end(group), 0.7)
    for match in YEARS_OF_SCHOOL.finditer(passage):
        yield Finding(match.start("year"), match.end("year"), Category.AGE, "school year", 0.8, sure=True)


def has_numbers(passage: Passage) -> bool:
    return passage.digits > 0 or not passage.runs.isdisjoint(NUMBERS_SPELT)


def ages_in_lists(passage: Passage) -> Iterator[Finding]:
    for pattern in LISTS:
        for match in pattern.finditer(passage):
            if plausible_list(passage.text, match):
                yield age(match.start("age"), match.end("age"), 0.75)


def age(start: int, end: int, score: float) -> Finding:
    return Finding(start, end, Category.AGE, "age", score, sure=True)


def ages_by_surroundings(text: str) -> Iterator[Finding]:
    """Each number that the words before or after it make an age, and the numbers listed right after such a one."""
    known_until = -1
    for match in ANY_NUMBER.finditer(text):
        group = "age" if match["age"] else "joined"
        start, end = match.span(group)
        old = OLD.match(text, end)
        if old:
            end = old.end()
        listed = 0 <= known_until < start and bool(JOINS_LIST.fullmatch(text, known_until, start))
        baby = not old and is_a_baby(text, start, end)
        if baby:
            end = baby
        if old or baby or (not COUNTED.match(text, end) and (listed or is_an_age(text, start, end))):
            yield age(start, end, 0.9 if old else 0.85)
            known_until = end


def is_an_age(text: str, start: int, end: int) -> bool:
    before = text[max(start - 60, 0) : start]
    if NO_AGE_BEFORE.search(before):
        return False
    being = last(BEING, before)
    if being and (being["who"] or "").strip().lower() not in NOBODY:
        return not of_the_law(text, start, end)
    of = PERSON_OF.search(before)
    if of:  # a “mother of six” has six children
        return not of["parent"] or len(text[start:end]) > 5 or text[start:end].isdigit()
    if WHEN.match(text, end) and not LAW_BEFORE.search(before):
        return True
    if AGED.search(before):
        return not EVERYBODY.search(before) and not (TURNING.search(before) and of_the_law(text, start, end))
    at = AT.search(before)
    return bool(
        at
        and AFTER_AT.match(text, end)
        and not is_clock(before, text[start:end], at["word"])
        and not of_the_law(text, start, end)
    )


def last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The match of `pattern`, which ends at the end, that begins latest: its subject is the nearest."""
    found = pattern.search(before)
    while found and (later := pattern.search(before, found.start("verb") + 1)):
        found = later
    return found


def is_clock(before: str, number: str, word: str) -> bool:
    """“lock the kitchen at 8”, “til 4”: an hour of the day."""
    hour = int(number) <= 12 if number.isdigit() else bool(HOUR.fullmatch(number))
    return hour and (word.lower() in ("til", "till", "until", "by") or bool(CLOCK.search(before)))


def is_a_baby(text: str, start: int, end: int) -> int:
    """Where “three weeks” ends when it is somebody's age and not how long something took; else 0."""
    unit = BABY.match(text, end)
    before = text[max(start - 40, 0) : start]
    return unit.end() if unit and IS_A_BABY.search(before) and not DURATION.search(before) else 0


def of_the_law(text: str, start: int, end: int) -> bool:
    """“what happens at 18”, “when you turn 18”: an age said of nobody in particular."""
    before = text[max(start - 40, 0) : start]
    if text[start:end].lower() not in MAJORITIES:
        return bool(YOU.search(before))
    if NAMED.search(before):
        return False
    if LAW_BEFORE.search(before):
        return True
    return not THIRD_PERSON.search(before) and not OWN.search(before) and not OWN.match(text[end : end + 8].strip())


def find_ages_beside(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """A bare number right after somebody: “my bro 7 my sister 4”, “Alfie 3”, “Ellis, 12”."""
    if not has_numbers(passage):
        return
    people = {finding.end for finding in findings if finding.category is Category.NAME}
    for index, word in enumerate(passage.words[:-1]):
        if word.end in people or (word.base in KIN and word.plain == word.base):
            gap, following = passage.gap(index), passage.words[index + 1]
            match = BESIDE.match(passage.text, following.start)
            if (
                match
                and gap in (" ", ", ", " (", ": ", " - ", " – ", "/", " aged ")
                and not COUNTED.match(passage.text, match.end())
            ):
                yield age(match.start(), match.end("age"), 0.7)


def plausible_list(text: str, match: re.Match[str]) -> bool:
    """Numbers in a row or beside a name are ages when each could be one and none is a list point or a reference."""
    before = text[max(match.start("age") - 40, 0) : match.start("age")]
    if EVERYBODY.search(before) or NO_AGE_BEFORE.search(before[-24:]) or COUNTED.match(text, match.end("age")):
        return False
    return all(int(figure) < 105 for figure in FIGURES.findall(match["age"]))
