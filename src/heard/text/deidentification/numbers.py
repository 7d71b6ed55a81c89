"""Official numbers of the United Kingdom: their published formats, with check digits where there are any.

Sources: NHS Data Dictionary (NHS number, modulus 11); HMRC NIM39110 (National Insurance number prefixes); DVLA INF104
(number plates) and the driver number's layout; HM Passport Office (nine digits); DfE UPN and ULN guides; Vocalink (sort
codes).
"""

import re
from collections.abc import Callable, Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import UNLISTED, listings, vocabulary
from heard.text.deidentification.words import Cued, Passage

GAP = r"[ \t\u00a0.\-–/]{0,3}"
SPACE = r"[ \t\u00a0.-]{0,2}"
EDGE, END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"

# Prefixes that HMRC never issues are taken too: people mistype, and examples use them.
NATIONAL_INSURANCE = re.compile(
    rf"{EDGE}(?:[A-Z]{{2}}{SPACE}\d{{2}}{SPACE}\d{{2}}{SPACE}\d{{2}}{SPACE}[A-D]|"
    rf"(?-i:[A-Z]{{2}}){SPACE}\d{{2}}{SPACE}\d{{2}}{SPACE}\d{{2}}){END}",
    re.IGNORECASE,
)
NHS_NUMBER = re.compile(rf"(?<![\d.])\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}(?!\d)")
DRIVING_LICENCE = re.compile(
    rf"{EDGE}[A-Z9]{{2,5}}9{{0,3}}[ -]?\d[0156]\d(?:0[1-9]|[12]\d|"
    rf"3[01])\d[ -]?[A-Z9]{{2}}[ -]?[A-Z0-9]{{3}}(?: ?\d{{2}})?{END}",
    re.IGNORECASE,
)
PLATE_NOW = re.compile(rf"{EDGE}[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1-9]\d)[ -]?[A-HJ-PR-Z]{{3}}{END}", re.IGNORECASE)
PLATE_BEFORE = re.compile(
    rf"{EDGE}(?:[A-HJ-NPR-TV-Y]\d{{1,3}} ?[A-HJ-PR-Y][A-HJ-PR-Y]{{2}}|"
    rf"[A-Z]{{3}} ?\d{{1,3}}[A-HJ-NPR-TV-Y]|[A-Z]{{1,3}}Z \d{{1,4}}){END}"
)
PASSPORT = re.compile(rf"(?:\b(?:GBR|GBP|UK)[ -]?)?(?<![\d£$]){EDGE}\d{{3}}[ ]?\d{{3}}[ ]?\d{{3}}(?!\d)", re.IGNORECASE)
UPN = re.compile(rf"{EDGE}[A-HJ-NP-RT-Z]\d{{11}}[\dA-HJ-NP-RT-Z]{END}", re.IGNORECASE)
SORT_CODE = re.compile(r"(?<![\d-])\d{2}[-– ]\d{2}[-– ]\d{2}(?![\d-])")
ACCOUNT = re.compile(r"(?<!\d)\d{4} ?\d{4}(?!\d)|(?<!\d)\d{7}(?!\d)")
CARD = re.compile(r"(?<!\d)(?:\d{4}[ -]?){3}\d{3,4}(?!\d)|(?<!\d)3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)")
IBAN = re.compile(rf"{EDGE}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,4}})?{END}")
URN = re.compile(
    rf"{EDGE}\d{{2}}[A-Z]{{2}}\d{{7}}(?:\d{{2}})?{END}|{EDGE}\d{{2}}/[A-Z]{{1,3}}/\d{{3,9}}/\d{{2,4}}{END}"
)
COURT = re.compile(
    rf"{EDGE}(?:[A-Z]{{2}}\d{{2}}[CPFWDZ]\d{{5}}|[A-HJ-NP-Z]\d{{2}}[A-Z]{{2}}\d{{3}}|"
    rf"[A-Z]\d{{2}}[A-Z]{{2}}\d{{3}}|[CT]O?[/-]\d{{1,5}}[/-](?:19|20)\d\d"
    rf"|\[(?:19|20)\d\d\] (?:EW|UK)[A-Z]{{2,4}}(?: [A-Z][a-z]+)? \d+(?: \([A-Z][a-z]+\))?|[T]\d{{8}}){END}",
    re.IGNORECASE,
)
# Numbers of prisoners (“A9921FE”), and references in parts (“GMP/1193/25”).
PARTED = re.compile(
    rf"{EDGE}(?:[A-Z]\d{{4}}[A-Z]{{2}}|[A-Z]{{2,6}}[/-]\d{{3,}}(?:[/-][A-Z0-9]+)+|[A-Z]{{2,6}}(?:/[A-Z]{{2,6}})+/\d{{2,}}){END}"
)
# Children in homes and on boats were called by numbers.
CALLED_BY_NUMBER = re.compile(
    r"\b(?:(?:i|he|she|we) (?:was|were|am|became|is)|my) (?:just |only )?(?:number|no\.?)(?: was| is)? "
    r"(?P<code>\d{1,4})\b",
    re.IGNORECASE,
)
APPLICATION = re.compile(r"\bnos?\.? ?\d{1,6}/\d{2}(?:,? (?:and )?\d{1,6}/\d{2})*", re.IGNORECASE)

# A number that only the word before it gives away. The word is not part of the finding; up to six small words may stand
# between.
MEANS = (
    r"(?:(?:\s|[:#=.,(–-])+(?:no|num|number|ref|reference|code|id|is|was|its|it's|the|my|our|his|her|"
    r"their|a|for|of|n|nr|№|quote)\b\.?){0,6}[\s:#=.,(–-]*"
)
CODE = (
    r"(?P<code>(?:[A-Za-z]{1,8}[/.\-–])*(?:(?-i:[A-Z]{1,6}) |"
    r"[A-Za-z]{1,6})?\d[A-Za-z0-9]*(?:[/.\-–][A-Za-z0-9]+| \d[A-Za-z0-9]*)*)"
)


def said(words: str, cues: str, code: str = CODE) -> Cued:
    """A code that one of `words` brings in; each of them holds one of the `cues`, by their section's name."""
    return Cued(re.compile(rf"\b(?:{words}){MEANS}{code}", re.IGNORECASE), vocabulary(f"{cues}_cues"))


SAID: tuple[tuple[Category, Cued], ...] = (
    (
        Category.NATIONAL_INSURANCE,
        said(
            r"n\.?i\.?n?o?|nat(?:ional)? ins(?:urance)?",
            "national_insurance",
            r"(?P<code>[A-Za-z]{2} ?(?:\d ?){6}[A-Za-z]?\b)",
        ),
    ),
    (Category.NHS_NUMBER, said(r"nhs|chi|h&c|h\+c", "health_number", r"(?P<code>\d{3}[ .-]?\d{3}[ .-]?\d{4}(?!\d))")),
    (
        Category.PASSPORT,
        said(r"passports?", "passport", r"(?P<code>(?:[A-Za-z]{1,3} ?)?\d{3} ?\d{3} ?\d{1,3}(?!\d))"),
    ),
    (
        Category.DRIVING_LICENCE,
        said(
            r"driv(?:ing|er'?s?) licen[cs]e|licen[cs]e (?:no|number)|dvla",
            "driving_licence",
            r"(?P<code>[A-Za-z0-9]{5,18}\d[A-Za-z0-9]*)",
        ),
    ),
    (
        Category.BANK,
        said(r"sort ?codes?|s/c", "sort_code", r"(?P<code>\d{2}[ –-]?\d{2}[ –-]?\d{2}(?!\d))"),
    ),
    (
        Category.BANK,
        said(
            r"acc(?:oun)?t|a/c|acc|bank|iban|card",
            "account",
            r"(?P<code>(?:[A-Za-z]{2}\d{2} ?)?\d{4}(?: ?\d{2,4}){1,5}(?!\d))",
        ),
    ),
    (
        Category.PUPIL_NUMBER,
        said(
            r"upn|uln|uci|unique (?:pupil|learner)|pupil|learner|candidate|student",
            "pupil_number",
            r"(?P<code>[A-Za-z]?\d{4,13}[A-Za-z]?\b)",
        ),
    ),
    (
        Category.VEHICLE,
        said(
            r"reg(?:istration)?|number ?plate|plate|car|van|vehicle|vrm",
            "vehicle",
            r"(?P<code>[A-Za-z]{1,3} ?\d{1,4} ?[A-Za-z]{0,3}\b|[A-Za-z]{2}\d{2} ?[A-Za-z]{3}\b)",
        ),
    ),
    (
        Category.REFERENCE,
        said(
            r"(?:case|claim|crime|court|file|client|customer|patient|hospital|tenancy|rent|policy|"
            r"application|incident|complaint|pip|uc|dla|esa|dwp|"
            r"home office|port|prisoner|prison|inmate|collar|warrant|shoulder|badge|service|payroll|"
            r"staff|employee|member(?:ship)?|roll|cad|occurrence|"
            r"safeguarding|referral|invoice|order|docket|liquidlogic|mosaic|carefirst|swift|"
            r"council tax|utr|vat|charity|company|hmrc|tax|mrn|"
            r"hosp|laa|legal aid|brp|arc|candidate|exam|parking|pcn|blue badge|library|oyster|student|"
            r"ucas|sia|hcpc|sw|gmc|nmc|swe|dbs)(?: (?:no|num|number|ref|reference|id|code|pin))\b\.?|"
            r"ref(?:erence)?|urn|our ref|your ref|re|utr|brp|crn|mrn|case|claim|complaint|incident|pip|pnc|cris|cad",
            "reference",
        ),
    ),
)

SAYING = frozenset(cue for _, pattern in SAID for cue in pattern.cues)

FEWEST_DIGITS = 2  # of any number below: “EA21 YFC”
FEWEST_OF_ACCOUNT = 13  # of a sort code and an account


def find_official_numbers(passage: Passage) -> Iterator[Finding]:
    """Every number whose form, check digit or introduction says what it is."""
    if passage.digits >= FEWEST_DIGITS:
        yield from by_form(passage)
        yield from by_introduction(passage)


def by_form(passage: Passage) -> Iterator[Finding]:
    for category, pattern, fits in FORMS:
        for match in pattern.finditer(passage):
            if fits(match[0]):
                yield Finding(match.start(), match.end(), category, "format", 0.95, sure=True)
    if passage.digits >= FEWEST_OF_ACCOUNT:
        yield from accounts_beside_sort_codes(passage.text)


NUMBER_CALLED_BY = Cued(CALLED_BY_NUMBER, frozenset({"number", "no"}))


def by_introduction(passage: Passage) -> Iterator[Finding]:
    for match in NUMBER_CALLED_BY.finditer(passage):
        yield Finding(*match.span("code"), Category.REFERENCE, "introduction", 0.6, sure=True)
    if passage.runs.isdisjoint(SAYING):
        return
    for category, pattern in SAID:
        for match in pattern.finditer(passage):
            code = match["code"].rstrip(" /.-–")
            if enough_digits(code, category):
                yield Finding(
                    match.start("code"), match.start("code") + len(code), category, "introduction", 0.95, sure=True
                )


def accounts_beside_sort_codes(text: str) -> Iterator[Finding]:
    """An account number within 60 characters of a sort code; alone, eight digits say nothing."""
    for sort_code in SORT_CODE.finditer(text):
        nearby = ACCOUNT.search(text, sort_code.end(), sort_code.end() + 60)
        if nearby:
            yield Finding(nearby.start(), nearby.end(), Category.BANK, "format", 0.9, sure=True)


YEARS = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d)?")


def enough_digits(code: str, category: Category) -> bool:
    """Whether `code` is more than a quantity, a year or a range of years."""
    if YEARS.fullmatch(code):
        return False
    digits, letters = sum(map(str.isdigit, code)), any(map(str.isalpha, code))
    return digits >= (3 if letters or category is not Category.REFERENCE else 4)


def always(_: str) -> bool:
    return True


def ends_in_no_word(plate: str) -> bool:
    """“yr10 and” has the form of a number plate; in small letters after a space the last three must be no word."""
    return (
        not plate[-3:].islower() or plate[-4] not in " -" or not listings().get(plate[-3:].lower(), UNLISTED).ordinary
    )


def nhs_check_digit_fits(number: str) -> bool:
    """Modulus 11 over the first nine digits, weights 10 down to 2."""
    digits = [int(character) for character in number if character.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9] and check != 10 and len(set(digits)) > 1


def luhn_fits(number: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    digits = [int(character) for character in number if character.isdigit()]
    doubled = [
        digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
        for place, digit in enumerate(reversed(digits))
    ]
    return sum(doubled) % 10 == 0


def looks_like_no_date(code: str) -> bool:
    """Sort codes and short dates share a form: a day and a month in their places make it a date."""
    day, month = int(code[:2]), int(code[3:5])
    return not (1 <= day <= 31 and 1 <= month <= 12)


def enough_for_iban(code: str) -> bool:
    return sum(map(str.isdigit, code)) > 7


FORMS: tuple[tuple[Category, Cued, Callable[[str], bool]], ...] = (
    (Category.NATIONAL_INSURANCE, Cued(NATIONAL_INSURANCE, digits=6), always),
    (Category.NHS_NUMBER, Cued(NHS_NUMBER, digits=10), nhs_check_digit_fits),
    (Category.DRIVING_LICENCE, Cued(DRIVING_LICENCE, digits=6), always),
    (Category.VEHICLE, Cued(PLATE_NOW, digits=2), ends_in_no_word),
    (Category.VEHICLE, Cued(PLATE_BEFORE, digits=1), always),
    (Category.PASSPORT, Cued(PASSPORT, digits=9), always),
    (Category.PUPIL_NUMBER, Cued(UPN, digits=11), always),
    (Category.BANK, Cued(SORT_CODE, digits=6), looks_like_no_date),
    (Category.BANK, Cued(CARD, digits=15), luhn_fits),
    (Category.BANK, Cued(IBAN, digits=8), enough_for_iban),
    (Category.REFERENCE, Cued(URN, digits=7), always),
    (Category.REFERENCE, Cued(COURT, digits=5), always),
    (Category.REFERENCE, Cued(APPLICATION, frozenset({"no", "nos"}), digits=3, signs="/"), always),
    (Category.REFERENCE, Cued(PARTED, digits=2), always),
)
