"""``kgriyadh store``: an embedded store looked at, tidied, copied, written out and made again."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import OK, PATH, counted

_DIRECTORY = click.argument("directory", type=PATH)
_SHORT = 16  # digits of a digest that are shown in a table


@click.group("store", short_help="Look after an embedded store.")
def command() -> None:
    """Look at an embedded store, tidy it, copy it, write it out or make it of a dump."""


@command.command(
    "info",
    short_help="List the graphs, their sizes and digests.",
    epilog="Example: kgriyadh store info out/store",
)
@_DIRECTORY
def info(directory: Path) -> int:
    """List the graphs of the store in DIRECTORY: how many triples, and a digest to compare graphs by."""
    from kgriyadh import store as stores
    from kgriyadh.terminal import print_table

    graphs, size = stores.described(directory)
    rows = [[name, str(found.triples), found.digest[:_SHORT]] for name, found in graphs]
    print_table(["graph", "triples", "digest"], rows)
    total = sum(found.triples for _, found in graphs)
    click.echo(
        f"{directory}: {counted(len(graphs), 'graph')}, {counted(total, 'triple')}, {_megabytes(size)}"
    )
    return OK


@command.command(
    "optimize",
    short_help="Make a store smaller and faster.",
    epilog="Example: kgriyadh store optimize out/store",
)
@_DIRECTORY
def optimize(directory: Path) -> int:
    """Let the store in DIRECTORY take less room and answer faster."""
    from kgriyadh import store as stores

    before, after = stores.optimize(directory)
    click.echo(f"{directory}: {_megabytes(before)} before, {_megabytes(after)} now")
    return OK


@command.command(
    "backup", short_help="Copy a store.", epilog="Example: kgriyadh store backup out/store out/store-copy"
)
@_DIRECTORY
@click.argument("target", type=PATH)
def backup(directory: Path, target: Path) -> int:
    """Copy the store in DIRECTORY into the new folder TARGET."""
    from kgriyadh import store as stores

    stores.backup(directory, target)
    click.echo(f"{directory}: copied to {target}")
    return OK


@command.command(
    "dump",
    short_help="Write a store as canonical N-Quads.",
    epilog="Example: kgriyadh store dump out/store out/store.nq.gz",
)
@_DIRECTORY
@click.argument("file", type=PATH)
def dump(directory: Path, file: Path) -> int:
    """Write the store in DIRECTORY to FILE as canonical N-Quads, packed if its name ends in .gz."""
    from kgriyadh import store as stores

    done = stores.dump(directory, file)
    click.echo(f"{file}: {counted(done.statements, 'statement')}, sha256 {done.digest}")
    return OK


@command.command(
    "restore",
    short_help="Make a store of a dump.",
    epilog="Example: kgriyadh store restore out/store.nq.gz out/other",
)
@click.argument("file", type=PATH)
@_DIRECTORY
def restore(file: Path, directory: Path) -> int:
    """Make a new store in DIRECTORY of the dump in FILE."""
    from kgriyadh import store as stores

    click.echo(f"{directory}: {counted(stores.restore(file, directory), 'statement')} restored")
    return OK


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
