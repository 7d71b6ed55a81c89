"""Files that went wrong on their way, made from whole ones by a seed: the same seed, the same file."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOT_EVIDENCE = (".py", ".md")  # of the folder of fixtures; the letters in Markdown are taken all the same
WRONGS = ("bytes",) * 4 + ("zeroed", "doubled", "left out", "cut short", "spliced", "named wrongly")
ENDINGS = (".pdf", ".docx", ".txt", ".jpg", ".xlsx", ".eml", ".mp3", ".zip", "")


@dataclass(frozen=True, slots=True)
class Made:
    """A file, what it was made from, and what was done to it."""

    name: str
    data: bytes
    origin: str
    done: tuple[str, ...]


def files_in(folder: Path) -> list[Path]:
    """The whole files that others are made from."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [path for path in files if path.suffix not in NOT_EVIDENCE or path.name.startswith("letter")]


def made_from(folder: Path, count: int) -> Iterator[Made]:
    """`count` files, each from the next whole one in turn."""
    files = files_in(folder)
    for seed in range(count):
        yield mutated(files[seed % len(files)], files, random.Random(seed))


def mutated(file: Path, files: list[Path], chance: random.Random) -> Made:
    """The file with one to three things done to it, mostly small ones, so that readers get far into it."""
    data, name, done = bytearray(file.read_bytes()), file.name, []
    for _ in range(chance.randint(1, 3)):
        what = chance.choice(WRONGS)
        done.append(what)
        if what == "named wrongly":
            name = file.stem + chance.choice(ENDINGS)
        else:
            damage(data, what, files, chance)
    if chance.random() < 0.01:
        data, done = bytearray(), ["emptied"]
    return Made(name, bytes(data), file.name, tuple(done))


def damage(data: bytearray, what: str, files: list[Path], chance: random.Random) -> None:
    """Do it, somewhere in the file."""
    if not data:
        return
    place = chance.randrange(len(data))
    length = chance.choice((1, 4, 64, 1024, 16_384))
    match what:
        case "bytes":
            for _ in range(chance.randint(1, 40)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case "cut short":
            del data[len(data) - chance.randint(1, max(len(data) // 5, 1)) :]
        case "zeroed":
            data[place : place + length] = bytes(len(data[place : place + length]))
        case "doubled":
            data[place:place] = data[place : place + length]
        case "left out":
            del data[place : place + length]
        case "spliced":
            data[place : place + length] = chance.choice(files).read_bytes()[place : place + length]
