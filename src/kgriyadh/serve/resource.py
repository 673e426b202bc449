"""The IRI of a thing in, all that a page shows of it out: its facts, each with the words that state it.

Runs in a process that holds the store open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kgriyadh.serve.lookup import Labels, Link, one, subjects, term, text, triples, values
from kgriyadh.store import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 500  # facts on a page, and things on a list
_AROUND = 80  # characters of the text on either side of a quote that the evidence keeps, unless it ends there
_NAMING = ("skos:prefLabel", "rdfs:label", "skos:altLabel")
_LOCAL = ("evidence", "graph")  # folders of nodes that speak of facts and are no things themselves
_Spoken = tuple[str, str, str]  # a triple in N-Triples


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
    published: str = ""
    source: str = ""
    url: str = ""


def resource(iri: str, base: str, language: str) -> Resource | None:
    """Return what this process's store has on ``iri``, None where it has nothing.

    ``base`` starts the IRIs of things; labels come in ``language`` (``fr``, ``en``) where there are such.
    """
    node, labels = NamedNode(iri), Labels(language)
    if next(iter(triples(node, None, None)), None) is None:
        return None
    kinds = {kind for kind in values(node, "rdf:type") if isinstance(kind, NamedNode) and _is_ours(kind)}
    names = {text(name) for predicate in _NAMING for name in values(node, predicate)} - {""}
    label = labels.label(node)
    found = Resource(
        iri,
        label,
        tuple(sorted(map(labels.link, kinds), key=lambda link: link.label)),
        tuple(sorted(names - {label})),
        published=text(one(node, "dcterms:issued")),
        source=text(one(node, "dcterms:source")),
        url=text(one(node, "schema:url")),
    )
    told = set()
    for statement in _statements(node):
        shown, triple = _stated(statement, labels)
        told.add(triple)
        found.stated.setdefault(_folder(triple, node, base), []).append(shown)
    for group in found.stated.values():
        group.sort(key=_order)
    found.others.extend(_others(node, told, base, labels))
    return found


def things(kind: str, language: str, page: int) -> tuple[list[Link], int]:
    """Return the things of a class on a page of its list, by their labels, and how many pages there are."""
    links = _things(kind, language)
    return links[(page - 1) * _MOST : page * _MOST], max(1, -(-len(links) // _MOST))


@lru_cache(maxsize=8)  # the store stays as it is while it is served
def _things(kind: str, language: str) -> list[Link]:
    labels, nodes = Labels(language), subjects("rdf:type", NamedNode(kind))
    return sorted(map(labels.link, nodes), key=lambda link: link.rank)


@lru_cache(maxsize=8)
def kinds(language: str) -> list[tuple[Link, int]]:
    """Return the classes of things in the store with the number of things in each."""
    labels = Labels(language)
    counts = Counter(kind for _, _, kind in triples(None, term("rdf:type"), None))
    counted = [
        (labels.link(kind), count)
        for kind, count in counts.items()
        if isinstance(kind, NamedNode) and kind.value.startswith(prefixes()["kgr"])
    ]
    return sorted(counted, key=lambda counted: counted[0].rank)


def _stated(statement: NamedNode, labels: Labels) -> tuple[Shown, _Spoken]:
    """Return a statement as a page shows it, and the triple that it is about."""
    triple = [one(statement, f"rdf:{part}") for part in ("subject", "predicate", "object")]
    confidence = text(one(statement, "kgr:confidence"))
    words = [_words(passage, confidence, labels) for passage in values(statement, "prov:wasDerivedFrom")]
    words.sort(key=lambda passage: passage.document.label)
    subject, predicate, value = map(labels.link, triple)
    return Shown(subject, predicate, value, tuple(words)), _spoken(*triple)


def _words(passage: object, confidence: str, labels: Labels) -> Words:
    selector = one(passage, "oa:hasSelector")
    before, exact, behind = (text(one(selector, f"oa:{part}")) for part in ("prefix", "exact", "suffix"))
    return Words(labels.link(one(passage, "oa:hasSource")), *around(before, exact, behind), confidence)


def around(before: str, exact: str, behind: str) -> tuple[str, str, str]:
    """Return a quote with what is before and behind it, which begins and ends with whole words."""
    if len(before) >= _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if len(behind) >= _AROUND:
        behind = f"{behind.rpartition(' ')[0]}…"
    return before, exact, behind


def _others(node: NamedNode, told: set[_Spoken], base: str, labels: Labels) -> list[Shown]:
    """Return the facts on a node that no document states."""
    found = {
        Shown(labels.link(subject), labels.link(predicate), labels.link(value))
        for subject, predicate, value in (*triples(node, None, None), *triples(None, None, node))
        if _is_ours(predicate)
        and _spoken(subject, predicate, value) not in told
        and not _is_local(subject, base)
        and not _is_local(value, base)
    }
    return sorted(found, key=_order)[:_MOST]


def _statements(node: NamedNode) -> Iterator[NamedNode]:
    """Give the statements on a thing, or on what a document says."""
    for part in ("rdf:subject", "rdf:object"):
        yield from subjects(part, node)
    passages = subjects("oa:hasSource", node)
    yield from dict.fromkeys(one for passage in passages for one in subjects("prov:wasDerivedFrom", passage))


def _spoken(subject: object, predicate: object, value: object) -> _Spoken:
    return str(subject), str(predicate), str(value)


def _folder(triple: _Spoken, node: NamedNode, base: str) -> str:
    """Return the folder of what a fact ties a thing to (``meeting``), that of its subject on other pages."""
    subject, _, value = (part.strip("<>") for part in triple)
    far = value if subject == node.value else subject
    return far.removeprefix(base).partition("/")[0] if far.startswith(base) else "rest"


def _is_local(node: object, base: str) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(
        tuple(f"{base}{folder}/" for folder in _LOCAL)
    )


def _is_ours(node: NamedNode) -> bool:
    return node.value.startswith((prefixes()["kgr"], prefixes()["org"]))


def _order(shown: Shown) -> tuple[str, ...]:
    return shown.predicate.label, shown.subject.label, shown.object.label, shown.subject.iri or ""
