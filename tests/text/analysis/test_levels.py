"""Themes nested in broader ones: in the result by id, in the report by name."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from moving_answers import ANSWERS

import heard.text.analysis.analysing as analysing
from heard.text.analysis.output_files import analysis_as_json
from heard.text.analysis.report import render_report
from heard.text.analysis.result import Analysis
from heard.text.themes import Theme, ThemeSet


def themes_in_two_levels(texts: Sequence[str], **_: Any) -> ThemeSet:
    def theme(name: str, label: str, members: range, parent: str | None) -> Theme:
        return Theme(name, label, ("moving",), tuple(members), (members[0],), (), ("Because.",), 0.9, parent)

    third = len(texts) // 3
    broad = theme("broad", "Homes and workers", range(2 * third), None)
    other = theme("other", "Brothers and sisters", range(2 * third, 3 * third), None)
    fine = (
        theme("one", "Moving again", range(third), "broad"),
        theme("two", "New workers", range(third, 2 * third), "broad"),
    )
    same = replace(other, parent="other")
    place = tuple(min(index // third, 2) for index in range(len(texts)))
    return ThemeSet((*fine, same), place, (0.5,) * len(texts), ((broad, other), (*fine, same)), {"name": "by hand"})


@pytest.fixture
def analysis(analyse_answers: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch) -> Analysis:
    monkeypatch.setattr(analysing, "discover_themes", themes_in_two_levels)
    return analyse_answers(ANSWERS)


def test_every_parent_is_in_the_level_before(analysis: Analysis) -> None:
    levels = analysis_as_json(analysis)["levels"]
    assert [[theme["id"] for theme in level] for level in levels] == [["broad", "other"], ["one", "two", "other"]]
    assert {theme["parent"] for theme in levels[1]} <= {theme["id"] for theme in levels[0]}


def test_the_report_names_the_broader_theme_where_it_is_broader(analysis: Analysis) -> None:
    report = render_report(analysis)
    assert report.count("part of “Homes and workers” (12 answers)") == 2
    assert "part of “Brothers and sisters”" not in report
