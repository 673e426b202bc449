"""Words of a search in, the names and quotes of a graph that have them out.

The words are compared without case, accents and marks; apostrophes of any kind part words. The index is
SQLite's FTS5 (https://www.sqlite.org/fts5.html), made in memory for each search.
"""

from __future__ import annotations

from importlib import resources

from kgriyadh.find.pattern import pattern
from kgriyadh.find.place import Place, places
from kgriyadh.find.search import insist_on_words, search
from kgriyadh.query.values import literal

__all__ = ["Place", "places", "question", "search"]

_PLACES = resources.files(__package__).joinpath("places.rq").read_text("utf-8")


def question(words: str) -> str:
    """Return the SPARQL that asks for the places that may have all the words; ``places`` reads its answer.

    Raises QuestionIsUnanswerable where there is no word.
    """
    insist_on_words(words)
    # As a constant: Oxigraph compiles an expression that a variable brings anew for each text.
    return _PLACES.replace("?pattern", literal("words", pattern(words)))
