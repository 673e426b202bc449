"""``kgriyadh explain``: why a fact holds."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, say


@click.command(
    "explain",
    short_help="Say why a fact holds.",
    epilog="Example: kgriyadh explain 'Abdulaziz Al-Balawi homologue de Mohammed bin Saeed Al-Moghidi'",
)
@click.argument("fact", metavar="'SUBJECT PREDICATE OBJECT'")
@click.option("--data", type=PATH, metavar="FILE", help=f"Dataset to explain from.  [default: {DATASET}]")
@click.option(
    "--store",
    type=PATH,
    metavar="FOLDER",
    help="Embedded store to explain from, one that kgriyadh load made.",
)
@click.option(
    "--lang", type=click.Choice(("fr", "en")), default="fr", show_default=True, help="Language of the answer."
)
def command(fact: str, data: Path | None, store: Path | None, lang: str) -> int:
    """Say why a fact holds: the words that state it, or the proof of it, rule by rule, down to such words.

    The three parts are labels (of things their last words will do, as a family name), compact names
    (kgr:host, person:issa-traore) or IRIs.
    """
    if data and store:
        raise click.UsageError("--data and --store: give one of them")
    from kgriyadh import load
    from kgriyadh.explain import explain

    if store:
        from kgriyadh.store import open_store, stated

        dataset = load.from_quads(stated(open_store(store)), store)
    else:
        dataset = load.load(data or DATASET)
    say(explain(dataset, fact, lang))
    return OK
