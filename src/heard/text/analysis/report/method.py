"""How a result was made and what a machine cannot know: in words for a reader, and as facts to make it again by."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from heard.text.analysis.result import Analysis
from heard.text.themes import MINIMUM_ANSWERS

METHOD = (
    "Answers that say nothing were set aside, and answers that repeat one another almost word for word were counted "
    "once. The rest were grouped by what they say, without a list of themes to look for. A theme holds at least "
    f"{MINIMUM_ANSWERS} answers; labels and terms come from the answers themselves. Every quotation was compared with "
    "its source, character by character, before this report was written.",
    "A machine cannot know who is speaking or what it cost them to say it; whether they mean it or mean the opposite; "
    "or what matters although only one person said it. It can put an answer under the wrong theme, and how many "
    "themes there are is a choice, not a fact. Read the quotations, and the answers that fit no theme, before you "
    "rely on a number.",
    "The same files with the same options and the same version of Heard give the same report, to the last byte.",
)


def list_facts(analysis: Analysis) -> tuple[tuple[str, str], ...]:
    """The engine's own account of itself, one line to a fact."""
    return tuple(_lines_of(analysis.engine))


def _lines_of(facts: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        title = (prefix + name.replace("_", " ")).strip()
        if isinstance(value, Mapping):
            yield from _lines_of(value, f"{title}: ")
        elif value is not None:
            yield (
                title[:1].upper() + title[1:],
                value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
            )
