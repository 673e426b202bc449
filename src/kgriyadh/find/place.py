"""The answer of ``places.rq`` in, places where words can be found out: names of things, and quotes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Passage = tuple[str, int, int, str, str, str]
    Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A text and what it is about.

    ``kind`` is ``label`` or ``quote``; ``about`` names the thing, or the facts that the quote states.
    ``start`` and ``end`` are offsets in code points into the document, None for a label; ``before`` and
    ``behind`` are the words around a quote. ``marks`` are the stretches of ``text`` that were found, as
    offsets into it.
    """

    kind: str
    about: tuple[str, ...]
    documents: tuple[str, ...]
    text: str
    start: int | None = None
    end: int | None = None
    before: str = ""
    behind: str = ""
    marks: tuple[tuple[int, int], ...] = ()


def places(rows: Iterable[Sequence[str]]) -> Iterator[Place]:
    """Give the places that rows of ``places.rq`` tell of: each name of a thing, then each passage, once."""
    facts: defaultdict[Passage, set[Fact]] = defaultdict(set)
    documents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    called: dict[str, str] = {}
    for document, start, end, before, quote, behind, subject, predicate, value, name, one_name in rows:
        if quote:
            facts[document, int(start), int(end), before, quote, behind].add((subject, predicate, value))
        elif document:
            documents[subject, name].add(document)
        else:
            called[subject] = min(one_name, called.get(subject, one_name))
    yield from _labels(documents, called)
    for passage in sorted(facts):
        document, first, last, before, quote, behind = passage
        about = sorted(" | ".join(_named(called, term) for term in fact) for fact in facts[passage])
        yield Place("quote", tuple(about), (document,), quote, first, last, before, behind)


def _labels(documents: Mapping[tuple[str, str], set[str]], called: Mapping[str, str]) -> Iterator[Place]:
    """Give the names of things: those that documents use, and the one by which each thing goes."""
    named: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (thing, name), those in documents.items():
        for text in {name, called.get(thing, "")} - {""}:
            named[_named(called, thing), text, thing] |= those
    for about, text, thing in sorted(named):
        yield Place("label", (about,), tuple(sorted(named[about, text, thing])), text)


def _named(called: Mapping[str, str], term: str) -> str:
    return called.get(term) or term.rpartition(":")[2]
