"""What OWL 2 RL says of literals: ``dt-type2`` (which datatypes one has), ``dt-not-type`` and ``dt-diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, XSD, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.term import Node

_PLAIN = URIRef(f"{RDF}PlainLiteral")
# The datatypes of OWL 2 RL that hold within another one: XML Schema part 2, section 3.
_WITHIN: Mapping[URIRef, URIRef] = {
    XSD.integer: XSD.decimal,
    XSD.long: XSD.integer,
    XSD.int: XSD.long,
    XSD.short: XSD.int,
    XSD.byte: XSD.short,
    XSD.nonNegativeInteger: XSD.integer,
    XSD.positiveInteger: XSD.nonNegativeInteger,
    XSD.unsignedLong: XSD.nonNegativeInteger,
    XSD.unsignedInt: XSD.unsignedLong,
    XSD.unsignedShort: XSD.unsignedInt,
    XSD.unsignedByte: XSD.unsignedShort,
    XSD.nonPositiveInteger: XSD.integer,
    XSD.negativeInteger: XSD.nonPositiveInteger,
    XSD.normalizedString: XSD.string,
    XSD.token: XSD.normalizedString,
    XSD.language: XSD.token,
    XSD.NMTOKEN: XSD.token,
    XSD.Name: XSD.token,
    XSD.NCName: XSD.Name,
    XSD.dateTimeStamp: XSD.dateTime,
    XSD.string: _PLAIN,
    RDF.langString: _PLAIN,
}
# A value of one of these is of none of the others: XML Schema's primitive datatypes.
_PRIMITIVE = frozenset(
    {
        *(XSD.decimal, XSD.double, XSD.float, XSD.boolean, XSD.date, XSD.time, XSD.dateTime, XSD.duration),
        *(XSD.gYear, XSD.gYearMonth, XSD.gMonth, XSD.gMonthDay, XSD.gDay),
        *(XSD.anyURI, XSD.hexBinary, XSD.base64Binary, _PLAIN),
    }
)


def datatypes(literal: Literal) -> Iterator[URIRef]:
    """Give the datatypes of a literal: its own, and those that hold all of its values (dt-type2)."""
    datatype = RDF.langString if literal.language else literal.datatype or XSD.string
    yield datatype
    yield from _wider(datatype)


def is_datatype(term: Node) -> bool:
    """Return whether a term is a datatype that OWL 2 RL knows."""
    return term in _WITHIN or term in _PRIMITIVE


def is_outside(literal: Node, datatype: Node) -> bool:
    """Return whether a literal is certainly no value of a datatype that is asked of it (dt-not-type)."""
    if not isinstance(literal, Literal):
        return False
    own = {*datatypes(literal)} & _PRIMITIVE
    asked = {datatype, *_wider(datatype)} & _PRIMITIVE
    return bool(literal.ill_typed) or (bool(own and asked) and own.isdisjoint(asked))


def differ(one: Node, other: Node) -> bool:
    """Return whether two terms are literals and certainly two values (dt-diff)."""
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    if one.language or other.language or one.value is None or other.value is None:
        return (str(one), one.language) != (str(other), other.language)
    return bool(one.value != other.value)


def _wider(datatype: Node) -> Iterator[URIRef]:
    while (found := _WITHIN.get(datatype)) is not None:  # type: ignore[call-overload]  # asks for any node
        yield found
        datatype = found
