"""What stands in place of an identifier: the same for the same person, place or thing throughout the inquiry.

Replacing keeps the sense that blanking loses (UK Data Service, “Anonymising qualitative data”).
"""

import re
from dataclasses import dataclass, field

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FAMILY_TITLES, KIN, TITLES
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
NUMBERED = frozenset(
    {
        Category.NAME,
        Category.SCHOOL,
        Category.HOME,
        Category.TEAM,
        Category.ORGANISATION,
        Category.PLACE,
        Category.ADDRESS,
        Category.HANDLE,
    }
)
ROLE_BEFORE = re.compile(
    r"\b(?:my|our|his|her|their|your|ur|the|a|me)\s+(?P<role>(?:foster |social |key |support |youth |step ?|head |birth |adoptive |old |best |little |big |older |younger |twin |baby |late )*[a-z]+)['’]?s?,?\s*[(–-]?\s*(?:is |was |called |named |name(?:'s|’s| is) )*$",
    re.IGNORECASE,
)
WORKERS = re.compile(
    r"(?:foster |social |key |support |youth )?(?:worker|carer|manager|teacher|mum|dad|mother|father|parents?)$|(?:key|case)worker$"
)
SCHOOL_KINDS = {
    "college": "college",
    "university": "university",
    "uni": "university",
    "nursery": "nursery",
    "primary": "primary school",
    "pru": "pupil referral unit",
}
BODY_KINDS = (
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
    "university",
    "college",
)


@dataclass
class Replacements:
    """Gives each identifier its replacement and remembers it. `key` maps what was replaced to what stands for it, and is to be sealed."""

    key: dict[tuple[Category, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """Labels for names that are known beforehand (a roster): `plain` name to label."""

    def replace(self, text: str, found: Finding) -> str:
        identity = (found.category, identity_of(text[found.start : found.end], found.category))
        if identity not in self.key:
            label = self.known.get(identity[1]) or self.same_person(identity) or label_for(text, found)
            self.key[identity] = self.numbered(label, found.category, identity)
        return self.key[identity]

    def same_person(self, identity: tuple[Category, str]) -> str | None:
        return None

    def numbered(self, label: str, category: Category, identity: tuple[Category, str]) -> str:
        """`[sister]` for the first sister, `[sister 2]` for the next; kinds that need no telling apart have no number."""
        if category not in NUMBERED or identity[1] in self.known:
            return f"[{label}]"
        self.counts[label] = self.counts.get(label, 0) + 1
        number = self.counts[label]
        return f"[{label}]" if number == 1 else f"[{label} {number}]"


def identity_of(words: str, category: Category) -> str:
    """What makes two mentions the same: spelling aside from capitals, titles, possessives and a leading article."""
    flat = re.sub(r"\s+", " ", plain(words)).strip(" .,;:")
    flat = re.sub(r"(?:'s|s')$", "", flat)
    if category is Category.NAME:
        flat = re.sub(rf"^(?:{'|'.join(sorted(TITLES))})\.? ", "", flat)
    return flat.removeprefix("the ")


def label_for(text: str, found: Finding) -> str:
    """The most telling word that tells nobody who it is."""
    words = plain(text[found.start : found.end])
    if found.category is Category.NAME:
        return relation_before(text, found) or LABELS[Category.NAME]
    if found.category is Category.PLACE:
        return place_label(words)
    if found.category is Category.SCHOOL:
        return next((label for word, label in SCHOOL_KINDS.items() if word in words.split()), LABELS[Category.SCHOOL])
    if found.category is Category.ORGANISATION:
        return next((kind for kind in BODY_KINDS if kind in words.split()), LABELS[Category.ORGANISATION])
    if found.category is Category.AGE and found.source == "school year":
        return "school year"
    return LABELS[found.category]


def relation_before(text: str, found: Finding) -> str | None:
    """“sister” for “my sister Kayleigh”, “foster carer” for “our foster carer jackie”, “aunty” for “aunty bisi”."""
    first = plain(text[found.start : found.end]).split()[0]
    if first in FAMILY_TITLES:
        return first
    match = ROLE_BEFORE.search(text, max(found.start - 50, 0), found.start)
    role = match["role"].lower() if match else ""
    return role if role and (role.split()[-1] in KIN or WORKERS.search(role)) else None


def place_label(words: str) -> str:
    """“town in the North West”; a county, a country or a place of two regions is only “place”."""
    region = gb_regions().get(words.removeprefix("the "))
    if region:
        return f"place in {region}"
    return (
        "council area"
        if words in read_list("councils") and words.endswith(("council", "borough"))
        else LABELS[Category.PLACE]
    )
