"""A resolution in, what it says as RDF out: one name a thing, and the decisions with score and reasons.

A decision is a mapping between two mentions in the terms of SSSOM (https://mapping-commons.github.io/sssom/),
a mention what one document calls a thing (``prov:specializationOf`` the thing). Nothing here says
``owl:sameAs``: what is one thing has one IRI already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Literal, URIRef

from kgriyadh.graph.mint import decision_iri, document_iri, mention_iri
from kgriyadh.graph.names import names_of
from kgriyadh.local_id import facts_by_subject
from kgriyadh.terms import KGR, SEMAPV, SSSOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

    from kgriyadh.fact import Reading
    from kgriyadh.resolution import Decision, Mention, Resolution

_Triple = tuple[URIRef, URIRef, "Node"]


def named(
    reading: Reading, iris: Mapping[str, URIRef], resolution: Resolution, base: str
) -> Iterator[_Triple]:
    """Give the one name of each thing that a reading has the name of."""
    facts = facts_by_subject(reading.facts)
    for entity in reading.entities:
        local = iris[entity.key].removeprefix(base)
        if resolution.called.get(local) == (reading.document.id, entity.key):
            for name in names_of(entity, facts.get(entity.key, {}))[:1]:
                yield iris[entity.key], SKOS.prefLabel, Literal(name, lang="fr")


def linked(resolution: Resolution, base: str) -> Iterator[_Triple]:
    """Give the things that a user's authority knows under IRIs of somebody else's."""
    for local, iri in resolution.links:
        yield URIRef(base + local), SKOS.exactMatch, URIRef(iri)


def decided(resolution: Resolution, base: str) -> Iterator[_Triple]:
    """Give the decisions and the mentions that they are on."""
    for decision in resolution.decisions:
        yield from _decision(decision, base)
    for mention in sorted({side for one in resolution.decisions for side in (one.one, one.other)}):
        if mention.document:
            yield from _mention(mention, resolution, base)


def _decision(decision: Decision, base: str) -> Iterator[_Triple]:
    one, other = (_mention_iri(side, base) for side in (decision.one, decision.other))
    judgement = decision.judgement
    node = decision_iri(
        base, one, other, decision.verdict, judgement and judgement.who, judgement and judgement.when
    )
    yield node, RDF.type, SSSOM.Mapping
    yield node, SSSOM.subject_id, one
    yield node, SSSOM.object_id, other
    yield node, SSSOM.predicate_id, SKOS.closeMatch if decision.verdict == "ask" else SKOS.exactMatch
    if decision.verdict == "different":
        yield node, SSSOM.predicate_modifier, Literal("Not")
    yield node, SSSOM.confidence, Literal(str(decision.score), datatype=XSD.decimal)
    yield node, KGR.threshold, Literal(str(decision.threshold), datatype=XSD.decimal)
    yield node, KGR.verdict, Literal(decision.verdict)
    for reason in decision.reasons:
        yield node, SSSOM.comment, Literal(reason)
    method = SEMAPV.ManualMappingCuration if judgement else SEMAPV.CompositeMatching
    yield node, SSSOM.mapping_justification, method
    if judgement and judgement.who:
        yield node, SSSOM.author_label, Literal(judgement.who)
    if judgement and judgement.when:
        yield node, SSSOM.mapping_date, Literal(judgement.when)


def _mention(mention: Mention, resolution: Resolution, base: str) -> Iterator[_Triple]:
    node = _mention_iri(mention, base)
    yield node, RDF.type, PROV.Entity
    yield node, PROV.specializationOf, URIRef(base + resolution.things[mention])
    yield node, DCTERMS.identifier, Literal(str(mention))
    yield node, DCTERMS.source, document_iri(mention.document, base)
    if mention.name:
        yield node, RDFS.label, Literal(mention.name, lang="fr")


def _mention_iri(mention: Mention, base: str) -> URIRef:
    """Return the IRI of a mention; what a user's authority knows stands for itself."""
    if not mention.document:
        return URIRef(mention.local_id if ":" in mention.local_id else base + mention.local_id)
    return mention_iri(mention.document, mention.local_id, base)
