"""A dataset and shapes in, the SHACL report of pyshacl (0.40) out.

It checks stated and inferred facts with their evidence in place: without SHACL rules that changes nothing,
and spares a copy of the whole graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import Graph

from kgriyadh.errors import ShapesAreUnusable

if TYPE_CHECKING:
    from rdflib import Dataset


def judge(dataset: Dataset, shapes: Graph) -> Graph:
    """Return the report of a SHACL processor; raises ``ShapesAreUnusable`` where shapes are ill-formed."""
    try:
        _, report, _ = pyshacl.validate(dataset, shacl_graph=shapes, advanced=True, inplace=True)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise ShapesAreUnusable(" ".join(str(error).split())) from error
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        # rdflib 7.6 gives up in many ways on values that are no values of their datatype.
        said = " ".join(str(error).split())
        raise ShapesAreUnusable(
            f"a value in the data cannot be compared with what a shape asks: {said}"
        ) from error
    if not isinstance(report, Graph):
        raise ShapesAreUnusable(" ".join(str(report).split()))
    return report
