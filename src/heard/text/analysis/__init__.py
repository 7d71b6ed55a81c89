"""From files of answers to themes with quotations that lead back: what `heard analyse` does.

    analysis = analyse(Request(paths=(Path("answers.csv"),), column="text"))
    write_analysis(analysis, Path("results"))

The files it writes, field by field: docs/reference/analyse.md. Importing this loads nothing heavy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from heard.text.analysis.result import Analysis
from heard.text.suppression import THRESHOLD

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to analyse and how. `out` is where the result will go, so that it is never read as input.

    `column`, `id_column`, `group_column` and `speaker_column` name columns of tables; `themes` asks for that many of
    them; counts of a group below `threshold` are hidden.
    """

    paths: tuple[Path, ...]
    column: str | None = None
    id_column: str | None = None
    group_column: str | None = None
    speaker_column: str | None = None
    question: str | None = None
    themes: int | None = None
    seed: int = 0
    threshold: int = THRESHOLD
    out: Path | None = None


def analyse(request: Request, progress: Progress | None = None) -> Analysis:
    """Read the files and find the themes of what they say.

    Raises `UnreadableFile` where no words could be read at all, and `BadInput` where the request does not fit the
    files. A file among others that cannot be read is counted and has a sentence in the warnings.
    """
    from heard.text.analysis.analysing import analyse_files

    return analyse_files(request, progress or _say_nothing)


def write_analysis(analysis: Analysis, out: Path) -> None:
    """Write analysis.json, themes.csv, assignments.csv and report.html to the folder `out`, all or none.

    Raises `BadInput` where `out` holds anything but an earlier result, or cannot be written.
    """
    from heard.text.analysis.output_files import files_of
    from heard.text.analysis.output_folder import write_folder

    write_folder(out, files_of(analysis))


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    pass
