import importlib.util
from pathlib import Path

BENCH = Path(__file__).parents[3] / "bench/deidentification"


def test_the_tables_of_the_bench_are_those_its_results_give() -> None:
    specification = importlib.util.spec_from_file_location("deidentification_table", BENCH / "table.py")
    assert specification
    assert specification.loader
    table = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(table)
    text = (BENCH / "README.md").read_text("utf-8")
    assert table.with_tables(text) == text
    assert "| Heard |" in text
