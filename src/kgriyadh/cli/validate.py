"""``kgriyadh validate``: data and shapes in, what the shapes object to out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, UNSOUND, counted

if TYPE_CHECKING:
    from rdflib import Dataset

    from kgriyadh.report import Report, Result
    from kgriyadh.validate import Engine


@click.command(
    "validate",
    short_help="Check RDF against the shapes.",
    epilog="Example: kgriyadh validate out/dataset.trig --shapes mine.ttl --lang en",
)
@click.argument("data", type=PATH, required=False)
@click.option("--store", type=PATH, metavar="FOLDER", help="Embedded store to validate instead of a file.")
@click.option(
    "--shapes",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help="File of SHACL to add to our own; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "ttl")),
    default="table",
    show_default=True,
    help="Form of the report: for people, for programs, or standard SHACL.",
)
@click.option(
    "--lang",
    type=click.Choice(("fr", "en")),
    default="fr",
    show_default=True,
    help="Language of the messages in a table.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("violation", "warning", "info")),
    default="violation",
    show_default=True,
    help="Least severity that makes the exit code 1.",
)
@click.option(
    "--engine",
    type=click.Choice(("oxigraph", "pyshacl")),
    default="oxigraph",
    show_default=True,
    help="What validates; pyshacl is the reference, which gives the same, slowly.",
)
def command(
    data: Path | None,
    store: Path | None,
    shapes: tuple[Path, ...],
    form: str,
    lang: str,
    fail_on: str,
    engine: Engine,
) -> int:
    """Validate DATA, a file of RDF (out/dataset.trig by default), with the shapes of the ontology."""
    if data and store:
        raise click.UsageError("DATA and --store: give one of them")
    source = store or data or DATASET

    from kgriyadh.report import SEVERITIES
    from kgriyadh.validate import read_shapes, validate, with_ontology

    dataset = with_ontology(_dataset(source, is_store=store is not None))
    report = validate(dataset, shapes=read_shapes(shapes), engine=engine)
    _show(report, source, form, lang)
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return UNSOUND if any(result.severity in failing for result in report.results) else OK


def _dataset(source: Path, is_store: bool) -> Dataset:
    from kgriyadh import load

    if not is_store:
        return load.load(source)
    from kgriyadh.store import open_store, stated

    return load.from_quads(stated(open_store(source)), source)


def _show(report: Report, source: Path, form: str, lang: str) -> None:
    from kgriyadh.report import by_severity

    if form == "ttl":
        from kgriyadh.terms import BASE, prefixes
        from kgriyadh.write.turtle import turtle

        sys.stdout.buffer.write(turtle([report.graph], prefixes(BASE)))
    elif form == "json":
        results = [_record(result) for result in by_severity(report)]
        click.echo(
            json.dumps({"conforms": report.conforms, "results": results}, ensure_ascii=False, indent=2)
        )
    else:
        _table(by_severity(report), lang)
        click.echo(f"{source}: {_tally(report)}")


def _record(result: Result) -> dict[str, object]:
    """Return a result as JSON has it."""
    return {
        "severity": result.severity,
        "shape": result.shape,
        "node": result.iri,
        "label": result.label,
        "value": result.value,
        "message": {"fr": result.message_fr, "en": result.message_en},
        "remedy": {"fr": result.remedy_fr, "en": result.remedy_en},
        "documents": list(result.documents),
        "quotes": [
            {"document": one.document, "start": one.start, "end": one.end, "exact": one.exact}
            for one in result.passages
        ],
    }


def _table(results: list[Result], lang: str) -> None:
    if not results:
        return
    from kgriyadh.terminal import print_table

    print_table(("severity", "of", "in", "objection"), [_row(result, lang) for result in results])
    click.echo()


def _row(result: Result, lang: str) -> tuple[str, str, str, str]:
    """Return a result as a row: how bad, of what, in which words of which document, what is wrong."""
    from kgriyadh.report import SHOWN_QUOTES

    message, remedy = {
        "fr": (result.message_fr, result.remedy_fr),
        "en": (result.message_en, result.remedy_en),
    }[lang]
    quotes = [f"{one.document}: « {' '.join(one.exact.split())} »" for one in result.passages[:SHOWN_QUOTES]]
    of = result.label if result.value in ("", result.label) else f"{result.label} -> {result.value}"
    where = "\n".join(quotes or result.documents)
    return result.severity, of, where, f"{message} {remedy}".strip()


def _tally(report: Report) -> str:
    """Return how much was objected to (``conforms: 0 violations, 2 warnings, 1 info``)."""
    found = Counter(result.severity for result in report.results)
    numbers = ", ".join(counted(found[severity], severity) for severity in ("violation", "warning", "info"))
    return f"{'conforms' if report.conforms else 'does not conform'}: {numbers}"
