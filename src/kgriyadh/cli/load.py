"""``kgriyadh load``: a dataset into a triple store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, SECONDS, counted, insist_on_flavour

if TYPE_CHECKING:
    from kgriyadh.store import Loaded, Planned, Sending

    Manner = Literal["auto", "replace", "merge"]


@click.command(
    "load",
    short_help="Load a dataset into a triple store.",
    epilog="Example: kgriyadh load out/dataset.trig --store out/store",
)
@click.argument("dataset", type=PATH, default=DATASET)
@click.option("--store", type=PATH, metavar="FOLDER", help="Folder of the embedded store, made if need be.")
@click.option("--endpoint", metavar="URL", help="Graph Store or Update address of a SPARQL 1.1 store.")
@click.option("--flavour", metavar="NAME", help="Kind of store whose database --endpoint is, such as fuseki.")
@click.option("--replace", "manner", flag_value="replace", help="Each graph takes the place of the store's.")
@click.option("--merge", "manner", flag_value="merge", help="Each graph is added to the store's.")
@click.option("--dry-run", is_flag=True, help="Say what would change, graph by graph; change nothing.")
@click.option("--resume", is_flag=True, help="Leave out graphs that the endpoint has complete.")
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    default=50_000,
    show_default=True,
    metavar="N",
    help="Most triples of a request.",
)
@click.option("--gzip", is_flag=True, help="Pack what is sent.")
@click.option(
    "--timeout",
    type=SECONDS,
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long an answer may take.",
)
@click.option(
    "--retries",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How often to try a request again.",
)
@click.option("--quiet", is_flag=True, help="Neither summary nor progress bar.")
def command(
    dataset: Path,
    store: Path | None,
    endpoint: str | None,
    flavour: str | None,
    manner: Manner | None,
    dry_run: bool,
    resume: bool,
    batch: int,
    gzip: bool,
    timeout: float,
    retries: int,
    quiet: bool,
) -> int:
    """Load DATASET (out/dataset.trig by default), its named graphs kept, into a triple store.

    Passwords are read from KGRIYADH_USER and KGRIYADH_PASSWORD, KGRIYADH_TOKEN or a netrc file.
    """
    from kgriyadh.store import Patience, Sending

    if (store is None) == (endpoint is None):
        raise click.UsageError("--store and --endpoint: give one of them")
    insist_on_flavour(flavour, endpoint)
    sending = Sending(manner or "auto", flavour, batch, gzip, resume, Patience(timeout, retries))
    if dry_run:
        _print_plan(_planned(dataset, store, endpoint, sending))
        return OK
    done = _loaded(dataset, store, endpoint, sending, quiet)
    if not quiet:
        click.echo(f"{store or endpoint}: {_said(done)}")
    return OK


def _loaded(dataset: Path, store: Path | None, endpoint: str | None, sending: Sending, quiet: bool) -> Loaded:
    from kgriyadh.store import load_embedded, load_endpoint
    from kgriyadh.terminal import rate

    with rate("loading", "triples", quiet) as step:
        if store:
            return load_embedded(dataset, store, sending.manner, step)
        return load_endpoint(dataset, endpoint or "", sending, step)


def _planned(dataset: Path, store: Path | None, endpoint: str | None, sending: Sending) -> list[Planned]:
    from kgriyadh.store import changes_to_embedded, changes_to_endpoint

    if store:
        return changes_to_embedded(dataset, store, sending.manner)
    return changes_to_endpoint(dataset, endpoint or "", sending)


def _print_plan(plan: list[Planned]) -> None:
    from kgriyadh.terminal import print_table

    rows = [[each.graph, *map(str, (each.before, each.added, each.removed))] for each in plan]
    print_table(["graph", "triples there", "to add", "to remove"], rows)


def _said(done: Loaded) -> str:
    if not done.changed:
        return f"{counted(done.graphs, 'graph')} there already, nothing changed"
    there = done.graphs - done.changed
    return f"{counted(done.changed, 'graph')} loaded" + (f", {there} there already" if there else "")
