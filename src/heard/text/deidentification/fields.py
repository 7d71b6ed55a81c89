"""Forms: what stands after “Ethnicity:”, “School:” or “Name of child:” is what the label says."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.words import Passage

LABELS = {
    Category.NAME: r"(?:full |first |last |sur|fore|preferred |child'?s |mother'?s |father'?s |carer'?s |known )?names?"
    r"(?: of (?:child|young person|yp|carer|parent|mother|father|worker|referrer|patient|client|witness))?|"
    r"also known as|next of kin|signed|social worker|allocated worker|iro|gp|referrer|witness|completed by|"
    r"emergency contact",
    Category.ETHNICITY: r"ethnicity|ethnic (?:origin|group|background)|religion|faith|nationality|"
    r"(?:first|home) language|language(?: spoken)?",
    Category.SCHOOL: r"(?:current |previous |last )?(?:school|college|nursery|education provider)(?: attended)?",
    Category.PLACE: r"place of birth|birthplace|country of origin|town|city|county",
    Category.ROLE: r"occupation|job title|profession",
    Category.FACT: r"diagnos[ie]s|medical conditions?|disabilit(?:y|ies)|health conditions?|medical history",
    Category.ADDRESS: r"(?:home |current |previous )?address",
    Category.HOME: r"placement|children'?s home",
}
# At the start of a line or of a cell; with a capital, as printed forms have it.
FIELD = re.compile(
    r"(?:^|[;|\t]|  )[ \t]*(?=[A-Z])(?:"
    + "|".join(f"(?P<{category.name}>{label})" for category, label in LABELS.items())
    + r")[ \t]*:[ \t]+(?P<value>[^\s:;|][^\n:;|\t]{0,58}[^\s:;|.,])(?=[ \t.,]*(?:$|[\n;|\t]))",
    re.IGNORECASE | re.MULTILINE,
)
SAYS_NOTHING = re.compile(
    r"(?:n/?a|none|no|nil|yes|unknown|not (?:known|applicable|stated|recorded)|tbc|see|as above|same|prefer not|"
    r"declined|refused|mainstream|foster|residential)\b.*",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"[.!?] [A-Z]")


def find_fields(passage: Passage) -> Iterator[Finding]:
    if ":" not in passage.text:
        return
    for match in FIELD.finditer(passage.text):
        if not SAYS_NOTHING.fullmatch(match["value"]) and not SENTENCES.search(match["value"]):
            category = next(category for category in LABELS if match[category.name])
            yield Finding(*match.span("value"), category, "field", 0.7, sure=True)
