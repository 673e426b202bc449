"""Measure, in one run: a build against bare spaCy on the same texts, and memory as texts grow in number.

Each figure is that of a fresh process, the best of ``--rounds``; only the ratios mean something on
another machine. Run it with ``python benchmarks/speed.py``.
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
from pathlib import Path

from articles import articles

FEW, MANY = 200, 2000


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
        _compare(given.rounds)


def _compare(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        few, many = (_written(Path(scratch), number) for number in (FEW, MANY))
        bare = _best(rounds, "spacy", few)
        one = _best(rounds, "build-one", few)
        all_cores = _best(rounds, "build", few)
        small, large = _measure("language", few)[1], _measure("language", many)[1]
    print(f"bare spaCy, {FEW} articles             {bare:6.1f} s   1.00")
    print(f"kgriyadh build --no-reason          {all_cores:6.1f} s   {all_cores / bare:.2f}")
    print(f"kgriyadh build --no-reason --jobs 1 {one:6.1f} s   {one / bare:.2f}")
    print(f"memory of the language part, {FEW:5}  {small:6.0f} MB  1.00")
    print(f"memory of the language part, {MANY:5}  {large:6.0f} MB  {large / small:.2f}")


def _written(folder: Path, number: int) -> Path:
    file = folder / f"{number}.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for document in articles(number):
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
