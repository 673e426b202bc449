"""What the commands share: exit codes, the default dataset, types of arguments, the way numbers are said."""

from __future__ import annotations

import os
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgriyadh.visible import visible

if TYPE_CHECKING:
    from datetime import date

OK, UNSOUND, BAD_INPUT, STORE_REFUSES, INTERRUPTED, READER_LEFT = 0, 1, 2, 3, 130, 141
ENDED = 128  # and the number of the signal, as shells count
DATASET = Path("out/dataset.trig")


class _Named(click.Path):
    """A path that a system could have; an empty name, which an unset variable leaves, is no folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail("the name is empty: name a file or a folder (. is this one)", param, ctx)
        try:
            Path(os.fsdecode(value)).stat()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            pass  # to be said, or mended, by those who use it
        except (OSError, ValueError) as error:  # too long a name, links in a circle
            reason = error.strerror if isinstance(error, OSError) else error
            self.fail(f"{os.fspath(value)!r}: {reason}: name another", param, ctx)
        return super().convert(value, param, ctx)


class Number(click.FloatRange):
    """A number within bounds; « nan » is in none, and click takes it for one in all."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            self.fail(f"{value} is no number", param, ctx)
        return number


PATH = _Named(path_type=Path)
TEXTS = _Named(path_type=str)  # files, folders, or - for standard input
SECONDS = Number(min=0, min_open=True, max=1_000_000)  # some more, and no system could wait


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Read an option that is a date, ISO 8601 or as the French write it."""
    from kgriyadh.read import parse_date

    try:
        return parse_date(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date: write it as 2026-01-28") from error


def say(text: str, err: bool = False, nl: bool = True) -> None:
    """Print for a person what may hold words of documents or of input, which do nothing to the terminal."""
    click.echo(visible(text), err=err, nl=nl)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun (``3 documents``)."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def insist_on_flavour(flavour: str | None, endpoint: str | None) -> None:
    """Raise a usage error for a kind of store that is unknown, or that no endpoint is said to be."""
    from kgriyadh.store import FLAVOURS

    if flavour is not None and endpoint is None:
        raise click.UsageError("--flavour: give --endpoint with it")
    if flavour is not None and flavour not in FLAVOURS:
        raise click.BadParameter(f"{flavour!r}: give one of {', '.join(FLAVOURS)}", param_hint="--flavour")
