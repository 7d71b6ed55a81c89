"""Training sentences for the head: `templates.txt` with its slots filled at random from `slots.txt` and the lists."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from heard.text.deidentification.word_lists import gb_regions, read_list

HERE = Path(__file__).parent
SENTENCES = 9_000
LABELS = {  # what a slot is labelled as, where that is not its own name; those of `None` are harmless
    "people": "ethnicity",
    "condition": "fact",
    "predicate": "fact",
    "office": "role",
    "post": "role",
    "body": "organisation",
    "shop": "organisation",
    "team": "organisation",
    "street": "place",
    "noun": None,
    "job": None,
}


def filled_templates() -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    templates = [
        line for line in (HERE / "templates.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    for _ in range(SENTENCES):
        yield fill(random.choice(templates))


def fill(template: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text and its labelled spans."""
    text, spans = "", []
    for piece in template.replace("}", "{").split("{"):
        words = SLOTS[piece]() if piece in SLOTS else piece
        if piece in SLOTS:
            spans.append((len(text), len(text) + len(words), LABELS.get(piece, piece) or "none"))
        text += words
    return text if random.random() < 0.7 else as_written(text), spans


def as_written(text: str) -> str:
    """The same letters with a capital to begin with, as in letters and notes; no longer and no shorter."""
    return text[:1].upper() + text[1:]


@cache
def entries(section: str) -> list[str]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "slots.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += [entry.strip() for entry in line.split(";") if entry.strip()]
    return found[section]


def one(section: str) -> str:
    return random.choice(entries(section))


PLACES = sorted(gb_regions())
SURNAMES = sorted(read_list("surnames"))
ALL_GIVEN = sorted(read_list("given_names"))
FREQUENT = sorted(read_list("given_names") & read_list("surnames") | read_list("ambiguous_names"))
CONDITIONS, PEOPLES, OFFICES = (sorted(read_list(name)) for name in ("conditions", "ethnicities", "offices"))
COMMON = sorted(
    word for word in read_list("common_words") if 3 < len(word) < 11 and word not in read_list("ambiguous_names")
)
LETTERS = "abcdefghjklmnopqrstuvwxyz"


def cased(words: str) -> str:
    """Half of names have capitals."""
    return words.title() if random.random() < 0.5 else words


def name() -> str:
    given = random.choice([*random.choices(FREQUENT, k=3), *random.choices(ALL_GIVEN, k=2)])
    return cased(
        random.choice(
            [
                given,
                given,
                clipped(given),
                f"{given} {random.choice(SURNAMES)}",
                f"{given} {random.choice(LETTERS)}",
                random.choice(SURNAMES),
            ]
        )
    )


def clipped(given: str) -> str:
    """A short form nobody has listed: “kwabs”, “presh”, “shaz”."""
    return given[: random.randint(3, 5)] + random.choice(["", "s", "z", "y", "o", "ie"])


def stem() -> str:
    return random.choice(
        [
            lambda: random.choice(PLACES),
            lambda: random.choice(SURNAMES),
            lambda: one("trees") + one("endings"),
            lambda: "st " + random.choice(FREQUENT) + random.choice(["s", "'s", ""]),
        ]
    )()


def home() -> str:
    tree = one("trees")
    return cased(
        random.choice(
            [
                tree + one("endings"),
                f"{tree} {one('houses')}",
                f"the {tree}s",
                f"{stem()} {one('houses')}",
                f"{stem()} house",
                f"number {random.randint(2, 90)}",
                f"{random.randint(2, 90)} {stem()}",
                random.choice(PLACES),
            ]
        )
    )


def school() -> str:
    return cased(
        random.choice([f"{stem()} {one('schools')}", stem(), f"the {one('trees')} {one('schools')}", f"{stem()} pru"])
    )


def body() -> str:
    inside = random.choice(["", "", "", f" in {random.choice(PLACES)}", f" {random.choice(PLACES)}"])
    return cased(f"{random.choice(['', '', 'the '])}{stem()} {one('bodies')}{inside}")


def shop() -> str:
    where = random.choice(["", f" in {random.choice(PLACES)}", f" {random.choice(PLACES)}", f" on {street()}"])
    return cased(f"{random.choice(['', 'the '])}{one('shops')}{where}")


def street() -> str:
    return f"{stem()} {random.choice(['road', 'street', 'lane', 'avenue', 'rd', 'st'])}"


def post() -> str:
    """An office or a job with the body or place that makes it somebody's."""
    article = random.choice(["a", "the", "the only", "the first", "an", ""])
    job = one("jobs") if random.random() < 0.7 else random.choice(OFFICES)
    at = random.choice(
        [
            f" at {body()}",
            f" at {school()}",
            f" in {random.choice(PLACES)}",
            f" for {random.choice(PLACES)}",
            f" of {random.choice(PLACES)}",
            f" in {random.choice(PLACES)}",
        ]
    )
    return f"{article} {job}{at}".strip()


def date() -> str:
    day = random.choice([f"{random.randint(1, 28)}{random.choice(['', 'th', ' of'])} ", "the third of ", "early ", ""])
    return random.choice(
        [
            f"{day}{one('months')}{random.choice(['', ' 2019', ' 2021'])}",
            f"{random.randint(1, 28)}/{random.randint(1, 12)}/2{random.randint(0, 3)}",
            f"{one('months')} {random.randint(2005, 2024)}",
        ]
    )


SLOTS: dict[str, Callable[[], str]] = {
    "name": name,
    "place": lambda: cased(random.choice(PLACES)),
    "school": school,
    "home": home,
    "body": body,
    "shop": shop,
    "street": street,
    "team": lambda: f"{random.choice(PLACES)} {one('teams')}",
    "people": lambda: cased(random.choice(PEOPLES)),
    "condition": lambda: random.choice(CONDITIONS),
    "predicate": lambda: one("predicates"),
    "fact": lambda: one("facts"),
    "office": lambda: f"{random.choice(['a', 'the'])} {random.choice(OFFICES)}",
    "post": post,
    "job": lambda: one("jobs"),
    "age": lambda: random.choice([str(random.randint(1, 25)), one("ages")]),
    "date": date,
    "noun": lambda: random.choice(COMMON),
}
