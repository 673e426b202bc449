"""Posts that a verb of command states: « qui commande la marine », « a pris le commandement de »."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import FORMER, FUTURE, PRESENT, OrganizationMention, PersonMention, Span, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import VERB
from kgriyadh.extract.post.statement import Statements
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import PLANNED, category, fill, just_before, present, status
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
        for word in self.parsed.words:
            if word.mention is not None:
                continue
            inverted = self._inverted(word)
            for frame in self._frames(word, inverted=inverted is not None):
                if inverted:
                    force, holder = inverted
                    yield from self._command(word, holder, frame, PRESENT, self._force(force))
                elif standing := self._standing(word, frame):
                    commanded = self._commanded(word, frame)
                    for holder in fill(self.parsed, word, dict(frame.roles)["holder"]):
                        yield from self._command(word, holder, frame, standing, commanded)

    def _frames(self, word: Word, inverted: bool) -> Iterator[Frame]:
        """The frames of posts that a word evokes."""
        # The tagger takes « que commande X » for a noun.
        pos = "VERB" if inverted else category(word)
        lemmas = (word.lemma, word.lemma + "r") if inverted else (word.lemma,)
        for lemma in lemmas:
            for frame in self.parsed.text.lexicon.frames.get((pos, lemma), ()):
                relative = inverted or self.parsed.words[word.i - 1].lemma == "qui"
                fits = relative or "relative" not in frame.features or self._apposed(word) is not None
                if fits and frame.evokes.startswith("role/") and self._needs_met(word, frame.needs):
                    yield frame

    def _inverted(self, word: Word) -> tuple[Word, Word] | None:
        """« la Force, que commande X »: the body before the pronoun and who stands behind the verb."""
        around = self.parsed.words[max(0, word.i - 1) : word.i + 2]
        if len(around) < 3 or around[0].lemma != "que" or not isinstance(around[2].mention, PersonMention):
            return None
        body = next(just_before(self.parsed, around[0]), None)
        return (body, around[2]) if body and present(self.parsed, word) else None

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

    def _command(
        self,
        word: Word,
        holder: Word,
        frame: Frame,
        standing: str,
        commanded: tuple[Entity, Span] | None,
    ) -> Iterator[Fact]:
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
        if "relative" in frame.features:
            direct = self._apposed(word) or self._right_behind(word)
            return self._force(direct) if direct else None
        noun = next((w for w in self.parsed.below(word) if w.lemma in frame.needs), None)
        objects = () if noun else fill(self.parsed, word, self.parsed.text.lexicon.slot("slot/object"))
        start = (noun or word).i + 1
        for other in (*objects, *self.parsed.words[start : start + _REACH]):
            if other.sentence != word.sentence:
                break
            if found := self._force(other):
                return found
        return None

    def _apposed(self, word: Word) -> Word | None:
        """« l'Agence, dirigée par X »: the body that a participle stands behind, itself no complement."""
        behind = reversed(self.parsed.words[max(0, word.i - 2) : word.i])
        body = next((w for w in behind if w.text != ","), None)
        bare = "VerbForm=Part" in word.features and "Tense=Past" in word.features
        bare &= not any(w.dep.startswith("aux") for w in self.parsed.below(word))
        named = body is not None and isinstance(body.mention, OrganizationMention)
        return body if bare and named and body and body.dep != "nmod" else None

    def _right_behind(self, word: Word) -> Word | None:
        """« qui dirige l'Agence »: the object, with nothing but its article before it."""
        behind = (w for w in self.parsed.words[word.i + 1 : word.i + 3] if w.sentence == word.sentence)
        return next((w for w in behind if w.pos != "DET"), None)

    def _force(self, word: Word) -> tuple[Entity, Span] | None:
        text, things = self.parsed.text, self.statements.things
        if isinstance(word.mention, OrganizationMention):
            body = things.body(word.mention)
            return (body, word.span) if body else None
        end = text.after(word.span[0], "service")
        demonym = text.at(end, "demonym") if end else None
        state = things.state_of(demonym.ids) if demonym else None
        return (state, (word.span[0], demonym.end)) if state and demonym else None
