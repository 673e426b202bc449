"""Servers on loopback for tests: real triple stores as processes, and ones that misbehave in a given way."""

from __future__ import annotations

import http.server
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAMS = Path(sys.executable).parent  # the environment may not be an activated one


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(command: list[str], address: str, seconds: float = 30) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the context ends; it is there once it answers at ``address``."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + seconds
        while not _answers(address):
            assert time.monotonic() < deadline, f"no server at {address} after {seconds} seconds"
            assert server.poll() is None, f"the server for {address} ended"
            time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.wait(timeout=20)


def oxigraph_command(port: int, folder: Path | None = None) -> list[str]:
    """Return the command of an Oxigraph server, in memory or in a folder."""
    where = ["--location", str(folder)] if folder else []
    return [str(PROGRAMS / "oxigraph"), "serve", "--bind", f"127.0.0.1:{port}", *where]


def rdflib_command(port: int) -> list[str]:
    """Return the command of RDFLib's SPARQL server, which speaks Update and Query but no Graph Store."""
    program = str(PROGRAMS / "rdflib-endpoint")
    return [program, "serve", "--host", "127.0.0.1", "--port", str(port), "--enable-update"]


def _answers(address: str) -> bool:
    try:
        httpx.get(address)
    except httpx.TransportError:
        return False
    return True


class Request(http.server.BaseHTTPRequestHandler):
    """One request to a server that does what its test tells it, and notes what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Hand the request to the test, its body read."""
        server: Faulty = self.server  # type: ignore[assignment]
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.seen.append((self.command, dict(self.headers)))
        server.behave(self, len(server.seen))

    do_PUT = do_POST = do_GET

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer; the names of headers have underscores for hyphens."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Faulty(http.server.ThreadingHTTPServer):
    """A server that misbehaves as ``behave`` says, which gets the request and how many there were."""

    daemon_threads = True

    def __init__(self, behave: Callable[[Request, int], object]) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.behave = behave
        self.seen: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def faulty(
    behave: Callable[[Request, int], object], certificate: ssl.SSLContext | None = None
) -> Iterator[Faulty]:
    """Run a misbehaving server in this process, over TLS if there is a certificate."""
    with Faulty(behave) as server:
        if certificate:
            server.socket = certificate.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
