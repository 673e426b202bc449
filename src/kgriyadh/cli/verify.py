"""``kgriyadh verify``: each quote against the texts."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import DATASET, OK, TEXTS, UNSOUND, counted, say


@click.command(
    "verify",
    short_help="Check each quote against the texts.",
    epilog="Example: kgriyadh verify out/dataset.trig depeches",
)
@click.argument("sources", type=TEXTS, nargs=-1, required=True, metavar="[DATASET] SOURCES...")
def command(sources: tuple[str, ...]) -> int:
    """Read SOURCES again and check each quote of DATASET (a .trig file; out/dataset.trig by default)."""
    named = Path(sources[0]).suffix == DATASET.suffix
    dataset, texts = (Path(sources[0]), sources[1:]) if named else (DATASET, sources)
    if not texts:
        raise click.UsageError("Missing argument 'SOURCES...': the texts that the dataset was built of")
    from kgriyadh.read import read

    documents = list(read(texts))

    from kgriyadh.load import load as load_dataset
    from kgriyadh.verify import verify as check

    failures = check(load_dataset(dataset), documents)
    for failure in failures:
        say(str(failure))
    click.echo(f"{counted(len(documents), 'document')}, {counted(len(failures), 'failure')}")
    return UNSOUND if failures else OK
