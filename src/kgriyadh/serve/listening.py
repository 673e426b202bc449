"""An address in, a socket that listens there and a server that runs on it out."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from kgriyadh.errors import AddressIsUnusable

if TYPE_CHECKING:
    from starlette.applications import Starlette

# Seconds, longer than most clients and proxies keep an idle connection: one that the server closes first,
# while the next request is on its way, is reset.
_IDLE = 75


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at ``host`` (a name or an IP address), at any free port for port 0.

    Raises AddressIsUnusable.
    """
    try:
        family, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise AddressIsUnusable(host, port, error.strerror or str(error)) from error


def run(app: Starlette, listening: socket.socket) -> None:
    """Serve until Ctrl-C or a signal to end.

    uvicorn takes uvloop and httptools, which halve what a request costs. Its warnings are of clients
    that speak no HTTP, who are told so themselves.
    """
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, timeout_keep_alive=_IDLE
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again when all is done
        uvicorn.Server(config).run(sockets=[listening])
