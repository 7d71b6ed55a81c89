"""On the shared texts nothing is lost."""

from pathlib import Path

from heard.text.readers import read, read_table


def test_the_seeds_are_read_whole(shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert seeds
    for path in seeds:
        source = read(path)
        assert source.text == path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert source.warnings == ()


def test_ten_thousand_rows_are_read_whole(shared: Path) -> None:
    path = shared / "data" / "banking77" / "train.csv"
    table = read_table(path)
    assert table.columns == ("text", "category")
    assert table.warnings == ()
    assert sum(len(cell) for row in table.rows for cell in row.cells) > 0.9 * path.stat().st_size - 4 * len(table.rows)
