"""The IRI of a thing in, all that a page shows of it out: its facts, each with the words that state it.

Runs in a process that holds the store open, on the triples as they are, without SPARQL: some lookups by
index are all that a page needs, however large the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kgriyadh.fold import fold
from kgriyadh.serve.workers import store
from kgriyadh.store import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_UNION = DefaultGraph()  # a store of ours holds the union of its graphs as its default graph
_MOST = 500  # facts on a page, and things on a list
_LOCAL = ("evidence", "graph")  # folders of nodes that speak of facts and are no things themselves


@dataclass(frozen=True, slots=True)
class Link:
    """A thing, a term or a value as a page names it; ``iri`` is None for a value."""

    label: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document that state a fact, and those before and behind them."""

    document: Link
    before: str
    exact: str
    behind: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact on a page; without ``words`` it is background knowledge or inferred."""

    subject: Link
    predicate: Link
    object: Link
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing with its facts: what documents state, by the folder of what it is tied to, and the rest."""

    iri: str
    label: str
    kinds: tuple[Link, ...]
    names: tuple[str, ...]
    stated: dict[str, list[Shown]] = field(default_factory=dict)
    others: list[Shown] = field(default_factory=list)


def resource(iri: str, base: str, language: str) -> Resource | None:
    """Return what this process's store has on ``iri``, None where it has nothing.

    ``base`` starts the IRIs of things; labels come in ``language`` (``fr``, ``en``) where there are such.
    """
    node = NamedNode(iri)
    reader = _Reader(language)
    about = sorted({(str(p), p, o) for _, p, o in _triples(node, None, None)}, key=lambda one: one[0])
    if not about:
        return None
    kinds = {o for _, p, o in about if p == _term("rdf:type") and isinstance(o, NamedNode)}
    names = {o.value for _, p, o in about if p in _naming() and isinstance(o, Literal)}
    label = reader.label(node)
    found = Resource(
        iri,
        label,
        tuple(sorted({reader.link(kind) for kind in kinds if _is_ours(kind)}, key=lambda link: link.label)),
        tuple(sorted(names - {label})),
    )
    told = set()
    for statement in _statements(node):
        shown, triple = reader.stated(statement)
        told.add(triple)
        found.stated.setdefault(_folder(triple, node, base), []).append(shown)
    for group in found.stated.values():
        group.sort(key=_order)
    found.others.extend(reader.others(node, told, base))
    return found


def things(kind: str, language: str) -> list[Link]:
    """Return the things of a class, by their labels, at most some hundreds."""
    reader, nodes = _Reader(language), _triples(None, _term("rdf:type"), NamedNode(kind))
    return sorted((reader.link(s) for s, _, _ in nodes if isinstance(s, NamedNode)), key=_by_label)[:_MOST]


def kinds(language: str) -> list[tuple[Link, int]]:
    """Return the classes of things in the store with the number of things in each."""
    reader, counts = _Reader(language), dict[NamedNode, int]()
    for _, _, kind in _triples(None, _term("rdf:type"), None):
        if isinstance(kind, NamedNode) and kind.value.startswith(prefixes()["kgr"]):
            counts[kind] = counts.get(kind, 0) + 1
    counted = [(reader.link(kind), count) for kind, count in counts.items()]
    return sorted(counted, key=lambda one: _by_label(one[0]))


@dataclass(slots=True)
class _Reader:
    """Reads labels in one language, each once."""

    language: str
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, node: NamedNode) -> str:
        """Return the label of a node; one without any goes by its IRI."""
        if node.value not in self.labels:
            found = [o for p in _labelling() for _, _, o in _triples(node, p, None) if isinstance(o, Literal)]
            best = min(found, key=lambda o: (self._distance(o), found.index(o)), default=None)
            self.labels[node.value] = best.value if best else _compact(node.value)
        return self.labels[node.value]

    def link(self, term: object) -> Link:
        if isinstance(term, NamedNode):
            return Link(self.label(term), term.value)
        return Link(term.value if isinstance(term, Literal) else str(term))

    def stated(self, statement: NamedNode) -> tuple[Shown, tuple[str, str, str]]:
        """Return a statement as a page shows it, and the triple that it is about."""
        triple = [_one(statement, f"rdf:{part}") for part in ("subject", "predicate", "object")]
        passages = [o for _, _, o in _triples(statement, _term("prov:wasDerivedFrom"), None)]
        confidence = _one(statement, "kgr:confidence")
        words = (self._words(passage, _value(confidence)) for passage in passages)
        subject, predicate, value = map(self.link, triple)
        shown = Shown(subject, predicate, value, tuple(sorted(words, key=lambda one: one.document.label)))
        return shown, (str(triple[0]), str(triple[1]), str(triple[2]))

    def others(self, node: NamedNode, told: set[tuple[str, str, str]], base: str) -> list[Shown]:
        """Return the facts on a node that no document states."""
        found = []
        for triple in (*_triples(node, None, None), *_triples(None, None, node)):
            subject, predicate, value = triple
            spoken = (str(subject), str(predicate), str(value))
            if (
                spoken in told
                or not _is_ours(predicate)
                or _is_local(subject, base)
                or _is_local(value, base)
            ):
                continue
            found.append(Shown(self.link(subject), self.link(predicate), self.link(value)))
        return sorted(set(found), key=_order)[:_MOST]

    def _words(self, passage: object, confidence: str) -> Words:
        selector = _one(passage, "oa:hasSelector")
        before, exact, behind = (
            _value(_one(selector, f"oa:{part}")) for part in ("prefix", "exact", "suffix")
        )
        return Words(self.link(_one(passage, "oa:hasSource")), before, exact, behind, confidence)

    def _distance(self, label: Literal) -> int:
        preferred = (self.language, "fr", "en", None)
        return preferred.index(label.language) if label.language in preferred else len(preferred)


def _statements(node: NamedNode) -> Iterator[NamedNode]:
    """Give the statements on a thing, or on what a document says."""
    for part in ("rdf:subject", "rdf:object"):
        yield from _subjects(part, node)
    for passage in _subjects("oa:hasSource", node):
        yield from _subjects("prov:wasDerivedFrom", passage)


def _subjects(predicate: str, node: NamedNode) -> Iterator[NamedNode]:
    for subject, _, _ in _triples(None, _term(predicate), node):
        if isinstance(subject, NamedNode):
            yield subject


def _triples(
    subject: object, predicate: NamedNode | None, value: object
) -> Iterable[tuple[object, NamedNode, object]]:
    quads = store().quads_for_pattern(subject, predicate, value, _UNION)  # type: ignore[arg-type]
    return ((quad.subject, quad.predicate, quad.object) for quad in quads)


def _one(node: object, predicate: str) -> object:
    return next((o for _, _, o in _triples(node, _term(predicate), None)), None)


def _value(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""


def _folder(triple: tuple[str, str, str], node: NamedNode, base: str) -> str:
    """Return the folder of what a fact ties a thing to (``meeting``), that of its subject on other pages."""
    subject, _, value = (part.strip("<>") for part in triple)
    far = value if subject == node.value else subject
    return far.removeprefix(base).partition("/")[0] if far.startswith(base) else "rest"


def _is_local(term: object, base: str) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(tuple(f"{base}{one}/" for one in _LOCAL))


def _is_ours(term: NamedNode) -> bool:
    return term.value.startswith((prefixes()["kgr"], prefixes()["org"]))


def _labelling() -> list[NamedNode]:
    return [_term(name) for name in ("skos:prefLabel", "rdfs:label", "dcterms:title", "dcterms:identifier")]


def _naming() -> list[NamedNode]:
    return [_term(name) for name in ("skos:prefLabel", "rdfs:label", "skos:altLabel")]


def _term(compact: str) -> NamedNode:
    prefix, _, name = compact.partition(":")
    return NamedNode(prefixes()[prefix] + name)


def _compact(iri: str) -> str:
    return next((f"{p}:{iri[len(n) :]}" for p, n in prefixes().items() if iri.startswith(n)), iri)


def _by_label(link: Link) -> tuple[str, str]:
    return fold(link.label), link.iri or ""


def _order(shown: Shown) -> tuple[str, ...]:
    return shown.predicate.label, shown.subject.label, shown.object.label, shown.subject.iri or ""
