"""A line of dots across a form, or a page of emoji, costs what it is long: each run is looked at once."""

import re
from dataclasses import dataclass

import pytest

from heard.text.segments import sentences
from heard.text.segments.sentences import sentence_spans


@dataclass
class Counting:
    """A pattern that counts how often it is asked."""

    pattern: re.Pattern[str]
    asked: int = 0

    def match(self, text: str, at: int) -> re.Match[str] | None:
        self.asked += 1
        return self.pattern.match(text, at)


@pytest.fixture
def after_stops(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting(sentences.AFTER_STOPS)
    monkeypatch.setattr(sentences, "AFTER_STOPS", counting)
    return counting


@pytest.fixture
def after_emoji(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting(sentences.AFTER_EMOJI)
    monkeypatch.setattr(sentences, "AFTER_EMOJI", counting)
    return counting


@pytest.mark.parametrize("length", [1, 10, 10_000])
def test_what_follows_a_run_of_stops_is_asked_once_however_long_it_is(after_stops: Counting, length: int) -> None:
    text = f"Name {'.' * length}x Age {'!' * length}x"
    assert [span.of(text) for span in sentence_spans(text)] == [text]
    assert after_stops.asked == 2


@pytest.mark.parametrize("length", [1, 10, 10_000])
def test_the_same_holds_of_emoji_and_the_space_behind_them(after_emoji: Counting, length: int) -> None:
    text = f"They moved me {'🏠' * length}{' ' * length}again"
    assert [span.of(text) for span in sentence_spans(text)] == [text]
    assert after_emoji.asked == 1


def test_nothing_in_what_is_looked_for_can_be_tried_again_in_parts() -> None:
    """Every repetition keeps what it took (`++`, `*+`), so that no run is walked a second time from its middle."""
    for pattern in (sentences.STOPS, sentences.EMOJI, sentences.AFTER_STOPS, sentences.AFTER_EMOJI):
        without_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "x", pattern.pattern)
        assert re.findall(r"[+*]+", without_classes)
        assert set(re.findall(r"[+*]+", without_classes)) <= {"++", "*+"}


def test_a_sentence_still_ends_at_a_run_of_stops() -> None:
    text = "They said a week.... It was two years!!! Nobody asked…? Then (again.) they moved me 🏠 But I stayed."
    assert [span.of(text) for span in sentence_spans(text)] == [
        "They said a week....",
        "It was two years!!!",
        "Nobody asked…?",
        "Then (again.) they moved me 🏠",
        "But I stayed.",
    ]
