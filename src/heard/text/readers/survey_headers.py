"""Exports of survey services that describe their columns in more than one row."""

from collections.abc import Sequence

_OPEN = ("", "response", "open-ended response")


def join_headers(heads: Sequence[str], following: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """The column names, and how many of the rows after the first header row describe columns too.

    SurveyMonkey writes questions in the first row and their choices in the second; Qualtrics writes names, then
    questions, then a row of import identifiers.
    """
    for index, cells in enumerate(following[:2]):
        if any(cell.startswith('{"ImportId"') for cell in cells):
            return list(heads), index + 1
    if heads and heads[0].casefold() == "respondent id" and following and not "".join(following[0][:2]).strip():
        return _with_choices(heads, following[0]), 1
    return list(heads), 0


def _with_choices(heads: Sequence[str], choices: Sequence[str]) -> list[str]:
    names, question = [], ""
    for column in range(max(len(heads), len(choices))):
        question = (heads[column] if column < len(heads) else "") or question
        choice = choices[column].strip() if column < len(choices) else ""
        names.append(question if choice.casefold() in _OPEN else f"{question} – {choice}")
    return names
