"""Serves a demonstration on this machine."""

import socket

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
    """Answer until Ctrl-C. No list of visits is kept."""
    import uvicorn

    uvicorn.run(
        "heard.config.asgi:application", host=host, port=port, log_level="warning", access_log=False, lifespan="off"
    )
