"""Zoom chats in the three shapes Zoom has saved them."""

import pytest
from tests.text.readers.looking import check_whole, words_of

from heard.text.errors import UnreadableFile
from heard.text.locators import Message
from heard.text.readers import read_bytes
from heard.text.spans import BlockKind, Source

OLD = (
    "10:02:11\t From  Ann to the Max : : )  to  Everyone : hello: all\n"
    "10:02:15  From  Bo  to  Everyone : 👍 café cafe\u0301\n"
    "10:02:19  From  Cy  to  Bo(Direct Message) : SECRETWORDS\n"
)
NEW = (
    "10:02:11 From Ann to Everyone:\n\tfirst line\n\t  second line\n\n\tafter a gap\n"
    "10:03:00 From Bo to Everyone:\n\tReplying to \"first line...\"\n\n\tI agree\n"
    "10:03:10 From Cy to Everyone:\n\tReacted to \"first line\" with 👍\n"
    "10:03:11 From Cy to Everyone:\n\tRemoved a 👍 reaction from \"first line\"\n"
    "10:03:20 From Di to Ann (Privately):\n\tSECRETWORDS\n"
    "10:03:30 From Ed to Everyone:\n    four spaces\n"
)  # fmt: skip
CLOUD = "00:01:02\tAnn Okafor:\thello\n00:01:09\tBo:\tand more\ngoes on\n"


def chat(text: str) -> Source:
    source = read_bytes("chat.txt", text.encode())
    check_whole(source)
    return source


def test_the_old_shape() -> None:
    source = chat(OLD)
    assert words_of(source, BlockKind.MESSAGE) == ["hello: all", "👍 café cafe\u0301"]
    assert source.located[0].locator == Message(1, "10:02:11", "Ann to the Max : : )")


def test_the_new_shape_keeps_lines_and_their_indentation() -> None:
    source = chat(NEW)
    assert words_of(source, BlockKind.MESSAGE) == [
        "first line\n  second line\n\nafter a gap",
        "I agree",
        "four spaces",
    ]
    assert source.located[1].locator == Message(2, "10:03:00", "Bo")


def test_the_cloud_shape() -> None:
    source = chat(CLOUD)
    assert words_of(source, BlockKind.MESSAGE) == ["hello", "and more\ngoes on"]
    assert [place.locator.sender for place in source.located if isinstance(place.locator, Message)] == [
        "Ann Okafor",
        "Bo",
    ]


@pytest.mark.parametrize("text", [OLD, NEW])
def test_private_messages_are_left_out_and_counted(text: str) -> None:
    source = chat(text)
    assert "SECRETWORDS" not in source.text
    assert "1 private message is not in the text." in source.warnings


def test_reactions_and_repeated_words_are_counted() -> None:
    told = chat(NEW).warnings
    assert "2 reactions are not in the text." in told
    assert "1 repeated beginning of a message that was replied to is not in the text." in told


def test_a_chat_in_a_text_file_needs_no_warning() -> None:
    assert chat(CLOUD).warnings == ()


def test_a_chat_of_private_messages_only_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="to everyone"):
        chat("10:02:19 From Cy to Bo(Direct Message):\n\tsecret\n10:02:20 From Bo to Cy(Direct Message):\n\tyes\n")


def test_a_text_about_times_is_no_chat() -> None:
    text = "10:02:11 we began.\nThen 10:05:00 From here to there: nothing.\n"
    assert read_bytes("minutes.txt", text.encode()).text == text
