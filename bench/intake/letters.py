"""Fictional letters of about 600 characters, made from a seed."""

import random

OPENINGS = (
    "I moved",
    "They told me",
    "My sister went",
    "We packed",
    "Nobody asked",
    "I kept",
    "She drove us",
    "I lost",
)
MIDDLES = (
    "on a Tuesday after school",
    "with three bags and a lamp",
    "to a house by the canal",
    "and the dog stayed behind",
    "before I had said goodbye to anybody",
    "because the other place had closed",
    "and it was raining the whole way",
)
ENDINGS = (
    "It was all right in the end.",
    "I still think about it.",
    "Two weeks, they said.",
    "I would do it otherwise.",
)
LONG_ENOUGH = 600  # characters


def letter(seed: int) -> str:
    chance = random.Random(seed)
    said = f"Letter {seed}.\n"
    while len(said) < LONG_ENOUGH:
        said += f"{chance.choice(OPENINGS)} {chance.choice(MIDDLES)}. {chance.choice(ENDINGS)}\n"
    return said
