"""``kgriyadh diff``: what changed between two builds."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, UNSOUND, counted, say


@click.command(
    "diff",
    short_help="Say what changed between two builds.",
    epilog="Example: kgriyadh diff out/monday out/tuesday",
)
@click.argument("before", type=PATH)
@click.argument("after", type=PATH)
def command(before: Path, after: Path) -> int:
    """Say what changed from BEFORE to AFTER: outputs of kgriyadh build, folders or their datasets.

    The exit code is 1 where something did.
    """
    from kgriyadh.difference import difference
    from kgriyadh.load import load

    changes = difference(*(load(_dataset(path)) for path in (before, after)))
    for change in changes:
        say(str(change))
    click.echo(counted(len(changes), "change"), err=True)
    return UNSOUND if changes else OK


def _dataset(path: Path) -> Path:
    return path / DATASET.name if path.is_dir() else path
