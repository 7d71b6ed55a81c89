"""Say who can open backups, and keep a copy of the installation key that those people can open.

Two people have a private key each, and either opens every backup and the escrowed copy. Heard never keeps private keys:
one is written to the file you name, and then goes with its owner. Once there are two, whoever would change them needs
two people of the team to have agreed at the desk, under Second person; the command says what to ask for there.

  heard keys list
  heard keys make /media/stick/sam.key --name "Sam Field"
  heard keys add age1… --name "Robin Ash"
  heard keys remove "Robin Ash"
  heard keys escrow /mnt/backups/installation-key.age
  heard keys recover /mnt/backups/installation-key.age --identity /media/stick/sam.key
"""

import argparse
from pathlib import Path

SUMMARY = "say who can open backups, and keep a copy of the installation key for them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    what.add_parser("list", help="show the recipients")
    make = what.add_parser("make", help="make a key for somebody, and write the private one to FILE")
    make.add_argument("file", type=Path, metavar="FILE", help="a new file, away from this site")
    make.add_argument("--name", required=True, help="whose it is")
    add = what.add_parser("add", help="add somebody who has made a key elsewhere")
    add.add_argument("public", metavar="PUBLIC", help="their public key, which begins with age1")
    add.add_argument("--name", required=True, help="whose it is")
    remove = what.add_parser("remove", help="write nothing more for somebody")
    remove.add_argument("named", metavar="NAME", help="their name, or their public key")
    escrow = what.add_parser("escrow", help="write a copy of the installation key that the recipients can open")
    escrow.add_argument("file", type=Path, metavar="FILE", help="a new file, away from this site")
    recover = what.add_parser("recover", help="put the installation key back from such a copy")
    recover.add_argument("file", type=Path, metavar="FILE", help="what heard keys escrow wrote")
    recover.add_argument("--identity", type=Path, required=True, metavar="KEY", help="a recipient’s private key")


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.site import the_site

    does = {"list": listed, "make": made, "add": added, "remove": removed, "escrow": escrowed, "recover": recovered}
    with the_site():
        print(does[arguments.what](arguments))
    return 0


def listed(_arguments: argparse.Namespace) -> str:
    from heard.backups.recipients import ENOUGH, all_recipients

    found = all_recipients()
    lines = [f"{one.name}  {one.public}" for one in found]
    if len(found) < ENOUGH:
        who = "one person" if found else "nobody"
        lines.append(f"So far {who} can open a backup. It should be two: heard keys make FILE --name “Sam Field”.")
    return "\n".join(lines)


def made(arguments: argparse.Namespace) -> str:
    from heard.backups.recipients import make_recipient
    from heard.inquiry.inquiries.second_persons import MAKE, agreed_change

    with agreed_change(MAKE, arguments.name):
        recipient = make_recipient(arguments.file, arguments.name)
    return (
        f"{arguments.file} holds the private key of {recipient.name}, and no copy of it is anywhere else. It goes with "
        f"{recipient.name}, and stays off this machine. Whoever has it opens every backup from now on.\n"
        f"The public key: {recipient.public}\n{ESCROW_AGAIN}"
    )


ESCROW_AGAIN = (
    "Copies of the installation key from before are not for the same people. Write a new one: heard keys escrow FILE."
)


def added(arguments: argparse.Namespace) -> str:
    from heard.backups.recipients import add_recipient
    from heard.inquiry.inquiries.second_persons import ADD, agreed_change

    with agreed_change(ADD, arguments.public, "for", arguments.name):
        recipient = add_recipient(arguments.public, arguments.name)
    return f"{recipient.name} can open every backup from now on.\n{ESCROW_AGAIN}"


def removed(arguments: argparse.Namespace) -> str:
    from heard.backups.recipients import remove_recipient
    from heard.inquiry.inquiries.second_persons import REMOVE, agreed_change

    with agreed_change(REMOVE, arguments.named):
        recipient = remove_recipient(arguments.named)
    return (
        f"Nothing more is written for {recipient.name}. What was written before still opens with their key: if it was "
        f"stolen, erase those backups and copies.\n{ESCROW_AGAIN}"
    )


def escrowed(arguments: argparse.Namespace) -> str:
    from heard.backups.escrow import write_escrow
    from heard.backups.recipients import all_recipients

    write_escrow(arguments.file)
    who = " or ".join(one.name for one in all_recipients())
    return (
        f"{arguments.file} holds a copy of the installation key. {who} can open it, and nobody else. Keep it away from "
        "the backups: whoever has both and a private key reads everything."
    )


def recovered(arguments: argparse.Namespace) -> str:
    from heard.backups.escrow import recover

    return f"The installation key is in {recover(arguments.file, arguments.identity)}."
