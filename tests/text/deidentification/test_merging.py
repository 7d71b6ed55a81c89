from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding, join_neighbours, merge


def finding(
    start: int, end: int, category: Category = Category.NAME, source: str = "names", *, sure: bool = False
) -> Finding:
    return Finding(start, end, category, source, 0.8, sure=sure)


def test_findings_that_overlap_become_one_over_all_of_them() -> None:
    merged = merge([finding(0, 5), finding(3, 9), finding(12, 15)])
    assert [(each.start, each.end) for each in merged] == [(0, 9), (12, 15)]


def test_findings_side_by_side_stay_two() -> None:
    assert len(merge([finding(0, 5), finding(5, 9)])) == 2


def test_a_rule_names_the_kind_before_the_model_does() -> None:
    (merged,) = merge([finding(0, 2, Category.ADDRESS, "model"), finding(0, 2, Category.AGE, "age", sure=True)])
    assert merged.category is Category.AGE
    assert merged.source == "age+model"


def test_the_longer_of_two_rules_names_the_kind() -> None:
    (merged,) = merge([finding(0, 16, Category.SCHOOL, "institution"), finding(0, 8, Category.PLACE, "places")])
    assert merged.category is Category.SCHOOL


def test_parts_of_one_name_are_one() -> None:
    joined = join_neighbours("Bilal Khan left", [finding(0, 5), finding(6, 10)])
    assert [(each.start, each.end) for each in joined] == [(0, 10)]


def test_two_names_with_a_word_between_stay_two() -> None:
    assert len(join_neighbours("Bilal and Khan", [finding(0, 5), finding(10, 14)])) == 2
