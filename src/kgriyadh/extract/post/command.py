"""Posts that a verb of command states: « qui commande la marine », « a pris le commandement de »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import OrganizationMention, PersonMention, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import VERB
from kgriyadh.extract.post.statement import Statements
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import fill
from kgriyadh.fact import Entity, Fact


class Commands:
    """Reads off a text who commands what."""

    def __init__(self, parsed: Parsed, statements: Statements, references: References) -> None:
        self.parsed = parsed
        self.statements = statements
        self.references = references

    def facts(self) -> Iterator[Fact]:
        """« X, qui commande la marine togolaise », « a pris le commandement de la Force »."""
        frames = self.parsed.text.lexicon.frames
        for word in self.parsed.words:
            if word.mention is not None:
                continue
            for frame in frames.get(("VERB" if word.pos in {"VERB", "AUX"} else word.pos, word.lemma), ()):
                if frame.evokes.startswith("role/") and self._needs_met(word, frame.needs):
                    slots = dict(frame.roles)
                    for holder in fill(self.parsed, word, slots["holder"]):
                        yield from self._command(word, holder, frame.evokes)

    def _needs_met(self, word: Word, needs: frozenset[str]) -> bool:
        lemmas = {w.lemma for w in self.parsed.below(word)}
        return not needs or bool(needs & lemmas)

    def _command(self, word: Word, holder: Word, role: str) -> Iterator[Fact]:
        if not isinstance(holder.mention, PersonMention):
            return
        body, end = self._commanded(word)
        for person in self.references.persons(holder.mention):
            if body:
                span = cover(holder.mention.name or holder.span, (word.span[0], end))
                yield from self.statements.membership(person, role, body, span, VERB, "verb-of-command")

    def _commanded(self, word: Word) -> tuple[Entity | None, int]:
        """What is commanded: a body, or a service with its state's adjective, within a few words."""
        text = self.parsed.text
        for other in self.parsed.words[word.i + 1 : word.i + 7]:
            if other.sentence != word.sentence:
                break
            if isinstance(other.mention, OrganizationMention):
                return self.statements.things.body(other.mention), other.span[1]
            if end := text.after(other.span[0], "service"):
                demonym = text.at(end, "demonym")
                if demonym and (state := self.statements.things.state_of(demonym.ids)):
                    return state, demonym.end
        return None, word.span[1]
