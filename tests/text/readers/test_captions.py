"""Captions: words without their times and tags, with speakers where the file names them."""

from pathlib import Path

import pytest
from tests.text.readers.looking import check_whole, words_of

from heard.text.errors import UnreadableFile
from heard.text.locators import Moment
from heard.text.readers import read, read_bytes
from heard.text.spans import BlockKind, Source

TEAMS = """WEBVTT

3f1c2a9e-77aa-4a0e-9c2b-0a4c8b1d2e3f/12-0
00:00:03.210 --> 00:00:06.020
<v Okafor, Ann (Guest)>the doors &amp; the
stairs</v>

3f1c2a9e-77aa-4a0e-9c2b-0a4c8b1d2e3f/14-0
00:00:07.000 --> 00:00:09.000
<v Bo>yes
<v Cy Lee>and no</v>
"""
ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:02.000
Ann Okafor: the doors

2
00:00:02.000 --> 00:00:03.000
the key point is: trust

3
00:00:03.000 --> 00:00:04.000
foster carer from the north: hello

4
00:00:04.000 --> 00:00:05.000
foster carer from the north: hello again

5
01:00:00.000 --> 01:00:02.500
nobody named
"""


def captions(text: str, name: str = "talk.vtt") -> Source:
    source = read_bytes(name, text.encode())
    check_whole(source)
    return source


def speakers(source: Source) -> list[str | None]:
    return [place.locator.speaker for place in source.located if isinstance(place.locator, Moment)]


@pytest.mark.parametrize("name", ["captions.srt", "captions-ffmpeg.vtt"])
def test_captions_are_read_cue_by_cue(files: Path, name: str) -> None:
    source = read(files / name)
    check_whole(source)
    assert source.text == (
        "Ann Lee: the doors & the stairs\ntwo lines\nof one caption\nAnn Lee: dŵr oer, sŵn mawr 🙂\n"
    )
    assert [place.locator for place in source.located] == [
        Moment(1000, 4200, "Ann Lee"),
        Moment(5000, 7500),
        Moment(67000, 69900, "Ann Lee"),
    ]


def test_voice_tags_are_speakers_and_no_words() -> None:
    source = captions(TEAMS)
    assert source.text == "the doors & the\nstairs\nyes\nand no\n"
    assert speakers(source) == ["Okafor, Ann (Guest)", "Bo", "Cy Lee"]


def test_a_prefix_is_a_speaker_where_it_is_a_name_or_comes_again() -> None:
    carer = "foster carer from the north"
    assert speakers(captions(ZOOM)) == ["Ann Okafor", None, carer, carer, None]


def test_a_prefix_stays_in_the_text_and_outside_the_cue() -> None:
    source = captions(ZOOM)
    assert "Ann Okafor: the doors\n" in source.text
    assert words_of(source, BlockKind.CUE)[:3] == ["the doors", "the key point is: trust", "hello"]


def test_notes_styles_and_broken_cues_are_told() -> None:
    source = captions(
        "WEBVTT - talk\n\nNOTE confidence 0.8\n\nSTYLE\n::cue {}\n\n"
        "00:00:01.000 --> 00:00:02.000 align:start\n<c.red>fine</c>\n\n"
        "00:99:xx --> later\nbroken\n"
    )
    assert source.text == "fine\n"
    assert "2 notes, styles or regions are not in the text." in source.warnings
    assert "1 caption whose times could not be read is not in the text." in source.warnings


def test_a_file_of_broken_cues_is_damaged_and_not_empty() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        captions("WEBVTT\n\n1\n00:00:01 -> 00:00:02\nlost\n")


def test_words_with_angle_brackets_in_subrip_stay() -> None:
    source = captions("1\n00:00:01,000 --> 00:00:02,000\na <3 b & {\\an8}c\n", "talk.srt")
    assert source.text == "a <3 b & c\n"
