"""``kgriyadh build``: texts in, the files of their graph out."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, TEXTS, UNSOUND, Number, counted, day, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kgriyadh.fact import Reading
    from kgriyadh.pipeline import Summary
    from kgriyadh.reason import Reasoner

_SHOWN = 10


@click.command(
    "build",
    short_help="Build the graph of French dispatches.",
    epilog="Example: kgriyadh build depeches --published 2026-01-28 --out out",
)
@click.argument("sources", type=TEXTS, nargs=-1)
@click.option(
    "--out",
    type=PATH,
    metavar="FOLDER",
    default=DATASET.parent,
    show_default=True,
    help="Folder for the files.",
)
@click.option(
    "--published", callback=day, metavar="DATE", help="Day of publication of texts that bring none."
)
@click.option("--base-iri", metavar="IRI", help="Start of the IRIs of persons, meetings and other things.")
@click.option("--authority", type=PATH, metavar="FILE", help="Persons and bodies that you know, in Turtle.")
@click.option(
    "--ontology", type=PATH, multiple=True, metavar="FILE", help="Axioms of your own; may be repeated."
)
@click.option("--add", is_flag=True, help="Add to the build in --out; only new or changed texts are read.")
@click.option(
    "--remove",
    multiple=True,
    metavar="ID",
    help="Take a document out of the build in --out; may be repeated.",
)
@click.option("--judgements", type=PATH, metavar="FILE", help="Who is who: an analyst's word, which wins.")
@click.option("--no-reason", is_flag=True, help="State only what the texts state, infer nothing.")
@click.option(
    "--reasoner",
    type=click.Choice(("rules", "owlrl")),
    default="rules",
    show_default=True,
    help="What infers: our rule engine, or owlrl, the slow reference.",
)
@click.option(
    "--min-confidence",
    default=0.0,
    type=Number(0, 1),
    metavar="NUMBER",
    help="Leave out facts that are less sure, 0 to 1.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read texts; chosen to fit by default."
)
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def command(
    sources: tuple[str, ...],
    out: Path,
    published: date | None,
    base_iri: str | None,
    authority: Path | None,
    ontology: tuple[Path, ...],
    add: bool,
    remove: tuple[str, ...],
    judgements: Path | None,
    no_reason: bool,
    reasoner: Reasoner,
    min_confidence: float,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Build the graph of SOURCES: text files, folders, JSON Lines (.jsonl), or - for standard input.

    With --add and --remove the result is what a build of all texts from scratch would be.
    """
    from kgriyadh.identity.judgement import read_judgements
    from kgriyadh.read import read

    if not sources and not remove:
        raise click.UsageError("Missing argument 'SOURCES...': texts, folders, JSON Lines, or -")
    documents = list(read(sources, published))  # all bad input shows before the slow part starts
    earlier = _earlier(out, remove) if add or remove else {}
    given = {document.id for document in documents}
    documents += [one.document for id, one in earlier.items() if id not in given]
    judged = read_judgements(judgements) if judgements else ()

    from kgriyadh import pipeline, terminal
    from kgriyadh.authority.own import read_authority
    from kgriyadh.axioms import read_axioms
    from kgriyadh.terms import BASE

    base = BASE if base_iri is None else base_iri
    own = read_authority(authority, base) if authority else None
    axioms = read_axioms(ontology) if ontology else None
    with terminal.progress(len(documents), quiet) as advance:
        summary = pipeline.build(
            documents,
            out,
            judgements=judged,
            own=own,
            axioms=axioms,
            reason=not no_reason,
            reasoner=reasoner,
            base=base,
            jobs=jobs,
            least=min_confidence,
            earlier=earlier,
            progress=advance,
        )
    for line in _unread(summary.report.foreign, out):
        say(line, err=True)
    if not quiet:
        click.echo(_said(summary, out))
    if not summary.conforms:
        from kgriyadh.report import readable

        say(readable(summary.report), err=True, nl=False)
    return OK if summary.conforms else UNSOUND


def _earlier(out: Path, removed: tuple[str, ...]) -> dict[str, Reading]:
    """Return what the build in a folder has read, without the documents to be removed."""
    from kgriyadh.archive import restore
    from kgriyadh.errors import DocumentIsUnknown

    earlier = restore(out)
    for one in removed:
        if earlier.pop(one, None) is None:
            near = difflib.get_close_matches(one, earlier, 1)
            hint = f", did you mean {near[0]}?" if near else ""
            raise DocumentIsUnknown(f"{one}: {out} has no such document{hint}")
    return earlier


def _unread(documents: tuple[str, ...], out: Path) -> Iterator[str]:
    """Yield a line for each document that is not French; where they are many, for the first ones."""
    for document in documents[:_SHOWN]:
        yield f"kgriyadh: {document}: its language is not French; no facts were made from it"
    if rest := documents[_SHOWN:]:
        more = counted(len(rest), "more document")
        yield f"kgriyadh: {more} not in French; {out / 'report.txt'} lists them all"


def _said(summary: Summary, out: Path) -> str:
    found = f"{counted(summary.entities, 'entity', 'entities')}, {counted(summary.facts, 'stated relation')}"
    found = found if summary.facts else "nothing found: no relation is stated"
    files = counted(len(summary.files), "file") + ("" if summary.conforms else " (.invalid)")
    return f"{counted(summary.documents, 'document')}, {found} -> {files} in {out}"
