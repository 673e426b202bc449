"""A dataset in, the pairs that an analyst is asked about out; answers in, lines of a judgement file out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, Literal

from kgriyadh.errors import JudgementIsUnusable
from kgriyadh.provenance import Evidence
from kgriyadh.terms import KGR, SSSOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Dataset
    from rdflib.term import Node

    from kgriyadh.resolution import Judgement

VERDICTS = ("same", "different")
_COLUMNS = ("verdict", "why", "one", "other", "score", "reasons", "words of one", "words of the other")
_FEW = 3  # quotes a side


@dataclass(frozen=True, slots=True)
class Side:
    """A thing as one document or an authority speaks of it: ``mention`` is how a judgement names it."""

    mention: str
    name: str
    document: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Two mentions that may mean one thing; ``score`` runs from 0 to 1."""

    one: Side
    other: Side
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An analyst's word on a pair of mentions: ``same`` or ``different``, and why.

    ``line`` counts from 1 in the table that it was read from.
    """

    verdict: str
    one: str
    other: str
    why: str = ""
    line: int | None = None


def questions(dataset: Dataset, judged: Sequence[Judgement] = ()) -> tuple[Question, ...]:
    """Return the pairs to be judged, the likeliest first, without those that are judged already."""
    asked = (_question(dataset, one) for one in dataset.subjects(KGR.verdict, Literal("ask")))
    left = (one for one in asked if not _on({one.one.mention, one.other.mention}, judged))
    return tuple(sorted(left, key=lambda one: (-one.score, one.one.mention, one.other.mention)))


def _on(pair: set[str], judged: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements on a pair."""
    return [one for one in judged if pair <= set(one.things)]


def unjudged(
    answers: Iterable[Answer], dataset: Dataset, judged: Sequence[Judgement], source: str
) -> list[Answer]:
    """Return the answers of a table that are not judged already.

    Raises ``JudgementIsUnusable`` for a mention that the dataset does not have, and where it was judged
    otherwise; ``source`` names the table.
    """
    known = {str(identifier) for identifier in dataset.objects(None, DCTERMS.identifier)}
    known |= {
        str(side) for term in (SSSOM.subject_id, SSSOM.object_id) for side in dataset.objects(None, term)
    }
    new = []
    for answer in answers:
        for mention in (answer.one, answer.other):
            if mention not in known:
                what = f"the dataset asks nothing about {mention}: take a table that --export made of it"
                raise JudgementIsUnusable(source, answer.line, what)
        before = _on({answer.one, answer.other}, judged)
        for one in before:
            if one.verdict != answer.verdict:
                what = f"{one.source}, line {one.line} says {one.verdict}: take that line or this one out"
                raise JudgementIsUnusable(source, answer.line, what)
        new += [] if before else [answer]
    return new


def append(path: Path, line: str) -> None:
    """Add a line to a judgement file, which is made where there is none. Raises ``JudgementIsUnusable``."""
    try:
        with path.open("a+b") as file:
            file.seek(0)
            broken = (before := file.read()) and not before.endswith(b"\n")
            file.write((("\n" if broken else "") + line).encode())
    except OSError as error:
        what = f"cannot be written: {error.strerror}; name another file with --judgements"
        raise JudgementIsUnusable(str(path), None, what) from error


def judgement(answer: Answer, who: str, when: str) -> str:
    """Return the line of a judgement file; ``when`` is an ISO 8601 date."""
    fields = (answer.verdict, who, when, answer.why, answer.one, answer.other)
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def exported(asked: Iterable[Question]) -> str:
    """Return questions as CSV whose first column is left for the verdict."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for one in asked:
        words = (" … ".join(side.quotes) for side in (one.one, one.other))
        writer.writerow(
            ("", "", one.one.mention, one.other.mention, one.score, "; ".join(one.reasons), *words)
        )
    return table.getvalue()


def imported(path: Path) -> Iterator[Answer]:
    """Give the answers of a CSV file that ``exported`` made; rows without a verdict are left for later.

    Raises ``JudgementIsUnusable``, naming the line.
    """
    try:
        table = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        columns = set(table.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise JudgementIsUnusable(
            str(path), None, "cannot be read; give a CSV file that --export made"
        ) from error
    if not {"verdict", "one", "other"} <= columns:
        raise JudgementIsUnusable(str(path), 1, "no columns « verdict », « one » and « other »; use --export")
    for row in _rows(table, path):
        verdict = (row["verdict"] or "").strip().lower()
        if verdict and (verdict not in VERDICTS or not row["one"] or not row["other"]):
            raise JudgementIsUnusable(
                str(path), table.line_num, "write « same » or « different », or nothing"
            )
        if verdict:
            yield Answer(verdict, row["one"], row["other"], row.get("why") or "", table.line_num)


def _rows(table: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from table
    except csv.Error as error:  # a cell without end: a quotation mark that nothing closes
        raise JudgementIsUnusable(str(path), table.line_num, f"no CSV from here on: {error}") from error


def _question(dataset: Dataset, decision: Node) -> Question:
    one, other = (dataset.value(decision, term) for term in (SSSOM.subject_id, SSSOM.object_id))
    reasons = tuple(sorted(map(str, dataset.objects(decision, SSSOM.comment))))
    score = float(str(dataset.value(decision, SSSOM.confidence)))
    return Question(_side(dataset, one), _side(dataset, other), score, reasons)


def _side(dataset: Dataset, mention: Node | None) -> Side:
    evidence = Evidence(dataset)
    thing, source = (dataset.value(mention, term) for term in (PROV.specializationOf, DCTERMS.source))
    document = evidence.document_id(source) if source else ""
    stated = {*dataset.subjects(RDF.subject, thing), *dataset.subjects(RDF.object, thing)}
    passages = {p for one in stated for p in evidence.of_node(one) if p.document == document}
    quotes = dict.fromkeys(" ".join(passage.exact.split()) for passage in sorted(passages))
    # A meeting goes by the name that it was given; what a user's authority knows stands for itself.
    named = (
        dataset.value(mention, RDFS.label),
        *(dataset.value(one, SKOS.prefLabel) for one in (thing, mention)),
    )
    name = str(next(filter(None, named), ""))
    written = str(dataset.value(mention, DCTERMS.identifier) or mention)
    return Side(written, name, document, tuple(quotes)[:_FEW])
