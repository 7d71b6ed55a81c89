import pytest
from tests.text.deidentification.finding import found_by, words_found_by

from heard.text.deidentification.branches import find_branches


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("she works in the Greggs on Station Road now", "the Greggs on Station Road"),
        ("we met outside Iceland in Bedworth", "Iceland in Bedworth"),
        ("i work at the spar in beeston", "the spar in beeston"),
        ("we were in a refuge in gloucester", "a refuge in gloucester"),
        ("at the Salvation Army in Rotherham", "the Salvation Army in Rotherham"),
    ],
)
def test_a_branch_is_told_apart_by_its_place(text: str, branch: str) -> None:
    assert (branch, "organisation") in found_by(find_branches, text)


@pytest.mark.parametrize(
    "text", ["we went to Greggs", "the next in line", "the office at last rang", "next on the list"]
)
def test_a_brand_without_a_place_is_none(text: str) -> None:
    assert not words_found_by(find_branches, text)
