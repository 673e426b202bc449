"""A dataset and the documents it was built from in, each quote and relation that fails out.

Everything is read again from the sources: nothing that the dataset says of itself is believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgriyadh.provenance import Evidence
from kgriyadh.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Dataset

    from kgriyadh.fact import Document
    from kgriyadh.provenance import Passage


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """Something that the sources do not bear out.

    ``document`` is the document's id; ``start`` and ``end`` are code points of its text, None where
    a relation as a whole fails; ``problem`` is a sentence that says what is wrong.
    """

    document: str
    start: int | None
    end: int | None
    problem: str

    def __str__(self) -> str:
        """Return the failure as one line."""
        place = self.document if self.start is None else f"{self.document}, {self.start}-{self.end}"
        return f"{place}: {self.problem}"


def verify(dataset: Dataset, documents: Iterable[Document]) -> tuple[Failure, ...]:
    """Return what fails, sorted by document and place; empty where all holds.

    Each quote must be the words at its offsets, each document quoted must be among those given, and
    each relation of a document's graph must have evidence from that document.
    """
    evidence, texts = Evidence(dataset), {document.id: document.text for document in documents}
    found = {*_quotes(evidence, texts), *_relations(evidence), *_missing(evidence, texts)}
    return tuple(sorted(found, key=lambda one: (one.document, one.start or -1, one.end or -1, one.problem)))


def _quotes(evidence: Evidence, texts: Mapping[str, str]) -> Iterator[Failure]:
    """Give the quotes that are not what their document says at their offsets."""
    for passage in evidence.passages():
        if passage.document in texts and (problem := _misquoted(passage, texts[passage.document])):
            yield Failure(passage.document, passage.start, passage.end, problem)


def _misquoted(passage: Passage, text: str) -> str | None:
    """Return what is wrong with a quote, or None where nothing is."""
    if not 0 <= passage.start < passage.end <= len(text):
        return f"the text has {len(text)} characters and none of the quote « {_short(passage.exact)} » there"
    found = text[passage.start : passage.end]
    return (
        None
        if found == passage.exact
        else f"quoted is « {_short(passage.exact)} », there stands « {_short(found)} »"
    )


def _relations(evidence: Evidence) -> Iterator[Failure]:
    """Give the relations of documents' graphs that no evidence from the document backs."""
    for triple, document in evidence.unbacked():
        said = " ".join(compact(str(term)) for term in triple)
        yield Failure(evidence.document_id(document), None, None, f"no words of the document state {said}")


def _missing(evidence: Evidence, texts: Mapping[str, str]) -> Iterator[Failure]:
    """Give the documents that the dataset draws on and that were not given."""
    drawn_on = {passage.document for passage in evidence.passages()}
    drawn_on |= {evidence.document_id(document) for _, document in evidence.document_graphs()}
    for document in drawn_on - texts.keys():
        yield Failure(
            document, None, None, "this document was not given, so that nothing from it can be checked"
        )


def _short(words: str, longest: int = 60) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
