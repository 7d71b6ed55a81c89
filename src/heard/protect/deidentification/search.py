"""The index of working texts: what everybody at the desk may read, and nothing that was taken out of it.

SQLite and PostgreSQL each search with what they bring. Here is all that differs between them; `queries.py` asks.
An entry is put in and taken out in the transaction that makes or erases the working text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

TABLE = "deidentification_search"
# Two characters that no keyboard types mark what was found, until the words are cut there for the page.
BEGINS, ENDS = "\ue000", "\ue001"
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
PREFIX = re.compile(r"[^\W_]+\*")
# As in the migration: to PostgreSQL these would be parts of tags, paths and addresses, to us they are between words.
SIGNS = re.compile(r"[!-/:-@\[-`{-~‘’“”„–—…]+")
HIDDEN_SIGNS = str.maketrans("<>/@", "\ue002\ue003\ue004\ue005")
SHOWN_SIGNS = {there: here for here, there in HIDDEN_SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Term:
    """A word, several words that must follow each other, or the beginning of a word."""

    words: str
    is_prefix: bool = False


def terms_in(asked: str) -> list[Term]:
    """What somebody typed, as terms that must all be found. What cannot be understood is taken as plain words."""
    typed = re.sub(r"[“”„]", '"', asked)
    if typed.count('"') % 2:
        typed = typed.replace('"', " ")
    found = (Term(phrase) if phrase else term_of(word) for phrase, word in TERM.findall(typed))
    return [term for term in found if any(map(str.isalnum, term.words))]


def term_of(word: str) -> Term:
    return Term(word.rstrip("*"), is_prefix=bool(PREFIX.fullmatch(word)))


def put_in(part_id: int, text: str) -> None:
    """Make `text` what is found of a part."""
    take_out([part_id])
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({_key()}, text) VALUES (%s, %s)", [part_id, text])  # noqa: S608


def take_out(part_ids: Iterable[int]) -> None:
    """Nothing is found of these parts any more."""
    with connection.cursor() as cursor:
        for part_id in part_ids:
            cursor.execute(f"DELETE FROM {TABLE} WHERE {_key()} = %s", [part_id])  # noqa: S608


def wipe_what_was_taken_out() -> None:
    """Leave no word of it on the disk: SQLite's index only marks words as gone until it is rewritten."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608


def matching(terms: list[Term]) -> tuple[str, list[str]]:
    """SQL that selects the ids of the parts whose text has every term, and its parameters."""
    condition, parameters = _condition(terms)
    return f"SELECT {_key()} FROM {TABLE} WHERE {condition}", parameters  # noqa: S608


def excerpts(terms: list[Term], part_ids: list[int]) -> dict[int, str]:
    """By part, the words around what was found, what was found between `BEGINS` and `ENDS`."""
    condition, parameters = _condition(terms)
    listed = ", ".join(["%s"] * len(part_ids))
    excerpt, before = _excerpt(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_key()}, {excerpt} FROM {TABLE} WHERE {condition} AND {_key()} IN ({listed})",  # noqa: S608
            [*before, *parameters, *part_ids],
        )
        return {part_id: found.translate(SHOWN_SIGNS) for part_id, found in cursor.fetchall()}


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "part_id"


def _condition(terms: list[Term]) -> tuple[str, list[str]]:
    if connection.vendor == "sqlite":
        return f"{TABLE} MATCH %s", [" ".join(f'"{term.words}"{"*" if term.is_prefix else ""}' for term in terms)]
    asked, parameters = _tsquery(terms)
    return f"vector @@ ({asked})", parameters


def _tsquery(terms: list[Term]) -> tuple[str, list[str]]:
    one = {True: "to_tsquery('heard_english', %s)", False: "phraseto_tsquery('heard_english', %s)"}
    return " && ".join(one[term.is_prefix] for term in terms), [
        f"{term.words}:*" if term.is_prefix else SIGNS.sub(" ", term.words) for term in terms
    ]


def _excerpt(terms: list[Term]) -> tuple[str, list[str]]:
    if connection.vendor == "sqlite":
        return f"snippet({TABLE}, 0, %s, %s, '…', 32)", [BEGINS, ENDS]
    asked, parameters = _tsquery(terms)
    signs = ["".join(map(chr, HIDDEN_SIGNS.keys())), "".join(map(chr, SHOWN_SIGNS.keys()))]
    options = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=32, MinWords=16"
    # It would leave out what it takes for a tag, so that signs are disguised on the way through.
    return f"ts_headline('heard_english', translate(text, %s, %s), ({asked}), %s)", [*signs, *parameters, options]
