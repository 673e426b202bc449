"""Where the vocabulary, the shapes and the named queries lie: in the installed package or the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "data"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2]

ONTOLOGY = _ROOT / "ontology"
SHAPES = _ROOT / "shapes"
QUERIES = _ROOT / "queries"
