"""``kgriyadh conflicts``: what documents say differently of one thing."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, counted


@click.command(
    "conflicts",
    short_help="List what documents disagree on.",
    epilog="Example: kgriyadh conflicts out/dataset.trig",
)
@click.argument("dataset", type=PATH, default=DATASET)
def command(dataset: Path) -> int:
    """List what the documents of DATASET (out/dataset.trig by default) disagree on, newest first."""
    from kgriyadh.conflict import conflicts
    from kgriyadh.load import load
    from kgriyadh.terminal import print_table

    found = conflicts(load(dataset))
    rows = [
        (one.thing, one.about, claim.value, claim.published, claim.document, "\n".join(claim.quotes))
        for one in found
        for claim in one.claims
    ]
    if rows:
        print_table(("thing", "about", "value", "published", "document", "words"), rows)
    click.echo(counted(len(found), "conflict"), err=True)
    return OK
