"""``kgriyadh query``: a question to a dataset, an embedded store or an endpoint."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kgriyadh.cli.conventions import OK
from kgriyadh.cli.source import source_options

if TYPE_CHECKING:
    from kgriyadh.cli.source import Source
    from kgriyadh.store import Answer

_FORMS = ("table", "csv", "tsv", "json", "xml", "md", "ttl")
_HOLDS_ANYTHING = "ASK { ?s ?p ?o }"


def _names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the named questions that a shell may complete what was begun to."""
    from kgriyadh.query import named_questions

    return [
        CompletionItem(one.name, help=one.help) for one in named_questions() if one.name.startswith(begun)
    ]


@click.command(
    "query",
    short_help="Ask who met whom, or any other question.",
    epilog="Example: kgriyadh query meetings --with person=traoré --format csv",
)
@click.argument("question", required=False, shell_complete=_names)
@source_options
@click.option(
    "--with",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    help="Fill in what QUESTION leaves open; may be repeated.",
)
@click.option(
    "--format", "form", type=click.Choice(_FORMS), help="Form of the answer.  [default: table or ttl]"
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Most rows or triples to give.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option(
    "--show", "shown", metavar="NAME", shell_complete=_names, help="Print the SPARQL of a named question."
)
def command(
    question: str | None,
    source: Source,
    values: tuple[str, ...],
    form: str | None,
    limit: int | None,
    listing: bool,
    shown: str | None,
) -> int:
    """Ask QUESTION: the name of a question (--list), a file of SPARQL, or SPARQL itself.

    Passwords are read from KGRIYADH_USER and KGRIYADH_PASSWORD, KGRIYADH_TOKEN or a netrc file.
    """
    from kgriyadh.query import find_question

    if listing:
        return _list_questions()
    if shown is not None:
        click.echo(find_question(shown).fill(values).sparql, nl=False)
        return OK
    if question is None:
        raise click.UsageError("Missing argument 'QUESTION': a name, a file or SPARQL")
    source.insist()
    asked = find_question(question).fill(values)
    with source.ask(asked.sparql, asked.name) as answer:
        found = _print_answer(answer if limit is None else answer.first(limit), form)
    if not found:
        click.echo("nothing found" + _why_nothing(source), err=True)
    return OK


def _why_nothing(source: Source) -> str:
    """Return what to know of an endpoint whose default graph is empty."""
    if source.endpoint is None:
        return ""
    with source.ask(_HOLDS_ANYTHING) as answer:
        if answer.results:
            return ""
    return ": its default graph is empty, and should be the union of its graphs; see README, Query"


def _list_questions() -> int:
    from kgriyadh.query import named_questions
    from kgriyadh.terminal import print_table

    rows = [
        (question.name, question.help, "\n".join(f"--with {blank}" for blank in question.blanks().values()))
        for question in named_questions()
    ]
    print_table(("name", "question", "narrowed"), rows)
    return OK


def _print_answer(answer: Answer, form: str | None) -> bool:
    """Print an answer and return whether it can be seen to be one: a table without rows cannot."""
    form = form or ("table" if answer.is_table else "ttl")
    if form != "table" or not answer.is_table:
        answer.write(form, sys.stdout.buffer)
        return True
    from kgriyadh.terminal import print_table

    return print_table(answer.columns(), answer.rows())
