"""The report: one page that stands alone, with every word escaped and every quotation tied to its place."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from moving_answers import ANSWERS, LETTER, NOTHING

from heard.text.analysis import Request, analyse
from heard.text.analysis.report import render_report
from heard.text.analysis.report.charts import WIDEST, draw_bars, stack_parts
from heard.text.analysis.result import Analysis

AnalyseAnswers = Callable[..., Analysis]
HOSTILE = [
    "<script>alert('moved again')</script> my social worker & I",
    '"><img src=x onerror=alert(1)> my brother and my sister',
    "{{ 7 * 7 }} {% raw %} moving again and moving",
    "</style><style>body{display:none}</style> social worker",
    "\u202eright to left override and my sister \x00\x08",
    "أريد أن أتعلم في البيت مع أختي",
]


class Links(HTMLParser):
    """Collects ids, the places linked to, and the addresses of anything that would be loaded."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.targets.append(value or "")
            elif name in ("src", "srcset", "data", "action", "poster", "background") or name == "href":
                self.loads.append(value or "")


@pytest.fixture
def report(analyse_answers: AnalyseAnswers) -> str:
    return render_report(analyse_answers([*ANSWERS, *NOTHING, LETTER, LETTER, *HOSTILE]))


def test_nothing_is_loaded_from_anywhere(report: str) -> None:
    links = Links(report)
    assert links.loads
    assert all(load.startswith("#") for load in links.loads)
    assert not links.tags & {"script", "iframe", "object", "embed", "link", "img", "base", "form"}
    style = report[report.index("<style>") : report.index("</style>")]
    assert "@import" not in style
    assert set(re.findall(r"url\(\s*[\"']?(\w+:|#)", style)) <= {"data:", "#"}
    assert "default-src 'none'" in report


def test_every_link_leads_to_a_place_in_the_page(report: str) -> None:
    links = Links(report)
    assert len(links.ids) == len(set(links.ids))
    assert {target.removeprefix("#") for target in links.targets} <= set(links.ids)


def test_somebodys_words_never_become_markup(report: str) -> None:
    body = report[report.index("<body>") :]
    assert "alert(" in unescape(body)
    assert "<script" not in body
    assert "<img" not in body
    assert body.count("<style") == 0
    assert "{{ 7 * 7 }}" in unescape(body)
    assert not re.search("[\x00-\x08]", report)


def test_somebodys_words_keep_to_their_own_direction(report: str) -> None:
    for block in re.findall(r"<p class=\"words[^>]*>", report):
        assert 'dir="auto"' in block


def test_every_quotation_leads_to_its_words_marked(analyse_answers: AnalyseAnswers) -> None:
    report = render_report(analyse_answers(ANSWERS))
    quotations = re.findall(
        r"<blockquote><p [^>]*>(.*?)</p></blockquote>\s*<figcaption><a href=\"#(answer-\d+)\"", report, re.DOTALL
    )
    assert quotations
    for words, anchor in quotations:
        passage = report[report.index(f'id="{anchor}"') :]
        assert f"<mark>{words}</mark>" in passage[: passage.index("</div>")]


def test_the_lines_of_a_poem_are_kept(analyse_answers: AnalyseAnswers) -> None:
    poem = "moving again\n    with my bag\n\n  moving again\n      without my sister"
    assert poem in render_report(analyse_answers([*ANSWERS, poem]))


def test_the_question_is_the_title(analyse_answers: AnalyseAnswers) -> None:
    report = render_report(analyse_answers(ANSWERS, question="What would have helped? <b>"))
    assert re.search(r"<h1[^>]*>What would have helped\? &lt;b&gt;</h1>", report)


def test_it_says_that_a_machine_suggested_and_nobody_has_checked(report: str) -> None:
    assert "A machine suggested these themes. A person has not yet checked them." in report


def test_a_large_result_shows_only_what_it_quotes_and_says_so(
    analyse_answers: AnalyseAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.text.analysis.report.words.MOST_ANSWERS", 10)
    report = render_report(analyse_answers([*ANSWERS, *NOTHING]))
    assert "too many others to show here" in report
    assert report.count('class="passage quoted"') == report.count('class="passage')


def test_too_few_answers_for_a_theme_are_told_of(analyse_answers: AnalyseAnswers) -> None:
    report = render_report(analyse_answers(["moved again", "no social worker"]))
    assert "No themes were found" in report
    assert "only 2 answers said something" in report


def test_one_letter_sent_by_many_is_not_told_as_if_one_had_spoken(analyse_answers: AnalyseAnswers) -> None:
    report = render_report(analyse_answers([LETTER] * 9))
    assert "Of 9 answers, none is in a theme, 1 fits no theme and 8 repeat others almost word for word." in report
    assert "A theme holds at least 3 different answers, and only 1 different answer said something." in report
    assert "1 different answer says something that no theme holds: 9 with those that repeat them" in report


def test_shares_say_that_they_are_of_different_answers_where_some_repeat(analyse_answers: AnalyseAnswers) -> None:
    assert "different answers that say something; an answer" in render_report(analyse_answers([*ANSWERS, ANSWERS[0]]))
    assert "different answers" not in render_report(analyse_answers(ANSWERS))


def test_a_document_is_shown_with_what_is_in_no_answer(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(
        "# What we heard\n\n" + "\n\n".join(f"{answer}. {LETTER}" for answer in ANSWERS), encoding="utf-8"
    )
    report = render_report(analyse(Request((tmp_path / "notes.md",))))
    assert '<p class="words left-out" dir="auto">What we heard</p>' in report


def test_parts_of_a_whole_fill_the_bar() -> None:
    parts = stack_parts([("a", "A", 1), ("b", "B", 0), ("c", "C", 3)])
    assert [(part.key, part.start, part.width) for part in parts] == [("a", 0, 25), ("c", 25, 75)]


def test_bars_are_as_long_as_their_numbers_and_never_overlap() -> None:
    chart = draw_bars([("a label much longer than one line of a narrow page", 10, "10"), ("short", 5, "5")])
    assert [bar.width for bar in chart.bars] == [WIDEST, WIDEST / 2]
    assert chart.bars[0].top < chart.bars[1].lines[0][1] < chart.bars[1].top < chart.height
    assert len(chart.bars[0].lines) == 2
