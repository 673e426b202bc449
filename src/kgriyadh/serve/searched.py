"""Words in, what a page shows of the places that have them out: things by their names, and quotes.

Runs in a process that holds the store open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.find import places, question, search
from kgriyadh.serve.lookup import Labels, Link, subjects, term
from kgriyadh.serve.protocol import Refused
from kgriyadh.serve.resource import around
from kgriyadh.serve.workers import store
from kgriyadh.store import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.find import Place

_MOST = 200  # places on a page


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that has the words: it, in stretches that are marked or not, and what it states."""

    document: Link
    before: str
    stretches: tuple[tuple[str, bool], ...]
    behind: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The things whose names have the words, each with those names, and the passages that have them."""

    things: dict[Link, tuple[str, ...]]
    quotes: tuple[Quote, ...]


def found(words: str, language: str) -> Found:
    """Return the places of this process's store that have all the words; raises Refused (400) for none."""
    try:
        best = search(places(ask(store(), question(words)).rows()), words, _MOST)
    except QuestionIsUnanswerable as error:
        raise Refused(400, str(error)) from error
    labels = Labels(language)
    things: dict[Link, tuple[str, ...]] = {}
    for place in best:
        if place.kind == "label":
            link = labels.link(term(place.thing))
            things[link] = (*things.get(link, ()), place.text)
    return Found(things, tuple(_quote(place, labels) for place in best if place.kind == "quote"))


def _quote(place: Place, labels: Labels) -> Quote:
    document = next(subjects("dcterms:identifier", Literal(place.documents[0])), None)
    link = labels.link(document) if document else Link(place.documents[0])
    before, _, behind = around(place.before, place.text, place.behind)
    return Quote(link, before, tuple(_stretches(place)), behind, place.about)


def _stretches(place: Place) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in place.marks:
        yield place.text[end:start], False
        yield place.text[start:stop], True
        end = stop
    yield place.text[end:], False
