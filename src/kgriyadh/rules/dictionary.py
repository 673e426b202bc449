"""RDF terms in, the numbers that the engine works with out, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import OWL, RDF, Literal
from rdflib.term import Identifier

from kgriyadh.rules.facts import SAME_AS, TYPE
from kgriyadh.rules.plan import NumberedRule
from kgriyadh.rules.table import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from kgriyadh.rules.plan import Fact, Named
    from kgriyadh.rules.table import Pattern


class Dictionary(dict["Node", int]):
    """The number of each term, given when it is first asked for; ``terms`` are the terms by number."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[Node] = []
        self.literals: set[int] = set()
        self.update({RDF.type: TYPE, OWL.sameAs: SAME_AS})
        self.terms += [RDF.type, OWL.sameAs]

    def __missing__(self, term: Node) -> int:
        number = self[term] = len(self.terms)
        self.terms.append(term)
        if isinstance(term, Literal):
            self.literals.add(number)
        return number

    def fact(self, triple: _TripleType) -> Fact:
        """Return a triple as numbers."""
        return self[triple[0]], self[triple[1]], self[triple[2]]

    def triple(self, fact: Fact) -> _TripleType:
        """Return a fact as terms."""
        return self.terms[fact[0]], self.terms[fact[1]], self.terms[fact[2]]

    def rules(self) -> tuple[NumberedRule, ...]:
        """Return the rules of the table as numbers."""
        return tuple(
            NumberedRule(
                rule.name,
                self._patterns(rule.axioms),
                self._patterns(rule.premises),
                rule.head and self._patterns([rule.head])[0],
            )
            for rule in rules()
        )

    def _patterns(self, patterns: Sequence[Pattern]) -> tuple[Named, ...]:
        found = ((self[term] if isinstance(term, Identifier) else term for term in one) for one in patterns)
        return tuple((s, p, o) for s, p, o in found)
