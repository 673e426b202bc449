"""Questions that the graph was made to answer, over dispatches built as any others are.

A question is a file of SPARQL in ``data/competency``: its first line asks it in words, the lines that begin
with ``# =`` are the answer, row by row, columns parted by ``|``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kgriyadh.pipeline import build
from kgriyadh.read import parse_date, read
from kgriyadh.store import ask, open_dataset
from kgriyadh.terms import BASE

FOLDER = Path(__file__).parent / "data" / "competency"
QUESTIONS = sorted(path.stem for path in FOLDER.glob("*.rq"))
README = Path(__file__).parents[1] / "README.md"
# What the documents say, without what is known besides, what follows, and what the words mean.
_STATED = (f"{BASE}graph/document-", f"{BASE}graph/identity", f"{BASE}graph/evidence")


@cache
def store() -> Store:
    """Return the graph of the dispatches."""
    with TemporaryDirectory() as folder:
        documents = read([str(FOLDER)], parse_date("2026-03-10"))
        assert build(documents, Path(folder)).conforms
        return open_dataset(Path(folder) / "dataset.trig")


@cache
def stated() -> Store:
    """Return only what the dispatches say."""
    alone = Store()
    for quad in store():
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_STATED):
            alone.add(Quad(quad.subject, quad.predicate, quad.object))
    return alone


def question(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text("utf-8")


def expected(name: str) -> list[str]:
    lines = question(name).splitlines()
    return [line.removeprefix("# = ") for line in lines if line.startswith("# = ")]


def answered(name: str, asked: Store) -> list[str]:
    return sorted(" | ".join(row) for row in ask(asked, question(name), name).rows())


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_answer(name: str) -> None:
    assert answered(name, store()) == expected(name) != []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_needs_more_than_the_words_of_the_dispatches(name: str) -> None:
    assert answered(name, stated()) != expected(name)


def test_there_are_twenty_questions_and_the_readme_asks_them() -> None:
    assert len(QUESTIONS) == 20
    readme = " ".join(README.read_text("utf-8").split())
    for name in QUESTIONS:
        asked = question(name).splitlines()[0].removeprefix("# ")
        assert asked in readme, name
