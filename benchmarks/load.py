"""Measure, in one run: loads of a million triples against what the store itself does with the same file.

A server takes the file from curl in one request, within a transaction and with Oxigraph's parameter for bulk
uploads, and from ``kgriyadh load``, which reads it back and compares besides. An embedded store takes it from
pyoxigraph's ``bulk_load`` and from ``kgriyadh load``. Each is a fresh process and a new store on disk, the
best of ``--rounds``; the figures go to ``load.md``. Only the ratios mean something on another machine.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS, SENTENCES = 2000, 250  # two triples a sentence: a million
REPORT = Path(__file__).with_suffix(".md")
KGRIYADH = [sys.executable, "-c", "import sys; from kgriyadh.cli import main; sys.exit(main())", "load"]
BULK_LOAD = (
    "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[2]); s.bulk_load(path=sys.argv[1]); s.flush()"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds that a process took, and the most megabytes that it held."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description="Loads of a million triples, against the store's own.")
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        file = _written(Path(scratch) / "million.nq")
        found = {name: _best(rounds, task, file) for name, task in _TASKS.items()}
    REPORT.write_text(_report(found), "utf-8")
    print(REPORT.read_text("utf-8"), end="")


def _written(file: Path) -> Path:
    """Write the graphs of documents, each said to be derived from its document, as kgriyadh's are."""
    base = "https://w3id.org/kgriyadh"
    with file.open("w", encoding="utf-8") as lines:
        for document in range(DOCUMENTS):
            graph = f"<{base}/id/graph/{document}>"
            derived = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
            lines.write(f"{graph} {derived} <{base}/id/document/{document}> {graph} .\n")
            for sentence in range(SENTENCES):
                person = f"<{base}/id/person/{document}-{sentence}>"
                met = f"<{base}/id/person/{sentence * 7 % DOCUMENTS}-{sentence}>"
                lines.write(
                    f'{person} <{base}/ontology#note> "a reçu son homologue, {sentence}"@fr {graph} .\n'
                )
                lines.write(f"{person} <{base}/ontology#counterpartOf> {met} {graph} .\n")
    return file


def _by_curl(parameter: str = "") -> Callable[[Path, Path], Measured]:
    def upload(file: Path, folder: Path) -> Measured:
        with _server(folder) as address:
            kind = "Content-Type: application/n-quads"
            curl = ["curl", "-sS", "-f", "-X", "POST", "-H", kind, "-T", str(file)]
            return _measured([*curl, f"{address}/store{parameter}"])

    return upload


def _by_endpoint(file: Path, folder: Path) -> Measured:
    with _server(folder) as address:
        return _measured([*KGRIYADH, str(file), "--endpoint", address, "--flavour", "oxigraph", "--quiet"])


def _by_bulk_load(file: Path, folder: Path) -> Measured:
    return _measured([sys.executable, "-c", BULK_LOAD, str(file), str(folder / "store")])


def _by_store(file: Path, folder: Path) -> Measured:
    return _measured([*KGRIYADH, str(file), "--store", str(folder / "store"), "--quiet"])


_TASKS = {
    "curl": _by_curl(),
    "curl, no_transaction": _by_curl("?no_transaction"),
    "kgriyadh load --endpoint": _by_endpoint,
    "bulk_load": _by_bulk_load,
    "kgriyadh load --store": _by_store,
}


def _best(rounds: int, task: Callable[[Path, Path], Measured], file: Path) -> Measured:
    """Return the shortest time of all rounds and the most memory."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            found.append(task(file, Path(folder)))
    return Measured(min(one.seconds for one in found), max(one.megabytes for one in found))


def _measured(command: list[str]) -> Measured:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if process.returncode is None:
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} … ended with {process.returncode}")
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return Measured(time.perf_counter() - start, usage.ru_maxrss / unit)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server on a new store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).parent / "oxigraph")
    command = [program, "serve", "--location", str(folder / "server"), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        while not _answers(address):
            time.sleep(0.05)
        yield address
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        httpx.get(address)
    except httpx.TransportError:
        return False
    return True


def _report(found: dict[str, Measured]) -> str:
    triples = DOCUMENTS * (2 * SENTENCES + 1)
    rows = [
        f"| {name} | {one.seconds:.1f} | {triples / one.seconds:,.0f} | {one.megabytes:.0f} |"
        for name, one in found.items()
    ]
    endpoint, store = found["kgriyadh load --endpoint"], found["kgriyadh load --store"]
    ratios = [
        ("kgriyadh load --endpoint : curl", found["curl"].seconds / endpoint.seconds, "0.5"),
        (
            "kgriyadh load --endpoint : curl, no_transaction",
            found["curl, no_transaction"].seconds / endpoint.seconds,
            "0.5",
        ),
        ("kgriyadh load --store : bulk_load", found["bulk_load"].seconds / store.seconds, "0.5"),
    ]
    return "\n".join(
        [
            "# Loads",
            "",
            f"{triples:,} triples in {DOCUMENTS:,} named graphs, by `python benchmarks/load.py`: the file is",
            "sent to Oxigraph's server by curl, as a transaction and without one, and by `kgriyadh load`,",
            "which reads it back and compares besides. It is put into an embedded store by pyoxigraph's",
            "`bulk_load` and by `kgriyadh load`, which keeps the union of all graphs too.",
            "",
            "| | seconds | triples a second | most MB of the process |",
            "|---|---|---|---|",
            *rows,
            "",
            "| throughput | ratio | wanted |",
            "|---|---|---|",
            *(f"| {name} | {ratio:.2f} | {wanted} |" for name, ratio, wanted in ratios),
            "",
        ]
    )


if __name__ == "__main__":
    main()
