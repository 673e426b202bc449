"""Names and quotes of a graph in, those that have the words of a search out.

The words are compared without case, accents and marks; apostrophes of any kind part words. The index is
SQLite's FTS5 (https://www.sqlite.org/fts5.html), made in memory for each search.
"""

from __future__ import annotations

from importlib import resources

from kgriyadh.find.place import Place, places
from kgriyadh.find.search import insist_on_words, search

__all__ = ["PLACES", "Place", "insist_on_words", "places", "search"]

PLACES = resources.files(__package__).joinpath("places.rq").read_text("utf-8")
