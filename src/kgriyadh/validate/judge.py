"""A dataset and shapes in, the SHACL report of pyshacl (0.40) out.

It checks stated and inferred facts with their evidence in place: without SHACL rules that changes nothing,
and spares a copy of the whole graph.
"""

from __future__ import annotations

import re
from logging import getLogger
from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from pyshacl.rdfutil.stringify import stringify_blank_node
from rdflib import Graph, URIRef

from kgriyadh.errors import ShapesAreUnusable
from kgriyadh.terms import SKOLEM
from kgriyadh.validate.check import name_of

if TYPE_CHECKING:
    from rdflib import Dataset

# It prints what it raises as well.
getLogger("pyshacl-validate").disabled = True


class _Forgetful(dict[object, str]):
    """A cache that keeps nothing."""

    def __setitem__(self, key: object, value: str) -> None:
        """Keep nothing."""


# It remembers the wording of a blank node by the address of its graph, where another graph may lie later.
stringify_blank_node.dict_cache = _Forgetful()


def judge(dataset: Dataset, shapes: Graph) -> Graph:
    """Return the report of a SHACL processor.

    Raises ``ShapesAreUnusable`` where shapes are ill-formed, or ask for comparisons that cannot be made.
    """
    try:
        _, report, _ = pyshacl.validate(dataset, shacl_graph=shapes, advanced=True, inplace=True)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise ShapesAreUnusable(_told(error, shapes)) from error
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        # rdflib 7.6 gives up in many ways on values that are no values of their datatype.
        said = f"a shape asks for a comparison that cannot be made: {_told(error, shapes)}"
        raise ShapesAreUnusable(said) from error
    if not isinstance(report, Graph):
        raise ShapesAreUnusable(_told(report, shapes))
    return report


def _told(said: object, shapes: Graph) -> str:
    """Return a message in one line; a shape that has a name only here is called by the one it is part of."""
    line = " ".join(str(said).split())
    return re.sub(
        f"'?({re.escape(SKOLEM)}[\\w-]+)'?", lambda iri: f"a part of {name_of(shapes, URIRef(iri[1]))}", line
    )
