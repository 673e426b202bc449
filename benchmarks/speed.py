"""Measure, in one run: a build against bare spaCy on the same texts, one long text, and memory.

Each figure is that of a fresh process, the best of ``--rounds``; only the ratios mean something on
another machine. Run it with ``python benchmarks/speed.py``; it rewrites ``speed.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from articles import articles

from kgriyadh.fact import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEW, MANY, LONG = 200, 2000, 1_000_000
_FILE = Path(__file__).with_suffix(".md")


def main() -> None:
    """Print the table, or do the one task that a measured process was started for."""
    parser = argparse.ArgumentParser(description="Build time against bare spaCy, and memory.")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--task", choices=sorted(_TASKS), help=argparse.SUPPRESS)
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        _TASKS[given.task](given.texts)
    else:
        _FILE.write_text("\n".join(_report(given.rounds)) + "\n", "utf-8")
        print(_FILE.read_text("utf-8"), end="")


def _report(rounds: int) -> Iterator[str]:
    """Give the lines of the report."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        few, many = (_written(folder / f"{number}.jsonl", articles(number)) for number in (FEW, MANY))
        long = _written(folder / "long.jsonl", [_long(articles(MANY))])
        bare, bare_long = _best(rounds, "spacy", few), _best(rounds, "spacy", long)
        yield "# Speed and memory"
        yield ""
        yield "`python benchmarks/speed.py` wrote this: seconds of fresh processes, their start included,"
        yield f"on {os.cpu_count()} processors. Bare spaCy is the same model with the same components alone."
        yield ""
        yield "| | seconds | of bare spaCy |"
        yield "|---|---:|---:|"
        yield _row(f"bare spaCy, {FEW} articles", bare, bare)
        yield _row("kgriyadh build --no-reason", _best(rounds, "build", few), bare)
        yield _row("kgriyadh build --no-reason --jobs 1", _best(rounds, "build-one", few), bare)
        yield _row(f"bare spaCy, one text of {LONG:,} characters", bare_long, bare_long)
        yield _row("kgriyadh build --no-reason", _best(rounds, "build", long), bare_long)
        small, large = (_measure("language", texts)[1] for texts in (few, many))
    yield ""
    yield f"Memory of the language part: {small:.0f} MB for {FEW} articles, {large:.0f} MB for {MANY:,}."


def _row(what: str, seconds: float, bare: float) -> str:
    return f"| {what} | {seconds:.1f} | {seconds / bare:.2f} |"


def _long(documents: Iterable[Document]) -> Document:
    """Return one text made of many."""
    text = "\n\n".join(document.text for document in documents)[:LONG]
    return Document("long", text, "long", published=date(2026, 3, 3))


def _written(file: Path, documents: Iterable[Document]) -> Path:
    with file.open("w", encoding="utf-8") as lines:
        for document in documents:
            record = {"id": document.id, "text": document.text, "published": str(document.published)}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return file


def _best(rounds: int, task: str, texts: Path) -> float:
    return min(_measure(task, texts)[0] for _ in range(rounds))


def _measure(task: str, texts: Path) -> tuple[float, float]:
    """Return the seconds that a fresh process takes for a task, and the megabytes that it says it took."""
    start = time.perf_counter()
    command = [sys.executable, __file__, "--task", task, "--texts", str(texts)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - start, float(done.stdout.split()[-1])


def _spacy(texts: Path) -> None:
    import spacy

    from kgriyadh.annotate import COMPONENTS, MODEL

    nlp = spacy.load(MODEL)
    nlp.select_pipes(enable=list(COMPONENTS))
    nlp.max_length = 2 * LONG
    lines = texts.read_text("utf-8").splitlines()
    for _ in nlp.pipe(json.loads(line)["text"] for line in lines):
        pass
    _print_peak()


def _build(texts: Path, *options: str) -> None:
    from kgriyadh.cli import main as kgriyadh

    with tempfile.TemporaryDirectory() as out:
        code = kgriyadh(["build", str(texts), "--no-reason", "--quiet", "--out", out, *options])
    _print_peak()
    sys.exit(code)


def _build_one(texts: Path) -> None:
    _build(texts, "--jobs", "1")


def _language(texts: Path) -> None:
    from kgriyadh.pipeline import read_documents
    from kgriyadh.read import read

    for _ in read_documents(read([str(texts)])):
        pass
    _print_peak()


def _print_peak() -> None:
    """Print the most megabytes that this process held; Linux counts in kilobytes, macOS in bytes."""
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


_TASKS = {"spacy": _spacy, "build": _build, "build-one": _build_one, "language": _language}

if __name__ == "__main__":
    main()
