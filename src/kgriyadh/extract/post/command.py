"""Posts that a verb of command states: « qui commande la marine », « a pris le commandement de »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import FORMER, FUTURE, PRESENT, OrganizationMention, PersonMention, Span, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import VERB
from kgriyadh.extract.post.statement import Statements
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, fill, status
from kgriyadh.fact import Entity, Fact
from kgriyadh.lexicon import Frame

# So many words behind the verb or its noun a body is looked for.
_REACH = 6


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
                if not frame.evokes.startswith("role/") or not self._needs_met(word, frame.needs):
                    continue
                if standing := self._standing(word, frame):
                    for holder in fill(self.parsed, word, dict(frame.roles)["holder"]):
                        yield from self._command(word, holder, frame, standing)

    def _standing(self, word: Word, frame: Frame) -> str | None:
        """Whether it is held, was (« a commandé ») or will be (« prendra »); None where that is denied."""
        told = status(self.parsed, word)
        if told is None or told == PLANNED:
            return told and FUTURE
        auxiliaries = [w for w in self.parsed.below(word) if w.dep.startswith("aux")]
        over = any("Tense=Imp" in w.features for w in (word, *auxiliaries))
        begun = bool(frame.needs)  # who has taken the command holds it
        over |= not begun and any(w.dep == "aux:tense" for w in auxiliaries)
        return FORMER if over else PRESENT

    def _needs_met(self, word: Word, needs: frozenset[str]) -> bool:
        lemmas = {w.lemma for w in self.parsed.below(word)}
        return not needs or bool(needs & lemmas)

    def _command(self, word: Word, holder: Word, frame: Frame, standing: str) -> Iterator[Fact]:
        commanded = self._commanded(word, frame)
        if not isinstance(holder.mention, PersonMention) or commanded is None:
            return
        body, at = commanded
        for person in self.references.persons(holder.mention):
            span = cover(holder.mention.name or holder.span, word.span, at)
            yield from self.statements.membership(
                person, frame.evokes, body, span, VERB, "verb-of-command", standing
            )

    def _commanded(self, word: Word, frame: Frame) -> tuple[Entity, Span] | None:
        """What is commanded, and where it is said: a body, or a service with its state's adjective."""
        noun = next((w for w in self.parsed.below(word) if w.lemma in frame.needs), None)
        objects = () if noun else fill(self.parsed, word, self.parsed.text.lexicon.slot("slot/object"))
        start = (noun or word).i + 1
        for other in (*objects, *self.parsed.words[start : start + _REACH]):
            if other.sentence != word.sentence:
                break
            if found := self._force(other):
                return found
        return None

    def _force(self, word: Word) -> tuple[Entity, Span] | None:
        text, things = self.parsed.text, self.statements.things
        if isinstance(word.mention, OrganizationMention):
            body = things.body(word.mention)
            return (body, word.span) if body else None
        end = text.after(word.span[0], "service")
        demonym = text.at(end, "demonym") if end else None
        state = things.state_of(demonym.ids) if demonym else None
        return (state, (word.span[0], demonym.end)) if state and demonym else None
