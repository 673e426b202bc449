"""``kgriyadh serve``: a store or a dataset as a read-only SPARQL endpoint with pages."""

from __future__ import annotations

import ipaddress
import re
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, SECONDS, Number

if TYPE_CHECKING:
    import socket

_ORIGIN = re.compile(r"\*|https?://[^\s/?#@]+")  # https://www.rfc-editor.org/rfc/rfc6454#section-6.2


@click.command(
    "serve",
    short_help="Serve SPARQL, linked data and pages.",
    epilog="Example: kgriyadh serve --store out/store --port 8000",
)
@click.option(
    "--store", type=PATH, metavar="FOLDER", help="Embedded store to serve, one that kgriyadh load made."
)
@click.option("--data", type=PATH, metavar="FILE", help=f"Dataset to serve.  [default: {DATASET}]")
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to listen at."
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port to listen at; 0 is any free one.",
)
@click.option("--public", is_flag=True, help="Let --host be an address that others can reach.")
@click.option("--base-iri", metavar="IRI", help="Start of the IRIs of things, as given to kgriyadh build.")
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Origin of web pages whose scripts may ask; may be repeated.",
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=Number(0.1, SECONDS.max),
    metavar="SECONDS",
    help="How long a query may take.",
)
@click.option(
    "--max-answer",
    default=64,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="MiB that an answer may have.",
)
@click.option(
    "--max-waiting",
    default=256,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="Requests under way or in line.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that answer; one a processor by default."
)
def command(
    store: Path | None,
    data: Path | None,
    host: str,
    port: int,
    public: bool,
    base_iri: str | None,
    origins: tuple[str, ...],
    timeout: float,
    max_answer: int,
    max_waiting: int,
    jobs: int | None,
) -> int:
    """Serve a store or a dataset, read only: SPARQL, linked data and pages."""
    if store and data:
        raise click.UsageError("--store and --data: give one of them")
    if not public and not _is_loopback(host):
        raise click.UsageError(f"--host {host}: others could reach it; add --public if they may")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise click.UsageError(
                f"--cors {origin}: no origin of a web page: write it as https://example.org"
            )

    from kgriyadh.serve import Limits, application
    from kgriyadh.serve.listening import listen, run
    from kgriyadh.store import load_embedded, open_store

    served = store or data or DATASET
    with ExitStack() as stack:
        listening = stack.enter_context(listen(host, port))
        if store is None:
            store = Path(stack.enter_context(TemporaryDirectory(prefix="kgriyadh-"))) / "store"
            load_embedded(served, store)
        open_store(store)  # what is wrong with it is said here, and not by the processes that serve
        root = _address(listening)
        limits = Limits(timeout, max_answer << 20, max_waiting, jobs)
        hosts = ("*",) if public else ("localhost", "127.0.0.1", "[::1]", host)
        from kgriyadh.terms import BASE

        base = BASE if base_iri is None else base_iri
        app = application(store, base, root, limits=limits, hosts=hosts, origins=origins)
        click.echo(f"{served}: served at {root} (Ctrl-C ends it)")
        run(app, listening)
    return OK


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
