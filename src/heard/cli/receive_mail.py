"""Take in evidence that comes by e-mail: one message on standard input, a Maildir, or a mailbox asked by IMAP.

A message is safe with us before anybody hears so, and is taken in once, however often it is brought. Its sender gets
five words where a mail server is set up (HEARD_SMTP_HOST).

  heard receive-mail < message          for a mail server to call; 75 means “bring it again later”
  heard receive-mail --maildir DIR
  heard receive-mail --imap             asks every minute; HEARD_IMAP_HOST, HEARD_IMAP_USER, HEARD_IMAP_PASSWORD
  heard receive-mail --imap --once
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

SUMMARY = "take in evidence that comes by e-mail"

# What mail servers understand (sysexits.h).
NOT_TAKEN = 69
TRY_AGAIN = 75
PAUSE = 60  # seconds between looking for new messages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--maildir", type=Path, metavar="DIR", help="take in what is new in this Maildir, then stop")
    source.add_argument("--imap", action="store_true", help="ask the mailbox that HEARD_IMAP_HOST names, over TLS")
    parser.add_argument("--once", action="store_true", help="with --imap: stop when nothing is new")


def run(arguments: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, _stop)  # how a system asks its services to stop
    if not (arguments.maildir or arguments.imap):
        return from_standard_input()
    set_up()
    return from_maildir(arguments.maildir) if arguments.maildir else from_server(once=arguments.once)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    import django

    django.setup()
    from heard.backups.closing import check_open

    check_open()


def from_standard_input() -> int:
    try:
        set_up()  # in here, because a mail server sends a message back for what we say of wrong settings
        return taken_from_standard_input()
    except KeyboardInterrupt:
        return TRY_AGAIN
    # Whatever it is, the mail server still has the message; and what an error says could be somebody's words.
    except Exception as error:
        print(f"heard receive-mail: not kept ({type(error).__name__}). Bring it again later.", file=sys.stderr)
        return TRY_AGAIN


def taken_from_standard_input() -> int:
    from heard.collect.channels.email.intake import Tally, TooLarge, bring_in
    from heard.collect.channels.email.mailboxes import read_at_most

    try:
        bring_in(read_at_most(sys.stdin.buffer), Tally())
    except TooLarge as refused:
        if refused.is_told:
            return 0
        print(refused)  # the mail server tells the sender; what we log is not for them
        return NOT_TAKEN
    return 0


def from_maildir(folder: Path) -> int:
    from heard.collect.channels.email.intake import Tally, bring_in_all
    from heard.collect.channels.email.mailboxes import waiting_in_maildir

    tally = Tally()
    bring_in_all(waiting_in_maildir(folder), tally)
    print(told(tally))
    return TRY_AGAIN if tally.left else 0


def from_server(*, once: bool) -> int:
    from django.conf import settings

    from heard.text.errors import BadInput

    if not settings.IMAP_HOST:
        raise BadInput("There is no mailbox to ask. Name it in HEARD_IMAP_HOST, HEARD_IMAP_USER, HEARD_IMAP_PASSWORD.")
    while True:
        is_well = ask_server()
        if once:
            return 0 if is_well else TRY_AGAIN
        time.sleep(PAUSE)


def ask_server() -> bool:
    """Take in what is new. Whether all of it is safe; what is not stays unseen on the server."""
    from django.db import close_old_connections

    from heard.collect.channels.email.intake import Tally, bring_in_all
    from heard.collect.channels.email.mailboxes import NotAsked, signed_in, waiting_on_server

    tally = Tally()
    is_asked = True
    try:
        with signed_in() as mailbox:
            bring_in_all(waiting_on_server(mailbox), tally)
    except NotAsked as error:
        is_asked = False
        print(f"{error} What is new there stays there until it is safe with us.", file=sys.stderr, flush=True)
    finally:
        close_old_connections()
    if tally.all:
        print(told(tally), flush=True)
    return is_asked and not tally.left


def told(tally: object) -> str:
    from heard.collect.channels.email.intake import Tally

    assert isinstance(tally, Tally)
    lines = {
        "Received": tally.received,
        "of those, no receipt sent": tally.without_receipt,
        "Kept aside": tally.aside,
        "Too large": tally.too_large,
        "Left where they lie, to be tried again": tally.left,
    }
    return "\n".join(f"{name}: {number:,}" for name, number in lines.items() if number) or "Nothing is new."


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
