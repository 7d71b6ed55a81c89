"""What few people have been through: ways of dying, of being harmed, of coming into the world or into the country."""

import re
from collections.abc import Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.word_lists import vocabulary
from heard.text.deidentification.words import Cued, Passage

RELATIVE = r"(?:daughter|son|mother|father|mum|dad|brother|sister|husband|wife|partner|nan|uncle|aunt|cousin)"
MANY = r"(?:six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|[6-9]|1\d)"
COUNTRY = r"(?:england|wales|scotland|ireland|britain|great britain|my county|the county|[A-Z][\w'’-]+)"
EVENTS = (
    r"conceived (?:by|through|in|after) (?:\w+ )?rape",
    r"(?:died by|attempted|committed) suicide",
    r"(?:took|taken|take) (?:his|her|their) own (?:life|lives)",
    r"(?:killed|hanged|hung|drowned) (?:him|her)self",
    r"(?:was|were|been|got|being) (?:trafficked|raped|stabbed|shot|kidnapped|deported|hanged|tortured|groomed|"
    r"radicali[sz]ed)",
    rf"{RELATIVE} (?:was )?(?:murdered|killed|stabbed|executed|drowned)",
    r"in (?:a|the) coma|on life support",
    r"(?:has |had |have )?(?:an? )?(?:pacemaker|stab wounds?|shrapnel(?: in \w+ \w+)?)",
    r"(?:an? )?gun ?shot (?:wound|injury)(?: to| in)?(?: \w+){0,2}",
    r"(?:an? )?(?:recovering |former |ex-?|heroin |crack |drug |cocaine |gambling )+addict",
    r"(?:an? )?(?:recovering )?alcoholic",
    r"(?:an? )?refugees? from [\w'’-]+|fled from [\w'’-]+",
    r"(?:adopted|fostered|trafficked|brought|smuggled) (?:here )?(?:from|out of) (?:an? |the )?(?:[A-Z][\w'’-]+ )?"
    r"(?:[A-Z][\w'’-]+|orphanage)",
    r"adopted (?:twice|three times)",
    r"(?:born|raised|brought up) in (?:an? |the )?(?:prison|convent|circus|refugee camp|cult|commune|workhouse|"
    r"police cell|Broadmoor|Holloway|lighthouse|caravan|barge|orphanage)",
    r"(?:left|found|abandoned|dumped|given away) (?:in|on|at) (?:an? |the )(?:\w+ )?\w+ as a baby",
    rf"(?:the )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) of {MANY}\b",
    r"(?:won|win) (?:the |a )?(?:national|world|county|british|european|olympic|under) [\w ]{2,30}?"
    r"(?:title|medal|cup|prize|award|championship)",
    rf"(?:played|plays|play|boxed|boxes|swam|ran|fought|fenced|fencing|boxing|swimming) for {COUNTRY}(?: under \w+)?",
)
EVENT = re.compile(rf"\b(?:{'|'.join(EVENTS)})", re.IGNORECASE)
# Without one of which there is no event; “seventh of nine” and “swam for Wales” have theirs before the “of” and “for”.
WORDS = (
    vocabulary("event_words") - {"of", "for"}
    | frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])
    | frozenset(["played", "plays", "play", "boxed", "boxes", "swam", "ran", "fought", "fenced", "fencing", "boxing"])
    | {"swimming"}
)
EVENTFUL = Cued(EVENT, WORDS)


def find_events(passage: Passage) -> Iterator[Finding]:
    for match in EVENTFUL.finditer(passage):
        yield Finding(match.start(), match.end(), Category.FACT, "event", 0.65, sure=True)
