"""The answer of ``places.rq`` in, places where words can be found out: names of things, and quotes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgriyadh.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Passage = tuple[str, int, int, str, str, str]


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
    thing: str = ""  # the compact name or the IRI of what a label names


def places(rows: Iterable[Sequence[str]]) -> Iterator[Place]:
    """Give the places that rows of ``places.rq`` tell of: each name of a thing, then each passage, once."""
    facts: defaultdict[Passage, set[str]] = defaultdict(set)
    documents: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, str, str], str] = {}
    for row in rows:
        document, start, end, before, quote, behind, subject, predicate, value, name, *called = row
        named = [one or term.rpartition(":")[2] for one, term in zip(called, row[6:9], strict=True)]
        if predicate and value:
            facts[document, int(start), int(end), before, quote, behind].add(" | ".join(named))
        else:
            key = (named[0], fold(name), subject)  # spellings that differ in case alone are one name
            documents[key].add(document)
            spelled[key] = min(name, spelled.get(key, name))
    for key, those in sorted(documents.items()):
        yield Place("label", key[:1], tuple(sorted(those)), spelled[key], thing=key[2])
    for (document, first, last, before, quote, behind), about_it in sorted(facts.items()):
        yield Place("quote", tuple(sorted(about_it)), (document,), quote, first, last, before, behind)
