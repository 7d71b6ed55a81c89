"""Serves a demonstration on this machine."""

import socket
from threading import Event, Thread

from heard.text.errors import BadInput


def check_port(host: str, port: int) -> None:
    """Raise BadInput with one clear sentence where the site could not be served."""
    if not 0 < port < 65536:
        raise BadInput(f"There is no port {port}. Choose one between 1024 and 65535, such as --port 8000.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except PermissionError as error:
        raise BadInput(f"Port {port} is kept for the system. Choose one from 1024, such as --port 8000.") from error
    except OSError as error:
        raise BadInput(
            f"Port {port} of {host} is in use or not ours to use. Stop what uses it, or choose another: "
            f"heard demo --port {port + 1 if port < 65535 else 8000}"
        ) from error


def serve(host: str, port: int) -> None:
    """Answer until Ctrl-C, and meanwhile do what is due. No list of visits is kept."""
    import uvicorn

    from heard.jobs.work import work_until

    stop = Event()
    # A daemon, so that a long piece of work does not keep anybody waiting: what is cut short is done at the next start.
    Thread(target=work_until, args=[stop], daemon=True).start()
    uvicorn.run(
        "heard.config.asgi:application", host=host, port=port, log_level="warning", access_log=False, lifespan="off"
    )
    stop.set()
