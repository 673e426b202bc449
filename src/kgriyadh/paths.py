"""Where the vocabulary, the shapes and the named queries lie: in the installed package or the checkout."""

from __future__ import annotations

import os
from pathlib import Path

from kgriyadh.errors import WordsAreUnreadable

_PACKAGED = Path(__file__).parent / "data"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2]

ONTOLOGY = _ROOT / "ontology"
SHAPES = _ROOT / "shapes"
QUERIES = _ROOT / "queries"

# Names a folder of the user's own, whose Turtle is read beside that of ontology/.
_OWN_WORDS = "KGRIYADH_WORDS"


def vocabulary() -> tuple[Path, ...]:
    """Return the Turtle files of the vocabulary: ours, then those of the folder that KGRIYADH_WORDS names.

    Raises WordsAreUnreadable where that folder has none.
    """
    files = tuple(sorted(ONTOLOGY.glob("*.ttl")))
    if not (folder := os.environ.get(_OWN_WORDS)):
        return files
    own = tuple(sorted(Path(folder).glob("*.ttl")))
    if not own:
        raise WordsAreUnreadable(
            Path(folder), None, f"no Turtle (.ttl) in this folder, which {_OWN_WORDS} names"
        )
    return files + own
