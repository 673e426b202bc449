"""A document and its facts in, the evidence out: which words state each triple, by which rule, how surely.

One ``rdf:Statement`` a triple, document, rule and confidence; words that state several facts are one
``oa:SpecificResource`` that all of them derive from.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import PROV, RDF, XSD, Literal

from kgriyadh.graph.mint import evidence_iri
from kgriyadh.terms import KGR, OA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from rdflib import URIRef
    from rdflib.term import Node

    from kgriyadh.fact import Document, Fact, Quote

# What passes: such a statement is known to be true on the day of its document.
_PASSING = frozenset({"org:member", "org:role", "org:organization", "kgr:hasRank", "kgr:memberCount"})
_Triple = tuple["URIRef", "URIRef", "Node"]
# Looked up once: rdflib's namespaces are slow to look into, and there is more evidence than all else.
_TYPE, _STATEMENT, _SUBJECT, _PREDICATE, _OBJECT = (
    RDF.type,
    RDF.Statement,
    RDF.subject,
    RDF.predicate,
    RDF.object,
)
_CONFIDENCE, _RULE, _VALID_AT, _DERIVED = KGR.confidence, KGR.rule, KGR.validAt, PROV.wasDerivedFrom
_PASSAGE, _SOURCE, _SELECTOR = OA.SpecificResource, OA.hasSource, OA.hasSelector
_BY_POSITION, _BY_WORDING = OA.TextPositionSelector, OA.TextQuoteSelector
_START, _END, _EXACT, _PREFIX, _SUFFIX = OA.start, OA.end, OA.exact, OA.prefix, OA.suffix
# So many characters before and behind a quote are kept with it, to be read in its context.
_AROUND = 80


def evidence_of(
    document: Document, iri: URIRef, stated: Sequence[tuple[Fact, _Triple]], base: str
) -> Iterator[_Triple]:
    """Give the evidence of one document: ``stated`` are its facts with the triple that each became."""
    passages = {quote: _passage_iri(iri, quote, base) for fact, _ in stated for quote in fact.quotes}
    for fact, triple in stated:
        yield from _statement(fact, triple, document, iri, passages, base)
    for quote, passage in passages.items():
        yield from _passage(document, iri, quote, passage, base)


def _statement(
    fact: Fact,
    triple: _Triple,
    document: Document,
    iri: URIRef,
    passages: Mapping[Quote, URIRef],
    base: str,
) -> Iterator[_Triple]:
    """Give the statement on one triple."""
    confidence = f"{fact.confidence:.4f}".rstrip("0")
    node = evidence_iri(base, *triple, iri, fact.rule, confidence)
    yield node, _TYPE, _STATEMENT
    yield node, _SUBJECT, triple[0]
    yield node, _PREDICATE, triple[1]
    yield node, _OBJECT, triple[2]
    yield node, _CONFIDENCE, _decimal(confidence)
    yield node, _RULE, _text(fact.rule)
    if document.published and fact.predicate in _PASSING:
        yield node, _VALID_AT, _day(document.published)
    for quote in fact.quotes:
        yield node, _DERIVED, passages[quote]


def _passage(document: Document, iri: URIRef, quote: Quote, passage: URIRef, base: str) -> Iterator[_Triple]:
    """Give the words of a document that a quote points at, by position and by wording."""
    selector = evidence_iri(base, "selector", iri, quote.start, quote.end)
    yield passage, _TYPE, _PASSAGE
    yield passage, _SOURCE, iri
    yield passage, _SELECTOR, selector
    yield selector, _TYPE, _BY_POSITION
    yield selector, _TYPE, _BY_WORDING
    yield selector, _START, _offset(quote.start)
    yield selector, _END, _offset(quote.end)
    yield selector, _EXACT, Literal(document.text[quote.start : quote.end])
    before = document.text[max(0, quote.start - _AROUND) : quote.start]
    behind = document.text[quote.end : quote.end + _AROUND]
    for side, words in ((_PREFIX, before), (_SUFFIX, behind)):
        if words:
            yield selector, side, Literal(words)


def _passage_iri(document: URIRef, quote: Quote, base: str) -> URIRef:
    return evidence_iri(base, "passage", document, quote.start, quote.end)


@lru_cache(maxsize=16_384)
def _offset(number: int) -> Literal:
    """Return an offset as the Web Annotation model has it: a non-negative integer."""
    return Literal(str(number), datatype=XSD.nonNegativeInteger)


@lru_cache(maxsize=4096)
def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)


@lru_cache(maxsize=1024)
def _decimal(lexical: str) -> Literal:
    return Literal(lexical if lexical[-1] != "." else f"{lexical}0", datatype=XSD.decimal)


@lru_cache(maxsize=1024)
def _text(words: str) -> Literal:
    return Literal(words)
