"""Nothing in, an empty dataset out whose store is made for graphs that are filled in bulk and read whole.

rdflib's own store (7.6) files each statement in three nested dictionaries as it comes and looks up the graphs
of each that it gives: several times the time and the memory, for questions that are mostly never asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rdflib import Dataset
from rdflib.plugins.stores.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable

    from rdflib import Graph
    from rdflib.graph import _QuadType, _TripleType
    from rdflib.term import Identifier, Node

    Pattern = tuple[Node | None, Node | None, Node | None]
    _Index = dict[Node, list[_TripleType]]

# The places of a triple, that of which the terms tell most first.
_TELLING = (0, 2, 1)


def new_dataset() -> Dataset:
    """Return an empty dataset, its default graph the union of all."""
    return Dataset(store=Statements(), default_union=True)


def fill(graph: Graph, triples: Iterable[_TripleType]) -> None:
    """Add triples to a graph in bulk; ``Graph.addN`` checks each of them, which those of our own need not."""
    store = graph.store
    if isinstance(store, Statements):
        store.fill(graph, triples)
    else:
        store.addN((*triple, graph) for triple in triples)


class Statements(Memory):
    """Statements by graph; an index by subject, predicate or object is made when a pattern first needs it.

    What binds prefixes is rdflib's.
    """

    def __init__(self, configuration: str | None = None, identifier: Identifier | None = None) -> None:
        super().__init__(configuration, identifier)
        self._graphs: dict[Node, Graph] = {}
        # By the name of their graph, in the order in which they came.
        self._triples: dict[Node, dict[_TripleType, None]] = {}
        # Of the graphs that each triple is in, from the first question that needs it; so are the indexes.
        self._names: dict[_TripleType, tuple[Node, ...]] | None = None
        self._indexes: list[_Index | None] = [None, None, None]

    def add(self, triple: _TripleType, context: Graph | None, quoted: bool = False) -> None:
        """Add a triple to a graph."""
        if context is None or quoted:
            raise ValueError("a statement of ours is in a graph, and stated there")
        self.fill(context, (triple,))

    def addN(self, quads: Iterable[_QuadType]) -> None:
        """Add triples, each to its graph."""
        for subject, predicate, value, graph in quads:
            self.fill(graph, ((subject, predicate, value),))

    def fill(self, graph: Graph, triples: Iterable[_TripleType]) -> None:
        """Add triples to one graph."""
        self.add_graph(graph)
        news = dict.fromkeys(triples)  # what gives them may ask this store
        alone, of_graph, names = (graph.identifier,), self._triples[graph.identifier], self._names
        if names is None:
            of_graph.update(news)
            return
        for triple in news:
            size = len(names)
            found = names.setdefault(triple, alone)
            if len(names) > size:
                of_graph[triple] = None
                self._note(triple)
            elif graph.identifier not in found:
                of_graph[triple] = None
                names[triple] = found + alone

    def _note(self, triple: _TripleType) -> None:
        """Put a new triple into the indexes that there are."""
        for index, term in zip(self._indexes, triple, strict=True):
            if index is not None:
                index.setdefault(term, []).append(triple)

    def remove(self, triple: Pattern, context: Graph | None = None) -> None:
        """Remove the triples that match a pattern, from one graph or from all."""
        gone, of_all = [], self._named()
        for found in self._matching(triple, context):
            names = {context.identifier} if context is not None else set(of_all[found])
            for name in names:
                del self._triples[name][found]
            of_all[found] = tuple(name for name in of_all[found] if name not in names)
            if not of_all[found]:
                del of_all[found]
                gone.append(found)
        for place, index in enumerate(self._indexes):
            if index is not None:
                for term in {one[place] for one in gone}:
                    index[term] = [one for one in index[term] if one in of_all]

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Generator[tuple[_TripleType, Generator[Graph | None]]]:
        """Give the triples that match a pattern, in one graph or in any, each with the graphs it is in."""
        for triple in self._matching(triple_pattern, context):
            yield triple, self._graphs_with(triple)

    def __len__(self, context: Graph | None = None) -> int:
        return len(self._in(context))

    def contexts(self, triple: _TripleType | None = None) -> Generator[Graph]:
        """Give the graphs that there are, or those that a triple is in."""
        yield from list(self._graphs.values()) if triple is None else self._graphs_with(triple)

    def add_graph(self, graph: Graph) -> None:
        """Make a graph known, empty as it may be."""
        if graph.identifier not in self._graphs:
            self._graphs[graph.identifier] = graph
            self._triples[graph.identifier] = {}

    def remove_graph(self, graph: Graph) -> None:
        """Remove a graph with all that is in it."""
        self.remove((None, None, None), graph)
        self._graphs.pop(graph.identifier, None)
        self._triples.pop(graph.identifier, None)

    def _graphs_with(self, triple: _TripleType) -> Generator[Graph]:
        for name in self._named().get(triple, ()):
            yield self._graphs[name]

    def _named(self) -> dict[_TripleType, tuple[Node, ...]]:
        """Return the names of the graphs that each triple is in."""
        if self._names is None:
            self._names = {}
            for name, triples in self._triples.items():
                alone = (name,)
                for triple in triples:
                    if self._names.setdefault(triple, alone) is not alone:
                        self._names[triple] += alone
        return self._names

    def _in(self, context: Graph | None) -> Collection[_TripleType]:
        """Return the triples of one graph, or of all."""
        return self._named() if context is None else self._triples.get(context.identifier, ())

    def _matching(self, pattern: Pattern, context: Graph | None) -> list[_TripleType]:
        """Return the triples that match a pattern, a list of its own: meanwhile they may be removed."""
        within = self._in(context)
        if None not in pattern:
            return [cast("_TripleType", pattern)] if pattern in within else []
        given = next(((place, term) for place in _TELLING if (term := pattern[place]) is not None), None)
        if given is None:
            return list(within)
        place, term = given
        found: Collection[_TripleType] = self._index(place).get(term, ())
        if len(within) < len(found):
            return [triple for triple in within if _matches(triple, pattern)]
        if context is not None:
            found = [triple for triple in found if triple in within]
        return [triple for triple in found if _matches(triple, pattern)]

    def _index(self, place: int) -> _Index:
        """Return the triples by their subject (0), predicate (1) or object (2)."""
        index = self._indexes[place]
        if index is None:
            index = self._indexes[place] = {}
            for triple in self._named():
                index.setdefault(triple[place], []).append(triple)
        return index


def _matches(triple: _TripleType, pattern: Pattern) -> bool:
    """Return whether a triple has the terms that a pattern has."""
    return all(one is None or one is term or one == term for one, term in zip(pattern, triple, strict=True))
