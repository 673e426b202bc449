"""``kgriyadh export``: a dataset or a store in, a form out that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, counted

if TYPE_CHECKING:
    from kgriyadh.export import Contents


@click.command(
    "export",
    short_help="Write the graph for other programs.",
    epilog="Example: kgriyadh export csv --out out/tables",
)
@click.argument("form", type=click.Choice(("csv", "graphml", "nquads", "jsonld", "ftm")))
@click.option("--data", type=PATH, metavar="FILE", help=f"Dataset to export.  [default: {DATASET}]")
@click.option(
    "--store", type=PATH, metavar="FOLDER", help="Embedded store to export, one that kgriyadh load made."
)
@click.option("--out", type=PATH, required=True, metavar="PATH", help="File to write; for csv a folder.")
@click.option(
    "--frame",
    type=click.Choice(("person", "meeting")),
    help="What the trees of jsonld are of.  [default: person]",
)
def command(form: str, data: Path | None, store: Path | None, out: Path, frame: str | None) -> int:
    """Write a dataset or a store in the FORM of other programs, all of it or nothing."""
    if data and store:
        raise click.UsageError("--data and --store: give one of them")
    if frame and form != "jsonld":
        raise click.UsageError(f"--frame: only jsonld has trees, {form} has none")

    from kgriyadh.export import ONE_FILE
    from kgriyadh.write import publish

    contents = _contents(form, store, data or DATASET, frame or "person")
    if ONE_FILE in contents:
        publish({out.name: contents[ONE_FILE]}, out.parent)
        click.echo(str(out))
    else:
        click.echo(f"{out}: {counted(len(publish(contents, out)), 'table')}")
    return OK


def _contents(form: str, store: Path | None, data: Path, frame: str) -> Contents:
    """Return what the files of a form hold, by their names."""
    from kgriyadh import store as stores
    from kgriyadh.export import FORMS, ONE_FILE, framed

    opened = stores.open_store(store) if store else stores.open_dataset(data)
    stores.insist_on_named_graphs(opened, store or data)
    if form == "nquads":  # from the file itself, as a store forgets which kind of integer a number was
        quads = opened if store else stores.read_quads(data)
        return {ONE_FILE: stores.canonical_lines(stores.stated(quads))}
    return framed(opened, frame) if form == "jsonld" else FORMS[form](opened)
