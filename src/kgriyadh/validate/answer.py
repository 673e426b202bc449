"""A dataset that Oxigraph answers for wherever its answer is certain, and rdflib (7.6) where it is not.

rdflib parses a query anew for each thing that it is asked of, and takes long to answer it. pyshacl asks
through ``Dataset.query``, so that it needs to know nothing of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rdflib import Dataset, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Identifier

from kgriyadh.validate.query import between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from kgriyadh.validate.mirror import Mirror, Row

_THIS = "this"
_Bound = Mapping[Variable, Identifier]


class Answering(Dataset):
    """The statements of a dataset, and its mirror to answer what is asked of some things."""

    def __init__(self, dataset: Dataset, mirror: Mirror, things: Iterable[Node]) -> None:
        super().__init__(store=dataset.store, default_union=dataset.default_union)
        self._mirror = mirror
        self._things = {thing for thing in things if isinstance(thing, URIRef)}
        self._answers: dict[str, Mapping[Node | None, list[_Bound]] | None] = {}

    def query(
        self,
        query_object: Any,
        processor: Any = "sparql",
        result: Any = "sparql",
        initNs: Any = None,  # rdflib's name
        initBindings: Any = None,  # likewise
        *args: Any,
        **options: Any,
    ) -> Result:
        """Return the answer to a query, ``initBindings`` bound beforehand."""
        if set(initBindings or ()) == {_THIS} and initBindings[_THIS] in self._things:
            if query_object not in self._answers:
                self._answers[query_object] = self._answered(query_object)
            answers = self._answers[query_object]
            if answers is not None:
                return _result(answers.get(initBindings[_THIS], []))
        return super().query(query_object, processor, result, initNs, initBindings, *args, **options)

    def _answered(self, query: str) -> Mapping[Node | None, list[_Bound]] | None:
        """Return the answers to a query by thing, or None where filters without an answer may matter."""
        bounds = between(query, " ".join(sorted(str(self._mirror.term(thing)) for thing in self._things)))
        if bounds is None:
            return None
        try:
            (names, fewest), (_, most) = (self._mirror.rows(one) for one in bounds)
        except (SyntaxError, TypeError):
            return None
        return _by_thing(names, fewest) if fewest == most and _THIS in names else None


def _by_thing(names: list[str], rows: Iterable[Row]) -> Mapping[Node | None, list[_Bound]]:
    """Return answers by the thing that each is about."""
    found: defaultdict[Node | None, list[_Bound]] = defaultdict(list)
    for row in rows:
        bound = zip(map(Variable, names), row, strict=True)
        found[row[names.index(_THIS)]].append({n: node for n, node in bound if isinstance(node, Identifier)})
    return found


def _result(bindings: list[_Bound]) -> Result:
    """Return answers as rdflib has them."""
    result = Result("SELECT")
    result.vars = sorted({variable for bound in bindings for variable in bound})
    result.bindings = list(bindings)
    return result
