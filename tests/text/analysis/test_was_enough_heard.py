"""What a result says of what it rests on: whether new themes still came, which evidence none uses, who is missing."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from moving_answers import ANSWERS, LETTER, NOTHING

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.grounds import find_grounds, grounds_as_json
from heard.text.analysis.output_files import analysis_as_json
from heard.text.analysis.report import render_report
from heard.text.analysis.report.charts import draw_curve
from heard.text.analysis.report.groups import view_groups
from heard.text.analysis.result import AnalysedSource, Analysis, Answer, Comparison, Grounds, Placing
from heard.text.coverage import find_silences
from heard.text.saturation import Curve
from heard.text.spans import Span
from heard.text.suppression import suppress_small_numbers

if TYPE_CHECKING:
    from conftest import Written  # at run time “conftest” may be that of another folder

AnalyseAnswers = Callable[..., Analysis]
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "analyse.md"
ALONE = "The lake froze in February and we skated to the island with torches and a flask of soup"


def many(times: int) -> list[str]:
    return [f"{answer}, as I said {number} times" for number in range(times) for answer in ANSWERS]


def shown(report: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", report[report.index('id="enough"') :])).split())


def grounds_of(themes: Sequence[str | None], *, documents: bool = False) -> Grounds:
    """What answers rest on that are in these themes: rows of one table, or a document each."""
    own = [str(number) if documents else "1" for number in range(1, len(themes) + 1)]
    text = "Said" if documents else None
    sources = [AnalysedSource(source, f"{source}.txt", "", text) for source in dict.fromkeys(own)]
    answers = [Answer(f"r{number}", source, Span(0, 4), "Said", "") for number, source in enumerate(own)]
    placings = [Placing(Outcome.THEMED if theme else Outcome.NONE, theme) for theme in themes]
    return find_grounds(sources, answers, placings, seed=0)


@pytest.fixture
def told(analyse_answers: AnalyseAnswers) -> Callable[[Grounds], str]:
    """What a report says of these grounds."""
    analysis = analyse_answers(ANSWERS)
    return lambda grounds: shown(render_report(replace(analysis, grounds=grounds)))


def test_answers_are_followed_in_twenty_parts(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers([*many(4), *NOTHING])
    saturation = analysis_as_json(analysis)["saturation"]
    assert (saturation["unit"], saturation["parts"], saturation["base"], saturation["run"]) == ("answers", 20, 4, 2)
    assert saturation["heard"] == sorted(saturation["heard"])
    assert saturation["heard"][3] == saturation["base_themes"]
    assert saturation["heard"][-1] == saturation["curve"]["middle"][-1] == len(analysis.themes)


def test_where_nothing_new_comes_the_first_parts_say_so(told: Callable[[Grounds], str]) -> None:
    said = told(grounds_of(["a", "b", "c"] * 40))
    assert "New themes had stopped coming" in said
    assert "Parts 5 and 6 brought no new theme." in said
    assert "in 20 parts of about 6." in said


def test_a_picture_that_is_early_what_it_is_at_the_end_has_held(told: Callable[[Grounds], str]) -> None:
    grounds = grounds_of(["a", "b", "c"] * 400)
    likeness = grounds_as_json(grounds)["saturation"]["likeness"]
    assert likeness["middle"][-1] == likeness["low"][-1] == 1
    assert min(likeness["low"]) > 0.9
    said = told(grounds)
    assert "The picture held from 60 answers on" in said
    assert "not whether the picture is right" in said


def test_a_picture_that_hangs_on_who_was_heard_was_still_changing(told: Callable[[Grounds], str]) -> None:
    assert "The picture was still changing" in told(grounds_of([f"t{number // 3}" for number in range(60)]))


def test_new_themes_that_come_last_are_told_of(told: Callable[[Grounds], str]) -> None:
    said = told(grounds_of([*["a", "b"] * 50, *"cdefg" * 4]))
    assert "Hardly any new themes were still coming" in said
    assert "so go on listening for what is rare" in said


def test_new_themes_that_never_stop_are_told_of(told: Callable[[Grounds], str]) -> None:
    assert "New themes were still coming" in told(grounds_of([f"t{number // 3}" for number in range(60)]))


def test_with_few_answers_the_report_says_how_many_it_takes(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers(ANSWERS)
    assert analysis_as_json(analysis)["saturation"] is None
    assert "It takes 60 answers that say something, or 6 documents. Given were 18 answers from 1 file." in shown(
        render_report(analysis)
    )


def test_documents_are_followed_one_by_one(told: Callable[[Grounds], str]) -> None:
    grounds = grounds_of(["a", "a", "b", "b", "a", "b", "a"], documents=True)
    saturation = grounds_as_json(grounds)["saturation"]
    assert (saturation["unit"], saturation["parts"]) == ("document", 7)
    assert "The 7 documents were taken one after another" in told(grounds)
    assert "Documents 5 and 6 brought no new theme." in told(grounds)


def test_a_file_on_which_no_theme_rests_is_named(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers(ANSWERS)
    grounds = grounds_of(["a", None, "a", "b"], documents=True)
    assert grounds_as_json(grounds)["coverage"]["sources"] == {"evidence": 4, "rested_on": 3, "left": ["2"]}
    named = [replace(analysis.sources[0], id=source, name=f"{source}.txt") for source in ("1", "2", "3", "4")]
    report = render_report(replace(analysis, grounds=grounds, sources=tuple(named)))
    assert "No theme rests on 1 file of 4. Read them yourself: 2.txt" in shown(report)
    assert '<a href="#source-2"' in report


def test_answers_in_themes_and_outside_make_all_that_say_something(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers([*ANSWERS, *NOTHING, LETTER, LETTER, ALONE])
    answers = analysis_as_json(analysis)["coverage"]["answers"]
    assert answers["evidence"] == len(ANSWERS) + 3
    assert answers["rested_on"] == sum(1 for placing in analysis.placings if placing.theme)


def test_a_theme_that_comes_apart_is_named(analyse_answers: AnalyseAnswers) -> None:
    analysis = analyse_answers(ANSWERS)
    said = shown(render_report(analysis))
    for theme in analysis.themes:
        assert (f"{theme.label} ({theme.stability:.2f})" in said) == (theme.stability < 0.6)


LOUD = [[90, 95, 2], [80, 85, 60], [30, 20, 80]]


def view_of(counts: list[list[int]]) -> Any:
    table = suppress_small_numbers(counts)
    comparison = Comparison(
        "region", ("Kent", "Wales", "Isle"), ("t1", "t2", None), table, find_silences(counts, table)
    )
    return view_groups(comparison, {"t1": "Moving again", "t2": "Being heard"})


def test_a_group_missing_from_a_theme_is_named_and_its_small_number_is_not() -> None:
    view = view_of(LOUD)
    assert view.silences[0] == "Isle: fewer than 10 about “Moving again”, where 49 would be usual."
    assert "That is a reason to ask them, not a finding" in view.silence


def test_a_difference_that_is_certain_and_small_is_no_silence() -> None:
    counts = [[40_000, 50_000, 8_000], [60_000, 50_000, 12_500], [100, 100, 100]]
    assert find_silences(counts, suppress_small_numbers(counts))
    assert view_of(counts).silences == ()


def test_of_what_fits_no_theme_nobody_is_said_to_be_missing() -> None:
    assert not any("None" in silence or "no theme" in silence for silence in view_of(LOUD).silences)


def test_where_nobody_is_missing_the_report_says_so() -> None:
    view = view_of([[50, 50, 50], [50, 50, 50], [50, 50, 50]])
    assert view.silences == ()
    assert view.silence == "No group speaks about a theme less than half as often as everybody does, beyond chance."


def test_of_a_hidden_group_the_report_says_that_nothing_can_be_said() -> None:
    assert view_of([[50, 60, 1], [70, 80, 2], [30, 40, 1]]).silence.endswith(
        "Of a group whose size is hidden nothing can be said."
    )


def test_a_curve_starts_at_nothing_and_ends_at_everything() -> None:
    chart = draw_curve(Curve(middle=(2, 3, 4), low=(1, 2, 4), high=(3, 4, 4)), highest=4)
    assert (chart.line.split()[0], chart.line.split()[-1]) == ("0.00,100.00", "100.00,0.00")
    assert len(chart.band.split()) == 2 * len(chart.line.split())


def test_without_groups_the_report_says_how_to_name_them(analyse_answers: AnalyseAnswers) -> None:
    said = shown(render_report(analyse_answers(ANSWERS)))
    assert "Who is missing The answers were not compared by group." in said
    assert "name it with --group" in said


def test_of_many_files_only_those_quoted_are_listed(
    analyse_answers: AnalyseAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.text.analysis.report.words.MOST_ANSWERS", 3)
    analysis = analyse_answers(ANSWERS)
    others = tuple(replace(analysis.sources[0], id=f"x{number}") for number in range(200))
    report = render_report(replace(analysis, sources=(*analysis.sources, *others)))
    assert report.count('class="source"') == 1
    assert "too many other answers and files to show here" in report


def test_every_field_of_the_result_is_in_the_reference(
    analyse_answers: AnalyseAnswers, write_result: Callable[[Analysis], "Written"]
) -> None:
    analysis = analyse_answers([*many(4), LETTER, LETTER])
    written = json.loads(json.dumps(write_result(analysis).analysis))
    reference = REFERENCE.read_text(encoding="utf-8")
    unnamed = {
        field for field in fields_of(written) if f"`{field}`" not in reference and f"`{field}[]`" not in reference
    }
    assert unnamed - set(written["engine"]) - set(written["engine"]["options"]) == set()


def fields_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for name, part in data.items():
            yield name
            yield from fields_of(part)
    elif isinstance(data, list):
        for part in data[:3]:
            yield from fields_of(part)
