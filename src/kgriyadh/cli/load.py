"""``kgriyadh load``: a dataset into a triple store."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, counted


@click.command("load")
@click.argument("dataset", type=PATH, default=DATASET)
@click.option("--store", type=PATH, help="Folder of the embedded store, made if need be.")
@click.option("--endpoint", metavar="URL", help="Graph Store or Update address of a SPARQL 1.1 store.")
def command(dataset: Path, store: Path | None, endpoint: str | None) -> int:
    """Load DATASET (out/dataset.trig by default), its named graphs kept, into a triple store."""
    if (store is None) == (endpoint is None):
        raise click.UsageError("--store and --endpoint: give one of them")
    from kgriyadh.store import load_embedded, load_endpoint

    if store:
        loaded = load_embedded(dataset, store)
        news = "loaded" if loaded.added or loaded.removed else "there already, nothing changed"
        click.echo(f"{store}: {counted(loaded.graphs, 'graph')} {news}")
    elif endpoint:
        click.echo(f"{endpoint}: {counted(load_endpoint(dataset, endpoint), 'graph')} loaded")
    return OK
