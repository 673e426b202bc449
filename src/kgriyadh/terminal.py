"""Rows and progress in, what a person at a terminal sees out; plain text where there is no terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from kgriyadh.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from rich.progress import Task

_PIPED_COLUMNS = 100
_LEAST_COLUMNS = 40  # in fewer, some of a table would have no room at all
_GAP = 3
_FEW = 4
_PAGE = 1000  # rows
_PLAIN = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


class Marked(str):
    """A text of which some stretches, from offset to offset, stand out in a terminal."""

    marks: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str, marks: Sequence[tuple[int, int]]) -> Marked:
        """Return a text with its marks."""
        marked = cls(text)
        marked.marks = marks
        return marked


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bool:
    """Print a table as wide as the terminal; where there is none, plain text in ``COLUMNS`` (100) columns.

    Many rows are printed as they come, in pages of 1000. Return whether there was any row; without
    one nothing is printed.
    """
    console, remaining, any_row = _console(sys.stdout), iter(rows), False
    while page := list(islice(remaining, _PAGE)):
        any_row = True
        _print_page(_table(columns, page, console), console)
    return any_row


def _print_page(table: Table, console: Console) -> None:
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        print(line.strip("\n").rstrip())


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Table:
    """Lay out a table; rows stand apart when some of them run over several lines."""
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    wraps = sum(widths) + _GAP * len(widths) > console.width or any(
        "\n" in cell for row in rows for cell in row
    )
    table = Table(
        box=SIMPLE_HEAD if console.is_terminal else _PLAIN,
        show_edge=False,
        pad_edge=False,
        leading=int(wraps),
    )
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*map(_cell, row))
    return table


def _cell(text: str) -> Text:
    cell = Text(visible(text))
    for start, end in text.marks if isinstance(text, Marked) else ():
        cell.stylize("bold reverse", start, end)
    return cell


def _console(file: TextIO) -> Console:
    """Give a console as wide as the terminal, or of a set width where there is none."""
    if file.isatty():
        return Console(file=file, highlight=False, emoji=False)
    columns = os.environ.get("COLUMNS", "")
    width = max(int(columns), _LEAST_COLUMNS) if columns.isdigit() and int(columns) else _PIPED_COLUMNS
    return Console(file=file, width=width, force_terminal=False, highlight=False, emoji=False)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[], object]]:
    """Give a function to call after each of ``total`` documents.

    It moves a bar on standard error when that is a terminal and the documents are more than a few.
    """
    if quiet or total <= _FEW or not sys.stderr.isatty():
        yield lambda: None
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # No thread refreshes the bar: the workers are copies of this process, and a copy has no threads.
    with Progress(*columns, console=_console(sys.stderr), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.update(task, advance=1, refresh=True)


@contextmanager
def rate(doing: str, things: str, quiet: bool) -> Iterator[Callable[[int], object]]:
    """Give a function to call with the number of things that were done since.

    It moves a bar on standard error that shows how many they are and how many a second, when that is a
    terminal; how many there will be is not known.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda number: None
        return
    columns = (TextColumn(doing), BarColumn(), _Rate(things), TimeElapsedColumn())
    with Progress(*columns, console=_console(sys.stderr), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda number: bar.update(task, advance=number)


class _Rate(ProgressColumn):
    """How many things were done, and how many a second."""

    def __init__(self, things: str) -> None:
        super().__init__()
        self._things = things

    def render(self, task: Task) -> Text:
        """Return both numbers."""
        a_second = task.completed / task.elapsed if task.elapsed else 0
        return Text(f"{task.completed:,.0f} {self._things}, {a_second:,.0f} a second")
