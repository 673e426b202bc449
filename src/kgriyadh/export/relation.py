"""A store in, the relations that documents state out, each with who says it in which words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kgriyadh.export.form import rows
from kgriyadh.export.thing import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution, Store


@dataclass(frozen=True, slots=True)
class Proof:
    """Who says something: documents by IRI, the words, the days of publication (ISO 8601), all sorted.

    ``confidence`` (0 to 1) is that of the document that says it most plainly.
    """

    documents: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A triple between things, or from a thing to a value.

    ``kind`` is the local name of the property (``host``), ``target`` an IRI or the words of a literal.
    """

    source: str
    kind: str
    target: str
    proof: Proof = Proof()  # frozen


@dataclass(frozen=True, slots=True)
class Post:
    """What a post ties together, by IRI: who, as what, where; a text may leave out the last two."""

    person: str
    role: str | None
    organization: str | None
    proof: Proof


# The classes of posts, each with its properties for who holds it, as what, and where.
POSTS = {
    "Membership": ("member", "role", "organization"),
    "FormerPost": ("postHolder", "postRole", "postAt"),
    "FuturePost": ("postHolder", "postRole", "postAt"),
}


def stated(store: Store) -> Iterator[tuple[str, list[Relation]]]:
    """Give each thing of which documents say something, by IRI in order, with its relations in order."""
    statements = groupby(rows(store, "statements"), key=_triple)
    relations = (Relation(*triple, _proof(group)) for triple, group in statements)
    for source, group in groupby(relations, key=lambda one: one.source):
        yield source, sorted(group, key=lambda one: (one.kind, one.target))


def known(store: Store) -> Iterator[Relation]:
    """Give what is known of things whatever documents say, in order."""
    return (Relation(*_triple(row)) for row in rows(store, "background"))


def post(kind: str, relations: list[Relation]) -> Post | None:
    """Return the post that relations of one thing of a class in ``POSTS`` make, None without anybody."""
    ends = {one.kind: one.target for one in relations}
    person, role, organization = map(ends.get, POSTS[kind])
    return Post(person, role, organization, proof_of(relations)) if person else None


def proof_of(relations: Iterable[Relation]) -> Proof:
    """Return what proves several relations together, as sure as the least sure of them."""
    proofs = [one.proof for one in relations]
    return Proof(
        _sorted(document for proof in proofs for document in proof.documents),
        _sorted(quote for proof in proofs for quote in proof.quotes),
        _sorted(day for proof in proofs for day in proof.published),
        min((proof.confidence for proof in proofs if proof.confidence is not None), default=None),
    )


def _triple(row: QuerySolution) -> tuple[str, str, str]:
    return row["subject"].value, local(row["predicate"].value), row["object"].value


def _proof(statements: Iterable[QuerySolution]) -> Proof:
    found = list(statements)
    return Proof(
        _sorted(row["document"].value for row in found),
        _sorted(" ".join(row["quote"].value.split()) for row in found),
        _sorted(row["day"].value for row in found if row["day"]),
        max(
            (number for row in found if (number := _number(row["confidence"].value)) is not None),
            default=None,
        ),
    )


def _number(text: str) -> float | None:
    """Return a confidence, None where it is no number."""
    try:
        return float(text)
    except ValueError:
        return None


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
