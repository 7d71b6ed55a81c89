"""A made-up region with known truth: its young people, who of them took part, and what neighbours know of everybody.

All of it is drawn from a seed and none of it is of anybody. What the attacker may know is `Known`: it is more than a
neighbour, a school and a newspaper know together, because it says of everybody whether they took part, and when.
"""

import random
from dataclasses import dataclass

AGES = ("under 13", "13–15", "16–17", "18–25", "26 and over")
REGIONS = {
    "North East": 6,
    "North West": 16,
    "Yorkshire and the Humber": 14,
    "East Midlands": 10,
    "West Midlands": 11,
    "East of England": 7,
    "London": 12,
    "South East": 9,
    "South West": 8,
    "Wales": 5,
    "Scotland": 1.2,
    "Northern Ireland": 0.5,
}
TOWNS = {
    "North East": "Sunderland",
    "North West": "Oldham",
    "Yorkshire and the Humber": "Doncaster",
    "East Midlands": "Nottingham",
    "West Midlands": "Wolverhampton",
    "East of England": "Colchester",
    "London": "Croydon",
    "South East": "Brighton",
    "South West": "Plymouth",
    "Wales": "Swansea",
    "Scotland": "Dundee",
    "Northern Ireland": "Belfast",
}
SPEAKING = {"own experience": 88, "professional": 8, "on behalf of someone": 4}
OLDER = {"under 13": 6, "13–15": 34, "16–17": 34, "18–25": 20, "26 and over": 6}
YEARS = {"under 13": (9, 12), "13–15": (13, 15), "16–17": (16, 17), "18–25": (18, 25), "26 and over": (26, 60)}
THEMES = {
    "Moves without warning": ("they told me at breakfast and I was gone by tea", 60),
    "Lost belongings": ("my things came in a bag and half of them never did", 45),
    "Brothers and sisters": ("nobody asked which of us should stay together", 35),
    "Asked and not heard": ("they wrote down what I said and did the other thing", 40),
    "People who stay": ("the one who stayed was the one who rang on Sundays", 25),
    "Changing schools": ("I did the same history lesson in three schools", 18),
    "Signs of home": ("a home is where you know which stair creaks", 12),
    "Moved at night": ("it was dark and I counted lamp posts", 2),
}
HOBBIES = ("harp", "unicycle", "fencing", "beekeeping", "bagpipes", "falconry", "lacrosse", "calligraphy", "juggling")
DEEDS = ("won the county cup for", "was on the radio for", "broke an arm at", "taught the mayor", "had a stall for")
OPENERS = (
    "honest truth",
    "swear down",
    "not gonna lie",
    "long story short",
    "hand on heart",
    "fair play",
    "to be real",
)
OPENERS += ("mind you", "truth be told", "no word of it", "between us", "funny thing", "thing is", "end of the day")
CLOSERS = ("and that was that", "so there", "make of it what you like", "every time", "same as ever", "you get me")
CLOSERS += ("simple as", "job done", "what can you do", "and all", "give or take", "on my life", "nothing new")
CLOSERS += ("full stop", "again and again", "like clockwork", "no joke", "and counting", "all day long", "go figure")
CLOSERS += ("as per usual", "as they say", "if you ask me", "believe it or not", "more or less", "day in day out")
CLOSERS += ("without fail", "just like that", "as it goes", "for what it is worth", "sure enough", "like it or not")
CLOSERS += ("by the way", "one way or another", "in a nutshell", "and so on", "to this day", "at the best of times")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about a theme. `rare` is one with a fact that everybody in town knows of one person."""

    theme: str
    words: str
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one young person without the inquiry."""

    number: int
    age_band: str
    region: str
    speaking_as: str
    fact: str
    took_part: bool
    month: int
    place_in_order: int
    came_late: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one of them gave: the truth that the attacker is after."""

    giver: int
    said: tuple[Said, ...]
    is_quoted: bool

    @property
    def words(self) -> str:
        return " ".join(each.words for each in self.said)


@dataclass(frozen=True, slots=True)
class World:
    known: tuple[Known, ...]
    contributions: tuple[Contribution, ...]

    @property
    def took_part(self) -> list[Known]:
        return [person for person in self.known if person.took_part]


def make_world(seed: int, people: int = 5000, contributors: int = 500, late: int = 15, quoted: int = 200) -> World:
    """`people` in all, of whom `contributors` took part: the last `late` of them between two editions."""
    chance = random.Random(seed)
    habits = [f"{opener}, {{}}, {closer}" for opener in OPENERS for closer in CLOSERS]
    chance.shuffle(habits)
    taking_part = chance.sample(range(people), contributors)
    order = {number: place for place, number in enumerate(taking_part)}
    known = tuple(_known(chance, number, order, contributors - late) for number in range(people))
    chosen = set(chance.sample(taking_part, quoted))
    given = tuple(
        _contribution(chance, known[number], habits[place % len(habits)], number in chosen)
        for number, place in order.items()
    )
    return World(known, given)


def _known(chance: random.Random, number: int, order: dict[int, int], early: int) -> Known:
    place = order.get(number, -1)
    return Known(
        number,
        age_band=_drawn(chance, OLDER),
        region=_drawn(chance, REGIONS),
        speaking_as=_drawn(chance, SPEAKING),
        fact=f"{chance.choice(DEEDS)} {chance.choice(HOBBIES)} in {1990 + chance.randrange(35)}",
        took_part=place >= 0,
        month=1 + place * 12 // (len(order) or 1) if place >= 0 else 0,
        place_in_order=place,
        came_late=place >= early,
    )


def _drawn(chance: random.Random, weights: dict[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _contribution(chance: random.Random, giver: Known, habit: str, is_quoted: bool) -> Contribution:
    """One or two themes in the giver's own turn of phrase; now and then an age or a town that readers let stand."""
    said = []
    for theme in dict.fromkeys(
        _drawn(chance, {name: weight for name, (_, weight) in THEMES.items()}) for _ in range(2)
    ):
        words = habit.format(THEMES[theme][0])
        if chance.random() < 0.12:
            words = f"I am {chance.randint(*YEARS[giver.age_band])} and {words}"
        if chance.random() < 0.06:
            words = f"{words}, in {TOWNS[giver.region]}"
        said.append(Said(theme, f"{words[0].upper()}{words[1:]}."))
    if chance.random() < 0.1:
        said.append(Said(said[0].theme, f"I am the one who {giver.fact}.", rare=True))
    return Contribution(giver.number, tuple(said), is_quoted)
