"""What commands are given that read people's words from a table, a document or a folder: the words of the command."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.text.testimony import Collected


def add_testimony_arguments(parser: argparse.ArgumentParser) -> None:
    """`path`, `out`, `column` and `id_column`."""
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="a table or JSON lines with id and text, a document, or a folder"
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="the folder for the result: new, empty, or an earlier result",
    )
    parser.add_argument(
        "--column", default="text", metavar="NAME", help="the column of a table that holds the texts (default text)"
    )
    parser.add_argument(
        "--id",
        dest="id_column",
        default="id",
        metavar="NAME",
        help="the column that says what each text is called (default id)",
    )


def collect(arguments: argparse.Namespace, purpose: str) -> "Collected":
    """What was given. Raises BadInput, as in “nothing to look at”, where it holds no text."""
    from heard.text.errors import BadInput
    from heard.text.testimony import Columns, collect_testimony

    columns = Columns(text=arguments.column, id=arguments.id_column)
    collected = collect_testimony(arguments.path, out=arguments.out, columns=columns)
    if not collected.testimony:
        raise BadInput(f"There is nothing to {purpose}: {arguments.path.name} holds no text.")
    return collected
