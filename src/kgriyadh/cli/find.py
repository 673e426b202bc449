"""``kgriyadh find``: words in names and quotes."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import OK
from kgriyadh.cli.source import source_options

if TYPE_CHECKING:
    from kgriyadh.cli.source import Source
    from kgriyadh.find import Place
    from kgriyadh.terminal import Marked

_AROUND = 40  # characters of the text on either side of a quote that a table shows
_DOCUMENTS = 5  # documents of a name that a table shows
_COLUMNS = ("kind", "about", "documents", "start", "end", "text", "before", "behind")


@click.command(
    "find", short_help="Find words in names and quotes.", epilog="Example: kgriyadh find 'saoud*' --limit 10"
)
@click.argument("words", nargs=-1, required=True)
@source_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json")),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Most places to give.")
def command(words: tuple[str, ...], source: Source, form: str, limit: int | None) -> int:
    """Find WORDS, all of them, in names of things and in quotes, whatever their case and accents.

    A star stands for the end of a word (financ*); words in quotation marks within one argument must stand
    together ('"trafic d’armes"').
    """
    from kgriyadh.find import places, question, search

    source.insist()
    asked = " ".join(words)
    with source.ask(question(asked), "find") as answer:
        found = search(places(answer.rows()), asked, limit)
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[form](found)
    if not found:
        click.echo("nothing found", err=True)
    return OK


def _print_table(found: list[Place]) -> None:
    from kgriyadh.terminal import print_table

    rows = [
        ("\n".join(place.about), _few(place.documents), _offsets(place), _in_context(place))
        for place in found
    ]
    print_table(("about", "documents", "place", "words"), rows)


def _few(documents: tuple[str, ...]) -> str:
    further = len(documents) - _DOCUMENTS
    return ", ".join(documents[:_DOCUMENTS]) + (f" and {further} more" if further > 0 else "")


def _offsets(place: Place) -> str:
    return "" if place.start is None else f"{place.start}-{place.end}"


def _in_context(place: Place) -> Marked:
    """Return a place's words in one line with some of the text around them."""
    from kgriyadh.terminal import Marked

    before, behind = place.before[-_AROUND:], place.behind[:_AROUND]
    before = f"…{before}" if len(place.before) > _AROUND else before
    behind = f"{behind}…" if len(place.behind) > _AROUND else behind
    line = "".join(" " if one.isspace() else one for one in before + place.text + behind)
    return Marked.of(line, [(start + len(before), end + len(before)) for start, end in place.marks])


def _print_csv(found: list[Place]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for place in found:
        about, documents = "\n".join(place.about), "\n".join(place.documents)
        writer.writerow(
            (place.kind, about, documents, place.start, place.end, place.text, place.before, place.behind)
        )


def _print_json(found: list[Place]) -> None:
    """Print a list of objects; ``marks`` are offsets in code points into the document, or into a label."""
    objects = [
        {
            **{column: getattr(place, column) for column in _COLUMNS},
            "marks": [(start + (place.start or 0), end + (place.start or 0)) for start, end in place.marks],
        }
        for place in found
    ]
    click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
