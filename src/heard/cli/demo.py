"""Load a fictional inquiry and serve it on this machine. Nothing is sent anywhere.

The first start makes a folder with a database, keys and pages, and takes about half a minute. Later starts take seconds
and lose nothing. Delete the folder to start afresh.

  heard demo
  heard demo --dir /tmp/moving-day --port 8080
"""

import argparse
from pathlib import Path

SUMMARY = "load a fictional inquiry and serve it on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir",
        dest="folder",
        type=Path,
        default=Path("demo-inquiry"),
        metavar="DIR",
        help="the folder it lives in (default ./demo-inquiry)",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to serve on (default 127.0.0.1: only this machine)"
    )
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default 8000)")
    parser.add_argument("--no-serve", action="store_true", help="make everything ready, then stop")


def run(arguments: argparse.Namespace) -> int:
    from heard.cli.progress import show_progress
    from heard.demo.folder import configure, one_at_a_time, prepare_folder
    from heard.demo.serving import check_port, serve

    folder, url = arguments.folder.resolve(), address_of(arguments.host, arguments.port)
    if not arguments.no_serve:
        check_port(arguments.host, arguments.port)
    prepare_folder(folder)
    configure(folder, url)
    # Only now, because Django's models can be loaded only once it is configured.
    from heard.demo.preparing import prepare

    with one_at_a_time(folder), show_progress() as show:
        sign_in = prepare(folder, show)
    tell(url, sign_in.email, sign_in.password, folder)
    if not arguments.no_serve:
        print("Ctrl-C stops it. What you do in it is kept.", flush=True)
        serve(arguments.host, arguments.port)
    return 0


def address_of(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def tell(url: str, email: str, password: str | None, folder: Path) -> None:
    lines = {
        "The inquiry": f"{url}/",
        "The desk": f"{url}/desk/",
        "Sign in as": email,
        "Password": password or f"the one you chose (delete {folder / 'sign-in.txt'} to get a new one)",
    }
    print("\n".join(["", *(f"  {name:<13}{value}" for name, value in lines.items()), ""]))
