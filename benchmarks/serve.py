"""Measure, in one run: the answers a second of ``kgriyadh serve`` against those of Oxigraph's own server.

Both serve one store of a million triples, the graph of the example dispatch again and again, each time with
documents, persons, meetings and evidence of its own. Eight clients at once ask both servers named
questions, in turns that alternate between the two, so that whatever else the machine does weighs on both.
The figures go to ``serve.md``; only the ratios mean something on another machine.
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, parse, serialize

from kgriyadh.cli import main as kgriyadh
from kgriyadh.query import find_question

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
REPORT = Path(__file__).with_suffix(".md")
TRIPLES, CLIENTS = 1_000_000, 8
# From one that finds nothing, whose cost is the servers' own, to one that goes through all posts.
QUESTIONS = {
    "representatives": [],
    "organizations": [],
    "posts": ["person=Al-Moghidi {n}"],
}
_Row = tuple[str, float, float, list[float]]
_OWN = re.compile(r"(/id/(?:document|evidence|meeting|membership|person)/|/id/graph/document-)([^>]+)>")
_NAMES = re.compile(r"(Al-Moghidi|Al-Balawi)")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is asked, and by which path."""

    port: int
    path: str


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description="Answers a second, against those of Oxigraph's own server.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="of a turn")
    parser.add_argument("--store", type=Path, help="store of an earlier run, to spare the time of making one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = options.store or Path(scratch) / "store"
        if not store.exists():
            _make(store, Path(scratch))
        with _ours(store) as ours, _oxigraphs(store) as theirs:
            rows = [_row(name, (ours, theirs), options.rounds, options.seconds) for name in QUESTIONS]
    REPORT.write_text(_report(rows), "utf-8")
    print(REPORT.read_text("utf-8"), end="")


def _make(store: Path, scratch: Path) -> None:
    """Make the store of a million triples."""
    out = scratch / "out"
    example = str(ROOT / "examples" / "riyad-2026-01-28.txt")
    kgriyadh(["build", example, "--published", "2026-01-28", "--out", str(out), "--quiet"])
    quads = serialize(parse(path=out / "dataset.trig"), format=RdfFormat.N_QUADS) or b""
    lines = quads.decode().splitlines(keepends=True)
    own = "".join(line for line in lines if _OWN.search(line))
    with (scratch / "million.nq").open("w", encoding="utf-8") as file:
        file.writelines(line for line in lines if not _OWN.search(line))
        for number in range(TRIPLES // own.count("\n")):
            file.write(_NAMES.sub(rf"\1 {number}", _OWN.sub(rf"\1\2-{number}>", own)))
    kgriyadh(["load", str(scratch / "million.nq"), "--store", str(store), "--quiet"])


def _row(name: str, servers: tuple[Server, Server], rounds: int, seconds: float) -> _Row:
    """Return a question, the answers a second of both servers (medians) and the ratios of all rounds."""
    found = [[_throughput(server, name, seconds) for server in servers] for _ in range(rounds)]
    ours, theirs = zip(*found, strict=True)
    return name, median(ours), median(theirs), sorted(one / other for one, other in found)


def _throughput(server: Server, name: str, seconds: float) -> float:
    """Return the answers a second that the clients get together; those under way at the end count in part."""
    numbers = count()
    end = time.perf_counter() + seconds

    def ask(_client: int) -> float:
        connection = HTTPConnection("127.0.0.1", server.port)
        done = 0.0
        while (start := time.perf_counter()) < end:
            _ask(connection, server.path, name, next(numbers))
            done += min((end - start) / (time.perf_counter() - start), 1)
        connection.close()
        return done

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(ask, range(CLIENTS))) / seconds


def _ask(connection: HTTPConnection, path: str, name: str, number: int) -> None:
    """Ask a question and read the whole answer."""
    values = [value.format(n=number) for value in QUESTIONS[name]]
    query = urlencode({"query": find_question(name).fill(values).sparql})
    connection.request("GET", f"{path}?{query}", headers={"Accept": "application/sparql-results+json"})
    response = connection.getresponse()
    if response.status != 200:
        sys.exit(f"{path}: {response.status} {response.read()[:200]!r}")
    response.read()


@contextmanager
def _ours(store: Path) -> Iterator[Server]:
    code = "import sys; from kgriyadh.cli import main; sys.exit(main())"
    port = _free_port()
    with _running([sys.executable, "-c", code, "serve", "--store", str(store), "--port", str(port)], port):
        yield Server(port, "/sparql")


@contextmanager
def _oxigraphs(store: Path) -> Iterator[Server]:
    program = str(Path(sys.executable).parent / "oxigraph")
    port = _free_port()
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with _running(command, port):
        yield Server(port, "/query")


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """Run a server; it is there once it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _report(rows: list[_Row]) -> str:
    return "\n".join(
        [
            "# Answers",
            "",
            f"Answers a second over {TRIPLES:,} triples by `python benchmarks/serve.py`:",
            f"`kgriyadh serve` and Oxigraph's own server on one store, asked by {CLIENTS} clients at once.",
            "`representatives` finds nothing there: it shows what the servers themselves cost.",
            "",
            "| question | kgriyadh serve | Oxigraph | ratio | least and most | wanted |",
            "|---|---|---|---|---|---|",
            *map(_line, rows),
            "",
        ]
    )


def _line(row: _Row) -> str:
    name, ours, theirs, ratios = row
    span = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
    return f"| {name} | {ours:.1f} | {theirs:.1f} | {median(ratios):.2f} | {span} | 0.8 |"


if __name__ == "__main__":
    main()
