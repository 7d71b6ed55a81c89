"""Loads the fictional inquiry through the actions that people use: consent is asked, and every step is in the audit.

Each item is one transaction and is left alone when it is there already. So a load that was cut short is finished by the
next one, and loading twice changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from heard.demo.concerns import load_look
from heard.demo.evidence import load_contribution
from heard.demo.publishing import load_numbers, load_session, load_theme, try_to_find_somebody
from heard.demo.reading import Content, Entry
from heard.demo.team import assemble_team, open_call, set_up

Show = Callable[[str, int, int], None]  # called with what is being done, how much of it is, and how much there is


def in_silence(_doing: str, _done: int, _total: int) -> None:
    return


def load(content: Content, show: Show = in_silence) -> None:
    """Load all of `content` that is not loaded yet."""
    cast = assemble_team(content.inquiry)
    set_up(content.inquiry, cast)
    open_call(content.inquiry, cast)
    for entry in _shown(content.contributions, "Receiving and reading what people gave", show):
        load_contribution(content, entry, cast)
    for entry in _shown(content.contributions, "Looking for what may tell of harm", show):
        load_look(content, entry, cast)
    try_to_find_somebody(cast)
    for entry in _shown(content.sessions, "Reading the notes of evidence sessions", show):
        load_session(content, entry, cast)
    for entry in _shown(content.themes, "Marking, clearing and publishing quotations", show):
        load_theme(entry, cast)
    load_numbers(cast)


def _shown(entries: Sequence[Entry], doing: str, show: Show) -> Iterator[Entry]:
    for done, entry in enumerate(entries):
        show(doing, done, len(entries))
        yield entry
    show(doing, len(entries), len(entries))
