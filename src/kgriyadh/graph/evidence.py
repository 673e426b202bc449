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
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rdflib import URIRef
    from rdflib.term import Node

    from kgriyadh.fact import Document, Fact, Quote

# What passes: such a statement is known to be true on the day of its document.
_PASSING = frozenset({"org:member", "org:role", "org:organization", "kgr:hasRank", "kgr:memberCount"})
_Triple = tuple["URIRef", "URIRef", "Node"]
# So many characters before and behind a quote are kept with it, to be read in its context.
_AROUND = 80


def evidence_of(
    document: Document, iri: URIRef, stated: Sequence[tuple[Fact, _Triple]], base: str
) -> Iterator[_Triple]:
    """Give the evidence of one document: ``stated`` are its facts with the triple that each became."""
    for fact, triple in stated:
        yield from _statement(fact, triple, iri, base)
        if document.published and fact.predicate in _PASSING:
            yield _statement_iri(fact, triple, iri, base), KGR.validAt, _day(document.published)
    for quote in {quote for fact, _ in stated for quote in fact.quotes}:
        yield from _passage(document, iri, quote, base)


def _statement(fact: Fact, triple: _Triple, document: URIRef, base: str) -> Iterator[_Triple]:
    """Give the statement on one triple."""
    node = _statement_iri(fact, triple, document, base)
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, triple[0]
    yield node, RDF.predicate, triple[1]
    yield node, RDF.object, triple[2]
    yield node, KGR.confidence, _decimal(_confidence(fact))
    yield node, KGR.rule, _text(fact.rule)
    for quote in fact.quotes:
        yield node, PROV.wasDerivedFrom, _passage_iri(document, quote, base)


def _statement_iri(fact: Fact, triple: _Triple, document: URIRef, base: str) -> URIRef:
    return evidence_iri(base, *triple, document, fact.rule, _confidence(fact))


def _confidence(fact: Fact) -> str:
    return f"{fact.confidence:.4f}".rstrip("0")


def _passage(document: Document, iri: URIRef, quote: Quote, base: str) -> Iterator[_Triple]:
    """Give the words of a document that a quote points at, by position and by wording."""
    passage = _passage_iri(iri, quote, base)
    selector = evidence_iri(base, "selector", iri, quote.start, quote.end)
    yield passage, RDF.type, OA.SpecificResource
    yield passage, OA.hasSource, iri
    yield passage, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, RDF.type, OA.TextQuoteSelector
    yield selector, OA.start, _offset(quote.start)
    yield selector, OA.end, _offset(quote.end)
    yield selector, OA.exact, Literal(document.text[quote.start : quote.end])
    before = document.text[max(0, quote.start - _AROUND) : quote.start]
    behind = document.text[quote.end : quote.end + _AROUND]
    for side, words in ((OA.prefix, before), (OA.suffix, behind)):
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
