"""In whose premises an event was: « au siège de l'état-major », « au ministère »."""

from __future__ import annotations

from kgriyadh.annotate.mention import OrganizationMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.mention import EventMention
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import locative, marker


class Venues:
    """Finds the premises of event mentions in a parsed text."""

    def __init__(self, parsed: Parsed, references: References) -> None:
        self.parsed = parsed
        self.references = references

    def add(self, event: EventMention, word: Word, mention: OrganizationMention) -> None:
        """Add a body of its clause to an event mention, if the words say that it was in its premises."""
        if marker(self.parsed, word) != "marker/venue" and not self._in_ministry(word):
            return
        body = self.references.things.body(mention)
        if body is not None and event.venue is None:
            event.venue = (body, word.span)

    def _in_ministry(self, word: Word) -> bool:
        """« au ministère », « à la Présidence »: premises that the body's own name says."""
        tokens = self.parsed.text.tokens
        premises = self.parsed.text.lexicon.words("premises")
        return locative(self.parsed, word) and tokens[word.span[0]].folded in premises
