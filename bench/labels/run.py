"""How well a theme's label says what the theme is, where people have named the theme, beside simple peers in one run.

    python bench/labels/run.py ../shared/data            # the sets that chose nothing, and those that did
    python bench/labels/run.py ../shared/data --choose   # only those on which the method is made; writes nothing
    python bench/labels/run.py ../shared/data --alone    # only Heard; its peers' figures stay those of the last run

Every labeller is given the true groups, so that nothing but the labels is measured. Writes bench/results/labels.json,
with every label beside its name, and prints the table of bench/labels/README.md.
"""

import json
import platform
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from named import Named, chosen_on, reported_on
from peers import nearest_phrase, top_content_words, top_words

from heard.text.encoder import encode as read_meaning
from heard.text.themes.wording import word_themes

RESULTS = Path(__file__).parents[1] / "results" / "labels.json"
MOST_ASKED = 20  # answers of a group that are sent to the nearest label

Labeller = Callable[[Sequence[Sequence[str]], str | None], list[str]]

SAYS_LITTLE = frozenset((Path(__file__).parent / "says_little.txt").read_text(encoding="utf-8").split())


def main() -> None:
    data, choosing = Path(sys.argv[1]), "--choose" in sys.argv
    sets = {name: (named, "it") for name, named in chosen_on(data).items()}
    if not choosing:
        sets |= {name: (named, "the sets above") for name, named in reported_on(data).items()}
    results: dict[str, Any] = {
        "machine": f"{platform.processor() or platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("numpy", "scikit-learn", "onnxruntime")},
        "sets": {name: measure_set(named) | {"chosen on": on} for name, (named, on) in sets.items()},
    }
    if "--alone" in sys.argv and RESULTS.exists():
        last = json.loads(RESULTS.read_text(encoding="utf-8"))["sets"]
        results["sets"] = {name: last.get(name, {}) | found for name, found in results["sets"].items()}
    tell(results, with_labels=choosing)
    if not choosing:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def labellers() -> dict[str, Labeller]:
    quick: dict[str, Labeller] = {"Heard": label_as_heard}
    if "--alone" in sys.argv:
        return quick
    return quick | {
        "c-TF-IDF, 4 words (BERTopic)": top_words,
        "c-TF-IDF without stop words": top_content_words,
        "nearest phrase (as KeyBERT)": partial(nearest_phrase, encode=vectors_of),
    }


def label_as_heard(groups: Sequence[Sequence[str]], question: str | None) -> list[str]:
    return [wording.label for wording in word_themes(groups, question)]


def measure_set(questions: list[Named]) -> dict[str, Any]:
    found: dict[str, Any] = {"themes": sum(len(named.judged) for named in questions)}
    for name, label in labellers().items():
        rows: list[dict[str, Any]] = []
        spent = 0.0
        for named in questions:
            start = time.process_time()
            labels = label(list(named.groups.values()), named.question)
            spent += time.process_time() - start
            rows += judge(named, labels)
        means = {key: float(np.mean([row[key] for row in rows])) for key in rows[0] if key not in ("name", "label")}
        found[name] = means | {"cpu seconds": spent, "labels": [[row["name"], row["label"]] for row in rows]}
    return found


def judge(named: Named, labels: Sequence[str]) -> list[dict[str, Any]]:
    """For each name that counts, its label and what the label is worth."""
    names = list(named.groups)
    groups = list(named.groups.values())
    likeness = vectors_of(labels) @ vectors_of(names).T
    stems = [[stems_of(text) for text in group] for group in groups]
    return [
        {"name": name, "label": label}
        | words_shared(label, name, stems_of(named.question or ""))
        | {
            "nearest name": float(likeness[place].argmax() == place),
            "likeness": float(likeness[place, place]),
            "answers found": share_found(groups[place], labels, place),
            "held": share_holding(label, stems[place]),
            "held elsewhere": share_holding(
                label, [own for i, group in enumerate(stems) if i != place for own in group]
            ),
            "two words": float(len(stems_of(label)) > 1),
            "as said": float(is_as_said(label, groups[place])),
            "distinct": float(sum(other.casefold() == label.casefold() for other in labels) == 1),
            "words": float(len(label.split())),
        }
        for place, (name, label) in enumerate(zip(names, labels, strict=True))
        if name in named.judged
    ]


def words_shared(label: str, name: str, asked: frozenset[str]) -> dict[str, float]:
    """Of the words that are not the question's, which say nothing of one theme that they do not say of all."""
    said, wanted = stems_of(label) - asked, stems_of(name) - asked
    shared = len(said & wanted)
    return {"F1": 2 * shared / max(1, len(said) + len(wanted)), "recall": shared / max(1, len(wanted))}


def share_holding(label: str, answers: list[frozenset[str]]) -> float:
    """The share of answers that hold at least half of the label's words, and never only one of two or three."""
    wanted = stems_of(label)
    enough = max(min(2, len(wanted)), len(wanted) / 2)
    return float(np.mean([len(wanted & own) >= enough for own in answers])) if answers and wanted else 0.0


def share_found(group: Sequence[str], labels: Sequence[str], place: int) -> float:
    """The share of a group's answers whose nearest label in meaning is their own group's."""
    asked = group[:: max(1, len(group) // MOST_ASKED)][:MOST_ASKED]
    return float(((vectors_of(asked) @ vectors_of(labels).T).argmax(1) == place).mean())


def is_as_said(label: str, group: Sequence[str]) -> bool:
    """Whether somebody said the label in these very words; of “A and B”, both."""
    said = "\n".join(" ".join(re.findall(r"[\w'’-]+", text.casefold())) for text in group)
    parts = [label] if label.casefold() in said else re.split(r" and |; ", label)
    return all(part.casefold() in said for part in parts)


@cache
def stems_of(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", ""))
    return frozenset(stem(word) for word in words if word not in SAYS_LITTLE)


def stem(word: str) -> str:
    """So that “verify”, “verified” and “verification” are one; crude, and the same for every labeller."""
    for ending in (
        "ications",
        "ication",
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ions",
        "ion",
        "als",
        "al",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _bare(word[: -len(ending)])
    for ending in ("ied", "ies", "ed", "es", "ers", "er", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return _bare(word[: -len(ending)])
    return _bare(word)


def _bare(word: str) -> str:
    bare = word.rstrip("eyi") if len(word) > 4 else word
    return bare[:-1] if len(bare) > 4 and bare[-1] == bare[-2] else bare


_known: dict[str, np.ndarray] = {}


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    new = list(dict.fromkeys(text for text in texts if text not in _known))
    if new:
        _known.update(zip(new, read_meaning(new), strict=True))
    return np.array([_known[text] for text in texts])


SHOWN = (
    "F1", "recall", "nearest name", "likeness", "answers found", "held", "held elsewhere", "two words", "as said",
    "distinct", "words",
)  # fmt: skip


def tell(results: dict[str, Any], *, with_labels: bool) -> None:
    for name, found in results["sets"].items():
        print(f"\n**{name}** ({found['themes']} themes; chosen on {found['chosen on']})\n")
        print("| labels | " + " | ".join(SHOWN) + " | CPU-s |\n|" + "---|" * (len(SHOWN) + 2))
        for labeller, own in found.items():
            if not isinstance(own, dict):
                continue
            figures = " | ".join(f"{own[key]:.1f}" if key == "words" else f"{own[key]:.3f}" for key in SHOWN)
            print(f"| {labeller} | {figures} | {own['cpu seconds']:.2f} |")
        if with_labels:
            print(*(f"    {wanted:70.70} {label}" for wanted, label in found["Heard"]["labels"]), sep="\n")


if __name__ == "__main__":
    main()
