"""The command line: arguments in, one call, one line out. A command imports its room when it runs.

Exit codes: 0 done; 1 the graph violates its shapes, or a quote fails its check; 2 bad input or usage;
3 a store refuses; 130 interrupted; 141 the reader of the output left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgriyadh.errors import FactsContradictTheOntology, KgriyadhError, StoreRefuses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kgriyadh.pipeline import Summary
    from kgriyadh.store import Answer

OK, UNSOUND, BAD_INPUT, STORE_REFUSES, INTERRUPTED, READER_LEFT = 0, 1, 2, 3, 130, 141
DATASET = Path("out/dataset.trig")
_FORMS = ("table", "csv", "json", "ttl")
_PATH = click.Path(path_type=Path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default the process's own, and return its exit code."""
    try:
        code = commands.main(arguments, prog_name="kgriyadh", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kgriyadh"
        return _complain(f"{error.format_message()} ({command} --help)", BAD_INPUT)
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else OK


def _complain(message: str, code: int) -> int:
    click.echo("kgriyadh: " + " ".join(message.split()), err=True)
    return code


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it raises on purpose becomes one line and an exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except KgriyadhError as error:
            return _complain(str(error), _code_of(error))
        except KeyboardInterrupt:
            return _complain("interrupted", INTERRUPTED)
        except BrokenPipeError:
            # Python flushes standard output once more when it exits, which must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READER_LEFT
        return code


def _code_of(error: KgriyadhError) -> int:
    if isinstance(error, StoreRefuses):
        return STORE_REFUSES
    return UNSOUND if isinstance(error, FactsContradictTheOntology) else BAD_INPUT


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    from kgriyadh.read import parse_date

    try:
        return parse_date(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date: write it as 2026-01-28") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kgriyadh", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn French dispatches on security and diplomacy into a knowledge graph that shows its evidence."""


@commands.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--out", type=_PATH, default=DATASET.parent, show_default=True, help="Folder for the files.")
@click.option(
    "--published", callback=_day, metavar="DATE", help="Day of publication of texts that bring none."
)
@click.option("--base-iri", metavar="IRI", help="Start of the IRIs of persons, meetings and other things.")
@click.option("--no-reason", is_flag=True, help="State only what the texts state, infer nothing.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read texts; chosen to fit by default.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(
    sources: tuple[str, ...],
    out: Path,
    published: date | None,
    base_iri: str | None,
    no_reason: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Build the graph of SOURCES: text files, folders, JSON Lines (.jsonl), or - for standard input."""
    from kgriyadh.read import read

    documents = list(read(sources, published))  # all bad input shows before the slow part starts

    from kgriyadh import pipeline, terminal
    from kgriyadh.terms import BASE

    with terminal.progress(len(documents), quiet) as advance:
        summary = pipeline.build(
            documents, out, reason=not no_reason, base=base_iri or BASE, jobs=jobs, progress=advance
        )
    if not quiet:
        click.echo(_said(summary, out))
    if not summary.conforms:
        from kgriyadh.report import readable

        click.echo(readable(summary.report), err=True, nl=False)
    return OK if summary.conforms else UNSOUND


def _said(summary: Summary, out: Path) -> str:
    found = (
        f"{_counted(summary.entities, 'entity', 'entities')}, {_counted(summary.facts, 'stated relation')}"
    )
    found = found if summary.facts else "nothing found: no relation is stated"
    files = _counted(len(summary.files), "file") + ("" if summary.conforms else " (.invalid)")
    return f"{_counted(summary.documents, 'document')}, {found} -> {files} in {out}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@commands.command()
@click.argument("question", required=False)
@click.option("--data", type=_PATH, help=f"Dataset to ask.  [default: {DATASET}]")
@click.option("--store", type=_PATH, help="Embedded store to ask, one that kgriyadh load made.")
@click.option("--with", "values", multiple=True, metavar="NAME=VALUE", help="Narrow a named question.")
@click.option(
    "--format", "form", type=click.Choice(_FORMS), help="Form of the answer.  [default: table or ttl]"
)
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
def query(
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


@commands.command()
@click.argument("dataset", type=_PATH, default=DATASET)
@click.option("--store", type=_PATH, help="Folder of the embedded store, made if need be.")
@click.option("--endpoint", metavar="URL", help="Graph Store or Update address of a SPARQL 1.1 store.")
def load(dataset: Path, store: Path | None, endpoint: str | None) -> int:
    """Load DATASET (out/dataset.trig by default), its named graphs kept, into a triple store."""
    if (store is None) == (endpoint is None):
        raise click.UsageError("--store and --endpoint: give one of them")
    from kgriyadh.store import load_embedded, load_endpoint

    if store:
        loaded = load_embedded(dataset, store)
        news = "loaded" if loaded.added or loaded.removed else "there already, nothing changed"
        click.echo(f"{store}: {_counted(loaded.graphs, 'graph')} {news}")
    elif endpoint:
        click.echo(f"{endpoint}: {_counted(load_endpoint(dataset, endpoint), 'graph')} loaded")
    return OK


@commands.command()
@click.argument("sources", nargs=-1, required=True, metavar="[DATASET] SOURCES...")
def verify(sources: tuple[str, ...]) -> int:
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
        click.echo(str(failure))
    click.echo(f"{_counted(len(documents), 'document')}, {_counted(len(failures), 'failure')}")
    return UNSOUND if failures else OK
