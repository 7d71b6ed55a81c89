"""What a motivated intruder makes of the public pages and of what is known without them.

Every attack ends in claims: that this person said these words, or spoke of this theme. The attacker makes a claim where
one person is left who fits, and none where two are. Who the attacker is: somebody who knows everybody's age and region,
what is said of them in town, who took part, in which month and in what order.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.test import Client
from world import AGES, DEEDS, REGIONS, SPEAKING, TOWNS, YEARS, Known

from heard.inquiry.contributors.states import SpeakingAs

QUOTATION = re.compile(
    r"<blockquote><p>(?P<words>.*?)</p></blockquote>\s*<figcaption>(?P<line>.*?)\. <a href=\"/quotations/(?P<key>\d+)/",
    re.DOTALL,
)
TRACES = re.compile(r"\bH-\d{4}\b|\b\d{4}-\d\d-\d\d\b|\bdatetime=|<!--")
SPEAKING_LINES = {str(SpeakingAs(value).label): value for value in SPEAKING}


@dataclass(frozen=True, slots=True)
class Read:
    """A quotation as a reader sees it."""

    key: int
    words: str
    line: str

    @property
    def habit(self) -> str:
        """How this person begins and ends: nobody else does it like that."""
        said = re.sub(r"^I am \d+ and |, in [A-Z]\w+\.$|\.$", "", self.words).lower()
        parts = said.split(", ")
        return f"{parts[0]}…{parts[-1]}" if len(parts) > 2 else said


@dataclass(frozen=True, slots=True)
class Claim:
    """“This is `person`”: whoever said the quotation `what`, or spoke of the theme `what`."""

    attack: str
    person: int
    what: int | str


def read_quotations() -> list[Read]:
    """All quotations of all theme pages."""
    client, found = Client(), {}
    for slug in dict.fromkeys(re.findall(r'href="/themes/([\w-]+)/"', page(client, "/themes/"))):
        for match in QUOTATION.finditer(page(client, f"/themes/{slug}/")):
            found[int(match["key"])] = Read(int(match["key"]), match["words"], match["line"])
    return list(found.values())


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def read_numbers() -> dict[tuple[str, str], int]:
    """The table that can be taken away: by theme and column, what is shown."""
    response = Client().get("/numbers/table.csv")
    if response.status_code != 200:
        return {}
    header, *rows = csv.reader(io.StringIO(response.content.decode()))
    return {
        (row[0], column): int(cell)
        for row in rows
        for column, cell in zip(header[1:], row[1:], strict=True)
        if cell.isdigit()
    }


def traces(quotations: Iterable[Read]) -> int:
    """Dates, references and remarks in pages of quotations, and headers that tell when something was made."""
    client, found = Client(), 0
    for quotation in quotations:
        response = client.get(f"/quotations/{quotation.key}/")
        shown = response.content.decode().partition("<main")[2].partition("</main>")[0]
        found += len(TRACES.findall(shown)) + sum(response.has_header(name) for name in ("Last-Modified", "ETag"))
    return found


# Who fits


def said_of(quotation: Read) -> dict[str, set[str]]:
    """What a quotation tells of its giver, beside the words and in them."""
    pieces = set(quotation.line.split(", "))
    told = {
        "age_band": pieces & set(AGES),
        "region": pieces & set(REGIONS),
        "speaking_as": {value for line, value in SPEAKING_LINES.items() if f"speaking of {line}" in quotation.line},
    }
    if years := re.search(r"I am (\d+) and", quotation.words):
        told["age_band"] |= {band for band, (least, most) in YEARS.items() if least <= int(years[1]) <= most}
    told["region"] |= {region for region, town in TOWNS.items() if f"in {town}" in quotation.words}
    return told


def fitting(quotations: Iterable[Read], people: Iterable[Known]) -> list[Known]:
    """Those whom everything fits that the quotations tell."""
    told = [facts for quotation in quotations for facts in said_of(quotation).items() if facts[1]]
    return [person for person in people if all({getattr(person, name)} == values for name, values in told)]


def by_attributes(quotations: list[Read], people: list[Known]) -> Iterator[Claim]:
    """One quotation at a time."""
    for quotation in quotations:
        yield from claimed("attributes", [quotation], fitting([quotation], people))


def by_linking(quotations: list[Read], people: list[Known]) -> Iterator[Claim]:
    """All quotations that begin and end alike are one person's."""
    for together in grouped(quotations):
        if len(together) > 1:
            yield from claimed("linking", together, fitting(together, people))


def grouped(quotations: list[Read]) -> list[list[Read]]:
    groups: defaultdict[str, list[Read]] = defaultdict(list)
    for quotation in quotations:
        groups[quotation.habit].append(quotation)
    return list(groups.values())


def by_rare_words(quotations: list[Read], people: list[Known]) -> Iterator[Claim]:
    """What everybody in town knows of somebody, searched for in the words."""
    for quotation in quotations:
        if any(deed in quotation.words for deed in DEEDS):
            yield from claimed("rare words", [quotation], [each for each in people if each.fact in quotation.words])


def by_order(quotations: list[Read], people: list[Known]) -> Iterator[Claim]:
    """Keys without gaps were given in turn: whose are near each other came near each other."""
    keys = sorted(quotation.key for quotation in quotations)
    if not keys or keys[-1] - keys[0] > 2 * len(keys):
        return
    place = {key: rank * len(people) / len(keys) for rank, key in enumerate(keys)}
    for together in grouped(quotations):
        middle = sum(place[quotation.key] for quotation in together) / len(together)
        near = [person for person in people if abs(person.place_in_order - middle) <= len(people) * 0.04]
        yield from claimed("order", together, fitting(together, near))


def by_month(quotations: list[Read], people: list[Known], months: dict[int, int]) -> Iterator[Claim]:
    """Pages that say in which month words came."""
    for together in grouped(quotations):
        told = {months[quotation.key] for quotation in together if quotation.key in months}
        if told:
            yield from claimed("month", together, fitting(together, [each for each in people if each.month in told]))


def claimed(attack: str, quotations: Iterable[Read], people: list[Known]) -> Iterator[Claim]:
    if len(people) == 1:
        yield from (Claim(attack, people[0].number, quotation.key) for quotation in quotations)


# Numbers


def worked_out(numbers: dict[tuple[str, str], int], columns: list[str]) -> dict[tuple[str, str], int]:
    """The numbers that are shown, and those that are left when the shown ones are taken from a total."""
    found = dict(numbers)
    for theme in {theme for theme, _ in numbers}:
        hidden = [column for column in columns if (theme, column) not in numbers]
        if (theme, "People") in numbers and len(hidden) == 1:
            rest = sum(numbers[theme, column] for column in columns if column not in hidden)
            found[theme, hidden[0]] = numbers[theme, "People"] - rest
    return found


def by_small_numbers(
    numbers: dict[tuple[str, str], int], people: list[Known], themes_of: dict[int, set[str]]
) -> Iterator[Claim]:
    """Of a region from which up to three took part, all but one compare notes: what is left is the last one's."""
    columns = [*REGIONS, "did not say"]
    for (theme, region), number in worked_out(numbers, columns).items():
        there = [person for person in people if person.region == region]
        if 0 < len(there) <= 3:
            for person in there:
                others = sum(theme in themes_of[other.number] for other in there if other != person)
                if number - others == 1:
                    yield Claim("small numbers", person.number, theme)


def by_editions(
    before: dict[tuple[str, str], int], now: dict[tuple[str, str], int], people: list[Known]
) -> Iterator[Claim]:
    """Where one person of a region came between two editions, what changed there is what they spoke of."""
    late = [person for person in people if person.came_late]
    columns = [*REGIONS, "did not say"]
    then = worked_out(before, columns)
    for (theme, region), number in worked_out(now, columns).items():
        newcomers = [person for person in late if person.region == region]
        if len(newcomers) == 1 and (theme, region) in then and number - then[theme, region] == 1:
            yield Claim("editions", newcomers[0].number, theme)
