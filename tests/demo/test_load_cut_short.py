"""A load that was cut short is finished by the next one, and what people did in between is kept."""

from collections.abc import Callable
from typing import ClassVar

import pytest

from heard.audit.queries import lines_about
from heard.collect.evidence.models import Part, Submission
from heard.demo import loading
from heard.demo.loading import load
from heard.demo.reading import FOLDER, Content, Entry
from heard.inquiry.inquiries.models import Question
from heard.protect.deidentification.models import WorkingText

pytestmark = pytest.mark.django_db


class FirstTwelve(Content):
    """The first twelve contributions, without themes or sessions."""

    contributions = Content(FOLDER).contributions[:12]
    themes: ClassVar[list[Entry]] = []
    sessions: ClassVar[list[Entry]] = []
    left_to_read: ClassVar[set[str]] = set()


@pytest.fixture
def content() -> Content:
    return FirstTwelve(FOLDER)


@pytest.fixture
def power_cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the load stop in the middle of its nth contribution, after it was received."""

    def cut(at: int) -> None:
        original, done = loading.load_contribution, iter(range(1000))

        def interrupted(*arguments: object) -> None:
            if next(done) == at:
                monkeypatch.setattr("heard.demo.evidence.read", _stop)
            original(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(loading, "load_contribution", interrupted)

    return cut


def _stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", [0, 5, 11])
def test_the_next_load_finishes_it(
    content: Content, power_cut: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    power_cut(at)
    with pytest.raises(KeyboardInterrupt):
        load(content)
    assert Submission.objects.count() == at, "a contribution half loaded was left behind"
    monkeypatch.undo()
    load(content)
    assert Submission.objects.count() == Part.objects.count() == WorkingText.objects.count() == 12
    for entry in content.contributions:
        assert lines_about("submission", entry["reference"]).filter(verb="receive").count() == 1


def test_what_staff_changed_is_left_alone(content: Content) -> None:
    load(content)
    Question.objects.filter(number=1).update(text="A better question?")
    load(content)
    assert Question.objects.get(number=1).text == "A better question?"
