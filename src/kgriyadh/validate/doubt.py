"""A shape and a variable in, the SPARQL expression that is true of the values that may fail the shape out.

The constraints are those of SHACL Core, section 4. ``true`` stands for what is not decided here.
"""

from __future__ import annotations

from itertools import combinations, count
from typing import TYPE_CHECKING

from rdflib import RDF, SH, XSD, Literal, URIRef

from kgriyadh.validate.mirror import KEPT
from kgriyadh.validate.path import sparql_path
from kgriyadh.validate.target import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from kgriyadh.validate.mirror import Mirror

_SILENT = frozenset({RDF.type, *TARGETS, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order})
_SILENT |= {SH.group, SH.flags, SH.defaultValue, SH.ignoredProperties}
_COMPARISONS = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<=", SH.maxExclusive: "<"}
_VALUE_CONSTRAINTS = frozenset(
    {*_COMPARISONS, SH.node, SH.property, SH["and"], SH["or"], SH["not"], SH.pattern}
)
_VALUE_CONSTRAINTS |= {
    SH.nodeKind,
    SH.datatype,
    SH.minLength,
    SH.maxLength,
    SH.languageIn,
    SH["class"],
    SH["in"],
}
_KINDS: Mapping[Node, str] = {
    SH.IRI: "isIRI({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNode: "isBlank({0})",
    SH.BlankNodeOrIRI: "(isIRI({0}) || isBlank({0}))",
    SH.BlankNodeOrLiteral: "(isLiteral({0}) || isBlank({0}))",
    SH.IRIOrLiteral: "(isIRI({0}) || isLiteral({0}))",
}
# Constraints of which the expression is true of what fails, and of nothing else.
_EXACT = frozenset({SH["class"], SH.nodeKind})
_CAST = (XSD.date, XSD.integer, XSD.decimal, XSD.boolean)
_UNPARSED = (XSD.string, XSD.anyURI, RDF.langString)
_INTEGERS = [XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.int, XSD.long]
_DEEPEST = 8


class Doubts:
    """The doubts that the shapes of one graph raise about the things of one dataset."""

    def __init__(self, shapes: Graph, mirror: Mirror) -> None:
        self._shapes, self._mirror, self._numbers = shapes, mirror, count()
        # With components of its own, a graph of shapes may use any predicate for a constraint.
        self._has_components = (None, RDF.type, SH.ConstraintComponent) in shapes

    def of(self, shape: Node, focus: str, depth: int = 0) -> str:
        """Return an expression that is true of each value of the variable ``focus`` that fails a shape."""
        if depth > _DEEPEST:
            return "true"
        if (shape, SH.path, None) not in self._shapes:
            return _any([*self._of_values(shape, focus, depth), *self._of_set(shape, focus, None, depth)])
        path = sparql_path(self._shapes, self._object(shape, SH.path))
        if path is None:
            return "true"
        value = self._variable()
        of_value = _any(self._of_values(shape, value, depth))
        doubts = [f"EXISTS {{ {focus} {path} {value} {_filter(of_value)} }}"] if of_value != "false" else []
        return _any([*doubts, *self._of_set(shape, focus, path, depth)])

    def _of_values(self, shape: Node, value: str, depth: int) -> list[str]:
        """Return what each value has to answer for."""
        return [
            doubt
            for predicate, wanted in sorted(self._shapes.predicate_objects(shape))
            if (doubt := self._of_value(shape, URIRef(str(predicate)), wanted, value, depth))
        ]

    def _of_value(self, shape: Node, predicate: URIRef, wanted: Node, value: str, depth: int) -> str | None:
        """Return the doubt about a value that one constraint raises; None where it raises none."""
        if predicate in _COMPARISONS:
            return f"!COALESCE({_number(value)} {_COMPARISONS[predicate]} {self._bound(wanted)}, false)"
        if predicate in (SH.node, SH.property):
            return self.of(wanted, value, depth + 1)
        if predicate == SH["and"]:
            return _any(self.of(one, value, depth + 1) for one in self._shapes.items(wanted))
        if predicate == SH["or"]:
            return _all(self.of(one, value, depth + 1) for one in self._shapes.items(wanted))
        if predicate == SH["not"]:
            return f"!({self.of(wanted, value, depth + 1)})" if self._is_exact(wanted) else "true"
        if predicate == SH.pattern:
            flags = self._shapes.value(shape, SH.flags) or Literal("")
            return f"!COALESCE(REGEX(STR({value}), {_string(wanted)}, {_string(flags)}), false)"
        return self._of_term(predicate, wanted, value)

    def _of_term(self, predicate: URIRef, wanted: Node, value: str) -> str | None:
        """Return the doubt about a value by itself."""
        match predicate:
            case SH.nodeKind:
                kind = _KINDS.get(wanted)
                return f"!{kind.format(value)}" if kind else "true"
            case SH.datatype:
                return _of_datatype(wanted, value)
            case SH.minLength:
                return f"!COALESCE(STRLEN(STR({value})) >= {_string(wanted)}^^<{XSD.integer}>, false)"
            case SH.maxLength:
                return f"!COALESCE(STRLEN(STR({value})) <= {_string(wanted)}^^<{XSD.integer}>, false)"
            case SH.languageIn:
                ranges = [f"LANGMATCHES(LANG({value}), {_string(one)})" for one in self._shapes.items(wanted)]
                return f"!COALESCE({_any(ranges)}, false)"
        if predicate == SH["class"]:
            kind, kinds = self._variable(), map(self._mirror.term, self._mirror.classes_under(wanted))
            return f"NOT EXISTS {{ {value} <{RDF.type}> {kind} FILTER ({kind} IN ({_listed(kinds)})) }}"
        if predicate == SH["in"]:
            same = [f"sameTerm({value}, {self._mirror.term(one)})" for one in self._shapes.items(wanted)]
            return f"!({_any(same)})"
        return None

    def _of_set(self, shape: Node, focus: str, path: str | None, depth: int) -> list[str]:
        """Return what the values of a thing have to answer for together."""
        return [
            doubt
            for predicate, wanted in sorted(self._shapes.predicate_objects(shape))
            if not (predicate == SH.sparql and depth == 0)  # suspect.py asks the queries of a shape itself
            and (doubt := self._of_all(URIRef(str(predicate)), wanted, focus, path))
        ]

    def _of_all(self, predicate: URIRef, wanted: Node, focus: str, path: str | None) -> str | None:
        """Return the doubt about all values that one constraint raises; None where it raises none."""
        if predicate in _SILENT | _VALUE_CONSTRAINTS | {SH.deactivated}:
            return None
        if not predicate.startswith(str(SH)):
            return "true" if self._has_components else None
        if path is None:
            return "true"
        match predicate:
            case SH.minCount if str(wanted) in ("0", "1"):
                return f"NOT EXISTS {{ {focus} {path} {self._variable()} }}" if str(wanted) == "1" else None
            case SH.maxCount if str(wanted) in ("0", "1", "2"):
                return self._more_than(int(str(wanted)), focus, path)
            case SH.hasValue:
                return f"NOT EXISTS {{ {focus} {path} {self._mirror.term(wanted)} }}"
            case SH.disjoint:
                value = self._variable()
                return f"EXISTS {{ {focus} {path} {value} . {focus} {self._mirror.term(wanted)} {value} }}"
            case SH.lessThan | SH.lessThanOrEquals:
                return self._not_less("<" if predicate == SH.lessThan else "<=", wanted, focus, path)
            case SH.uniqueLang:
                return self._two_in_a_language(focus, path)
        return "true"

    def _more_than(self, most: int, focus: str, path: str) -> str:
        values = [self._variable() for _ in range(most + 1)]
        stated = " . ".join(f"{focus} {path} {value}" for value in values)
        differ = [f"!sameTerm({one}, {other})" for one, other in combinations(values, 2)]
        return f"EXISTS {{ {stated} {_filter(_all(differ))} }}"

    def _not_less(self, sign: str, other: Node, focus: str, path: str) -> str:
        small, great = self._variable(), self._variable()
        less = f"COALESCE({_number(small)} {sign} {_number(great)}, false)"
        stated = f"{focus} {path} {small} . {focus} {self._mirror.term(other)} {great}"
        return f"EXISTS {{ {stated} FILTER (!{less}) }}"

    def _two_in_a_language(self, focus: str, path: str) -> str:
        one, other = self._variable(), self._variable()
        same = f"LANG({one}) != '' && LANG({one}) = LANG({other}) && !sameTerm({one}, {other})"
        return f"EXISTS {{ {focus} {path} {one} . {focus} {path} {other} FILTER ({same}) }}"

    def _bound(self, literal: Node) -> str:
        """Return a bound of a comparison; a variable without a value where SPARQL has no such order."""
        term = str(self._mirror.term(literal))
        return self._variable() if KEPT in term else term

    def _is_exact(self, shape: Node) -> bool:
        """Return whether the doubt about a shape is certainty."""
        predicates = {URIRef(str(one)) for one in self._shapes.predicates(shape)} - _SILENT
        return predicates <= _EXACT

    def _object(self, shape: Node, predicate: URIRef) -> Node:
        return next(self._shapes.objects(shape, predicate))

    def _variable(self) -> str:
        return f"?v{next(self._numbers)}"


def _of_datatype(wanted: Node, value: str) -> str:
    """Return the doubt whether a value is a well-formed literal of a datatype."""
    right = f"DATATYPE({value}) = <{wanted}>"
    if wanted in _CAST:
        return f"!COALESCE({right} && BOUND({value}) && isLiteral(<{wanted}>(STR({value}))), false)"
    return f"!COALESCE({right}, false)" if wanted in _UNPARSED else "true"


def _number(value: str) -> str:
    """Return a value as SPARQL compares it: numbers that Oxigraph would have rewritten are read again."""
    kept = f"DATATYPE({value}) IN ({', '.join(f'<{KEPT}{one}>' for one in _INTEGERS)})"
    decimal = f"DATATYPE({value}) = <{KEPT}{XSD.decimal}>"
    return f"IF({kept}, <{XSD.integer}>(STR({value})), IF({decimal}, <{XSD.decimal}>(STR({value})), {value}))"


def _any(doubts: Iterable[str]) -> str:
    """Return the doubts joined by or."""
    found = [doubt for doubt in dict.fromkeys(doubts) if doubt != "false"]
    return "true" if "true" in found else " || ".join(f"({one})" for one in found) or "false"


def _all(doubts: Iterable[str]) -> str:
    """Return the doubts joined by and."""
    found = [doubt for doubt in dict.fromkeys(doubts) if doubt != "true"]
    return "false" if "false" in found else " && ".join(f"({one})" for one in found) or "true"


def _filter(expression: str) -> str:
    return "" if expression == "true" else f"FILTER ({expression})"


def _string(text: Node) -> str:
    """Return a text as a literal of SPARQL."""
    return Literal(str(text)).n3()


def _listed(terms: Iterable[object]) -> str:
    return ", ".join(map(str, terms))
