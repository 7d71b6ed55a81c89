"""What needs a second person. Stages join in `AppConfig.ready()`; we never ask them by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that one person may not do alone.

    `name` is kept in records and in the audit, so it never changes (“un-redact”). `says` follows “asks to” (“see again
    what was replaced”). The two rules raise `NotAllowed`; that the two are different people is seen to here. `leads_to`
    gives the address where whoever asked may go once it is agreed, from the label; `look_at` is where whoever decides
    sees first what it is about.

    `check_label` raises `BadInput` for what nobody could do; with it, `desk_approval_asking` takes requests of this
    kind. Where whoever asks writes the label themselves, `writes` says what that is.
    """

    name: str
    says: str | Promise
    check_ask: Callable[[User], None]
    check_agree: Callable[[User], None]
    leads_to: Callable[[str], str] | None = None
    look_at: Callable[[str], str] | None = None
    check_label: Callable[[str], None] | None = None
    writes: str | Promise = ""


class UnknownKind(NotAllowed):
    """No stage has joined with a kind of that name, so nobody may ask for it, agree to it or do it."""

    def __init__(self) -> None:
        super().__init__(_("This version of Heard does not know what was asked for here."))


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """From now on this needs a second person."""
    _kinds[kind.name] = kind


def kind_called(name: str) -> Kind:
    """Raises `UnknownKind`, which is a `NotAllowed`."""
    if name not in _kinds:
        raise UnknownKind
    return _kinds[name]


def all_kinds() -> Iterator[Kind]:
    yield from _kinds.values()
