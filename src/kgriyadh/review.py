"""A dataset in, the pairs that an analyst is asked about out; answers in, lines of a judgement file out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, RDFS, Literal

from kgriyadh.errors import JudgementIsUnusable
from kgriyadh.provenance import Evidence
from kgriyadh.terms import KGR, SSSOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Dataset
    from rdflib.term import Node

VERDICTS = ("same", "different")
_COLUMNS = ("verdict", "why", "one", "other", "score", "reasons", "words of one", "words of the other")
_FEW = 3  # quotes a side


@dataclass(frozen=True, slots=True)
class Side:
    """A thing as one document speaks of it: ``mention`` is how a judgement names it."""

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
    """An analyst's word on a pair of mentions: ``same`` or ``different``, and why."""

    verdict: str
    one: str
    other: str
    why: str = ""


def questions(dataset: Dataset, judged: str = "") -> tuple[Question, ...]:
    """Return the pairs to be judged, the likeliest first, without those that a judgement file's text has."""
    asked = (_question(dataset, one) for one in dataset.subjects(KGR.verdict, Literal("ask")))
    answered = [set(line.split("\t")) for line in judged.splitlines() if not line.startswith("#")]
    left = (
        one for one in asked if not any({one.one.mention, one.other.mention} <= line for line in answered)
    )
    return tuple(sorted(left, key=lambda one: (-one.score, one.one.mention, one.other.mention)))


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
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementIsUnusable(
            str(path), None, "cannot be read; give a CSV file that --export made"
        ) from error
    if not {"verdict", "one", "other"} <= set(table.fieldnames or ()):
        raise JudgementIsUnusable(str(path), 1, "no columns « verdict », « one » and « other »; use --export")
    for row in table:
        verdict = (row["verdict"] or "").strip().lower()
        if verdict and (verdict not in VERDICTS or not row["one"] or not row["other"]):
            raise JudgementIsUnusable(
                str(path), table.line_num, "write « same » or « different », or nothing"
            )
        if verdict:
            yield Answer(verdict, row["one"], row["other"], row.get("why") or "")


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
    name = str(dataset.value(mention, RDFS.label) or "")
    return Side(str(dataset.value(mention, DCTERMS.identifier)), name, document, tuple(quotes)[:_FEW])
