"""A store in, the forms out that other programs read: tables, nodes and edges, framed JSON-LD, entities.

Each form is a file here and a function from a store to what the files of the form hold, in pieces, by their
names in a folder; a form that is one file has it under ``ONE_FILE``. What is written depends on the
statements of the store alone, and not on their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgriyadh.export.followthemoney import followthemoney
from kgriyadh.export.form import ONE_FILE, Contents
from kgriyadh.export.framed import FRAMES, framed
from kgriyadh.export.graphml import graphml
from kgriyadh.export.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgriyadh.export.form import Form

FORMS: Mapping[str, Form] = {"csv": tables, "graphml": graphml, "ftm": followthemoney}

__all__ = ["FORMS", "FRAMES", "ONE_FILE", "Contents", "framed"]
