"""A store in, CSV tables out (RFC 4180, UTF-8): one question of SPARQL in this folder is one table.

Things have their IRIs for keys, by which tables join. The second line of a question names its key: rows of
one key become one row, and what they tell apart stands in one cell.
"""

from __future__ import annotations

import csv
import io
import re
from importlib import resources
from itertools import groupby, islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from kgriyadh.export.form import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution, Store

    from kgriyadh.export.form import Contents

_KEY = re.compile(r"^# key: (.+)$", re.MULTILINE)
_AT_ONCE = 1000  # rows of a piece
# https://owasp.org/www-community/attacks/CSV_Injection: what makes a spreadsheet take a cell for a formula. A
# cell that begins so gets an apostrophe, and so does one that begins with one: taking it away restores each.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")


def tables(store: Store) -> Contents:
    """Return the tables of a store by the names of their files."""
    questions = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".rq"))
    named = {file.name.removesuffix(".rq"): file.read_text("utf-8") for file in questions}
    return {f"{name}.csv": _table(store, named[name]) for name in sorted(named)}


def _table(store: Store, question: str) -> Iterator[bytes]:
    """Give a table in pieces."""
    key = _KEY.search(question)
    found = store.query(question)
    assert key is not None
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    yield _lines([columns])
    remaining = _folded(found, columns, key[1].split())
    while some := list(islice(remaining, _AT_ONCE)):
        yield _lines(some)


def _folded(found: Iterable[QuerySolution], columns: list[str], key: list[str]) -> Iterator[list[str]]:
    """Make one row of those that share a key; they come one behind the other."""
    for _, group in groupby(found, lambda row: [row[column] for column in key]):
        cells = zip(*([_text(row[column]) for column in columns] for row in group), strict=True)
        yield [joined(value for value in values if value) for values in cells]


def _lines(rows: Iterable[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _text(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Return a term as a cell has it: an IRI or the words of a literal."""
    if term is None:
        return ""
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)
