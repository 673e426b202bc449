"""``kgriyadh query``: a question to a dataset or a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH

if TYPE_CHECKING:
    from kgriyadh.store import Answer

_FORMS = ("table", "csv", "json", "ttl")


@click.command("query")
@click.argument("question", required=False)
@click.option("--data", type=PATH, help=f"Dataset to ask.  [default: {DATASET}]")
@click.option("--store", type=PATH, help="Embedded store to ask, one that kgriyadh load made.")
@click.option("--with", "values", multiple=True, metavar="NAME=VALUE", help="Narrow a named question.")
@click.option(
    "--format", "form", type=click.Choice(_FORMS), help="Form of the answer.  [default: table or ttl]"
)
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
def command(
    question: str | None,
    data: Path | None,
    store: Path | None,
    values: tuple[str, ...],
    form: str | None,
    listing: bool,
) -> int:
    """Ask QUESTION: the name of a question (--list), a file of SPARQL, or SPARQL itself."""
    from kgriyadh.query import find_question

    if listing:
        return _list_questions()
    if question is None:
        raise click.UsageError("Missing argument 'QUESTION': a name, a file or SPARQL")
    if data and store:
        raise click.UsageError("--data and --store: give one of them")
    asked = find_question(question).fill(values)

    from kgriyadh import store as stores

    opened = stores.open_store(store) if store else stores.open_dataset(data or DATASET)
    _print_answer(stores.ask(opened, asked.sparql, asked.name), form)
    return OK


def _list_questions() -> int:
    from kgriyadh.query import named_questions
    from kgriyadh.terminal import print_table

    rows = [
        (question.name, question.help, "\n".join(f"--with {blank}" for blank in question.blanks().values()))
        for question in named_questions()
    ]
    print_table(("name", "question", "narrowed"), rows)
    return OK


def _print_answer(answer: Answer, form: str | None) -> None:
    form = form or ("table" if answer.is_table else "ttl")
    if form != "table" or not answer.is_table:
        sys.stdout.buffer.write(answer.serialized(form))
        return
    from kgriyadh.terminal import print_table

    rows = answer.rows()
    if rows:
        print_table(answer.columns(), rows)
    else:
        click.echo("nothing found", err=True)
