"""What to call an identifier that tells nobody who it is: “sister”, “place in Wales”, “primary school”."""

import re

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FAMILY_TITLES, KIN
from heard.text.deidentification.word_lists import gb_regions, plain, read_list

LABELS: dict[Category, str] = {
    Category.EMAIL: "e-mail address",
    Category.URL: "web address",
    Category.NATIONAL_INSURANCE: "National Insurance number",
    Category.NHS_NUMBER: "NHS number",
    Category.PASSPORT: "passport number",
    Category.DRIVING_LICENCE: "driving licence number",
    Category.BANK: "bank details",
    Category.PUPIL_NUMBER: "pupil number",
    Category.REFERENCE: "reference number",
    Category.PHONE: "phone number",
    Category.VEHICLE: "number plate",
    Category.DATE_OF_BIRTH: "date of birth",
    Category.POSTCODE: "postcode",
    Category.ADDRESS: "address",
    Category.HANDLE: "handle",
    Category.SCHOOL: "school",
    Category.HOME: "children's home",
    Category.TEAM: "team",
    Category.ORGANISATION: "organisation",
    Category.DATE: "date",
    Category.AGE: "age",
    Category.NAME: "person",
    Category.PLACE: "place",
    Category.ETHNICITY: "ethnicity or faith",
    Category.ROLE: "role",
    Category.FACT: "personal detail",
}
ROLE_BEFORE = re.compile(
    r"\b(?:my|our|his|her|their|your|ur|the|a|me)\s+"
    r"(?P<role>(?:foster |social |key |support |youth |step ?|birth |adoptive |best |little |big |"
    r"older |younger |twin |baby )*[a-z]+)['’]?s?,?"
    r"\s*[(–-]?\s*(?:is |was |called |named |name(?:'s|’s| is) )*$",
    re.IGNORECASE,
)
WORKERS = re.compile(
    r"(?:(?:foster|social|key|support|youth) )?(?:worker|carer|manager|teacher|mum|dad|mother|father|"
    r"parents?)$|(?:key|case)worker$"
)
SCHOOLS = {
    "college": "college",
    "university": "university",
    "uni": "university",
    "nursery": "nursery",
    "primary": "primary school",
    "pru": "pupil referral unit",
}
BODIES = (
    "hospital",
    "prison",
    "surgery",
    "church",
    "mosque",
    "temple",
    "council",
    "court",
    "club",
    "police",
    "charity",
    "hotel",
    "hostel",
)


def label_for(text: str, found: Finding) -> str:
    """The most telling words that tell nobody who it is."""
    if found.known:
        return found.known.kind
    words = plain(text[found.start : found.end])
    if found.category is Category.NAME:
        return relation_before(text, found) or LABELS[Category.NAME]
    if found.category is Category.PLACE:
        return place_label(words)
    if found.category is Category.SCHOOL:
        return next((label for word, label in SCHOOLS.items() if word in words.split()), LABELS[Category.SCHOOL])
    if found.category is Category.ORGANISATION:
        return next((body for body in BODIES if body in words.split()), LABELS[Category.ORGANISATION])
    return "school year" if "school year" in found.source else LABELS[found.category]


def relation_before(text: str, found: Finding) -> str | None:
    """“sister” for “my sister Kayleigh”, “foster carer” for “our foster carer jackie”, “aunty” for “aunty bisi”."""
    first = plain(text[found.start : found.end]).split()[0]
    if first in FAMILY_TITLES:
        return first
    match = ROLE_BEFORE.search(text, max(found.start - 50, 0), found.start)
    role = match["role"].lower() if match else ""
    return role if role and (role.split()[-1] in KIN or WORKERS.search(role)) else None


def place_label(words: str) -> str:
    """“place in the North West”; a county, a country or a name that two regions share is only “place”."""
    region = gb_regions().get(words.removeprefix("the "))
    if region:
        return f"place in {region}"
    return (
        "council area"
        if words in read_list("councils") and words.endswith(("council", "borough"))
        else LABELS[Category.PLACE]
    )
