"""“Why is this a theme?”: the answers nearest its middle, the terms that set it apart, and how steady it is."""

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from moving_answers import ANSWERS

from heard.text.analysis.report import render_report
from heard.text.analysis.result import Analysis

if TYPE_CHECKING:
    from conftest import Written

AnalyseAnswers = Callable[..., Analysis]
LONG = " ".join(f"My sister and my brother live far away and I miss them in month {n} of the year." for n in range(9))


def test_the_answers_nearest_the_middle_are_those_that_fit_best(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers(ANSWERS)
    scores = {a.id: p.score for a, p in zip(analysis.answers, analysis.placings, strict=True)}
    for theme in analysis.themes:
        own = {a.id for a, p in zip(analysis.answers, analysis.placings, strict=True) if p.theme == theme.id}
        near = [quotation.answer for quotation in theme.nearest]
        assert len(near) == 3
        assert set(near) <= own
        assert min(scores[one] or 0 for one in near) >= max((scores[one] or 0 for one in own - set(near)), default=0)


def test_of_a_long_answer_whole_sentences_stand_among_the_nearest(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers([*ANSWERS, *(f"{LONG} {word}" for word in ("Really.", "Truly.", "Always, I mean it."))])
    nearest = [quotation for theme in analysis.themes for quotation in theme.nearest]
    assert any(len(quotation.text) < quotation_source(analysis, quotation.answer) for quotation in nearest)
    assert all(quotation.text.count(".") in (0, 1) or len(quotation.text.split()) <= 30 for quotation in nearest)


def quotation_source(analysis: Analysis, answer_id: str) -> int:
    return next(len(answer.text) for answer in analysis.answers if answer.id == answer_id)


def test_the_result_and_the_report_name_them_as_reasons(
    analyse_answers: AnalyseAnswers, write_result: "Callable[[Analysis], Written]"
) -> None:
    analysis = analyse_answers(ANSWERS)
    written = write_result(analysis).analysis
    for theme in written["themes"]:
        texts = {segment["id"]: segment["text"] for segment in written["segments"]}
        assert all(own["text"] in texts[own["segment"]] for own in theme["nearest"])
    report = render_report(analysis)
    for theme in analysis.themes:
        section = report[report.index(f'id="theme-{theme.id}"') :]
        why = unescape(section[section.index("Why is this a theme?") : section.index("</section>")])
        assert "The answers nearest its middle:" in why
        assert all(quotation.text in why for quotation in theme.nearest)
        assert all(reason in why for reason in theme.reasons)
        assert all(term in why for term in theme.terms)


def test_each_theme_says_how_much_of_it_is_found_again(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers(ANSWERS)
    table = re.sub(r"<[^>]+>", " ", render_report(analysis).partition('id="themes-table"')[2].partition("</table>")[0])
    assert [f"{theme.stability:.0%}" in table for theme in analysis.themes] == [True] * len(analysis.themes)
