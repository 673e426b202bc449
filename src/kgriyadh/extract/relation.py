"""What holds between bodies and states: cooperation, membership, number of members, seat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kgriyadh.annotate.mention import OrganizationMention, PersonMention, PlaceMention, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.dates import cardinal
from kgriyadh.extract.confidence import CIRCUMSTANCE, CLAUSE, LIKENED, VERB
from kgriyadh.extract.event import HELD, status
from kgriyadh.extract.reference import References
from kgriyadh.extract.syntax import ancestors, fill, inherited, listed, locative, marker, negated
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact
from kgriyadh.lexicon import Frame

_COOPERATES = "kgr:cooperatesWith"
_MEMBER = "org:memberOf"
_NEAR = 8
_LONGEST_LIST = 200


class Relations:
    """Reads relations between the bodies and states of a parsed text."""

    def __init__(self, parsed: Parsed, things: Things, references: References) -> None:
        self.parsed = parsed
        self.things = things
        self.references = references
        self._lexicon = parsed.text.lexicon

    def facts(self) -> Iterator[Fact]:
        """Each relation once, with all the words that state it."""
        found: dict[tuple[Entity, str, object], list[Fact]] = {}
        for fact in (
            *self._cooperations(),
            *self._memberships(),
            *self._joined(),
            *self._counts(),
            *self._seats(),
        ):
            found.setdefault((fact.subject, fact.predicate, fact.object), []).append(fact)
        for same in found.values():
            quotes = tuple(dict.fromkeys(q for f in same for q in f.quotes))
            first = same[0]
            yield Fact(first.subject, first.predicate, first.object, quotes, first.confidence, first.rule)

    # ---------------------------------------------------------------- cooperation

    def _cooperations(self) -> Iterator[Fact]:
        for word in self.parsed.words:
            if word.mention is not None or negated(self.parsed, word) or self._ended(word):
                continue
            category = "VERB" if word.pos in {"VERB", "AUX"} else word.pos
            for frame in self._lexicon.frames.get((category, word.lemma), ()):
                if frame.evokes == _COOPERATES and self._meant(word, frame):
                    parties: dict[Entity, Word] = {}
                    for _, slot in frame.roles:
                        for filler in fill(self.parsed, word, slot):
                            for entity, said in self._side(filler):
                                parties.setdefault(entity, said)
                        head = self.parsed.words[word.head]
                        if len(parties) < 2 and word.dep == "nmod" and head.mention is None:
                            parties |= {e: w for f in fill(self.parsed, head, slot) for e, w in self._side(f)}
                    if len(parties) < 2 and "agreement" in frame.features:
                        parties = self._bound(word)
                    if len(parties) < 2:
                        parties = self._dual(word) or self._shared(word) or self._of_subject(word) or parties
                    yield from self._pairs(word, parties)

    def _dual(self, word: Word) -> dict[Entity, Word]:
        """« coopération militaire algéro-tunisienne »: the two states of one adjective."""
        for other in self.parsed.words[word.i + 1 : word.i + 4]:
            if other.mention is not None or other.sentence != word.sentence or other.text == ",":
                return {}
            first, hyphen, second = other.text.partition("-")
            one, two = self._lexicon.match([first])[0], self._lexicon.match([second])[0]
            if hyphen and "combining" in one and "demonym" in two:
                ids = (*one["combining"].ids, *two["demonym"].ids)
                return {self.things.state(id): other for id in ids} if len(ids) == 2 else {}
        return {}

    def _meant(self, word: Word, frame: Frame) -> bool:
        """Whether a verb that binds is said of an agreement."""
        return "agreement" not in frame.features or self._agreed(word)

    def _agreed(self, word: Word) -> bool:
        """Whether the sentence speaks of a cooperation or a partnership: a road may bind two states too."""
        frames = (f for w in self.parsed.row(word.sentence) for f in self._nominal(w.lemma))
        return any(frame.evokes == _COOPERATES for frame in frames)

    def _nominal(self, lemma: str) -> tuple[Frame, ...]:
        return tuple(self._lexicon.frames.get(("NOUN", lemma), ()))

    def _bound(self, word: Word) -> dict[Entity, Word]:
        """« un accord de coopération lie X à Y », where the parser hangs X and Y on another word."""
        row = [w for w in self.parsed.row(word.sentence) if w.i > word.i and w.mention is not None][:2]
        sides = {entity: w for w in row if (entity := self._body(w))}
        if len(sides) < 2 or any(w.i > word.i + 7 for w in row):
            return {}
        between = self.parsed.words[row[0].i + 1 : row[1].i]
        to = bool(between) and self.parsed.text.has(between[0].span[0], "binding-to")
        return sides if to and len(between) < 3 else {}

    def _ended(self, word: Word) -> bool:
        """« a rompu sa coopération »: what is broken off or only possible is none."""
        ending = self._lexicon.words("ending")
        return any(a.lemma in ending for a in ancestors(self.parsed, word))

    def _pairs(self, word: Word, parties: dict[Entity, Word]) -> Iterator[Fact]:
        for (one, a), (other, b) in combinations(sorted(parties.items(), key=lambda p: p[1].i), 2):
            quote = self.parsed.quote(cover(word.span, a.span, b.span))
            yield Fact(one, _COOPERATES, other, (quote,), LIKENED, "cooperation")

    def _side(self, word: Word) -> Iterator[tuple[Entity, Word]]:
        """A body or state; « les structures du CCG » stands for the CCG."""
        entity = self._body(word)
        if entity:
            yield entity, word
        elif word.mention is None and word.pos == "NOUN":
            yield from (
                (entity, word) for entity, _ in self.references.meant(word) if entity.kind == "kgr:Country"
            )
            for inner in self.parsed.below(word):
                if inner.dep == "nmod" and (entity := self._body(inner)):
                    yield entity, inner

    def _body(self, word: Word) -> Entity | None:
        mention = word.mention
        if isinstance(mention, OrganizationMention):
            return self.things.body(mention)
        if isinstance(mention, PlaceMention) and mention.kind == "kgr:Country":
            return self.things.place(mention)
        return None

    def _of_subject(self, word: Word) -> dict[Entity, Word]:
        """« la volonté de son pays de coopérer avec le Tchad »: the state of the subject's post."""
        row = self.parsed.row(word.sentence)
        other = {
            e: w for w in row if w.i > word.i and marker(self.parsed, w) == "avec" for e, w in self._side(w)
        }
        own = [w for w in row if w.lemma == "pays" and self.parsed.text.has(w.span[0] - 1, "possessive")]
        subjects = [w for w in row if w.dep.startswith("nsubj") and isinstance(w.mention, PersonMention)]
        if len(other) != 1 or not own or len(subjects) != 1:
            return {}
        state = self.references.state_of(subjects[0])
        return {state: own[0], **other} if state and state not in other else {}

    def _shared(self, word: Word) -> dict[Entity, Word]:
        """« leur coopération »: the two that are the subject of the clause."""
        tokens = self.parsed.text.tokens
        owners = {tokens[w.span[0]].folded for w in self.parsed.below(word)}
        if not owners & {"leur", "leurs"}:
            return {}
        for above in ancestors(self.parsed, word):
            subjects = [w for w in self.parsed.below(above) if w.dep.startswith("nsubj")]
            sides = {
                e: w
                for s in subjects or inherited(self.parsed, above)
                for x in listed(self.parsed, s)
                for e, w in self._side(x)
            }
            if len(sides) == 2:
                return sides
        return {}

    # ---------------------------------------------------------------- membership

    def _memberships(self) -> Iterator[Fact]:
        for word in self.parsed.words:
            if word.mention is not None or word.sentence < 0:
                continue
            if word.lemma == "membre" and (
                not self._predicate(word) or status(self.parsed, word) is not None
            ):
                yield from self._member(word)
                yield from self._members_beside(word)
            elif self._comprises(word) and status(self.parsed, word) is not None:
                yield from self._listed_members(word)

    def _member(self, word: Word) -> Iterator[Fact]:
        """« le Ghana, membre de la CEDEAO », « le Tchad est membre de »."""
        body = self._next_body(word)
        state = self._state_before(word)
        if body and state:
            quote = self.parsed.quote((state[1].span[0], body[1].span[1]))
            yield Fact(state[0], _MEMBER, body[0], (quote,), CLAUSE, "member-of")

    def _members_beside(self, word: Word) -> Iterator[Fact]:
        """« cinq États (A, B et C) membres du G5 », « les pays membres du G5 sont A, B et C »."""
        body = self._next_body(word)
        if body is None:
            return
        for state, said in self._states_in_brackets(word) or self._states_behind(body[1]):
            quote = self.parsed.quote(cover(body[1].span, word.span, said.span))
            yield Fact(state, _MEMBER, body[0], (quote,), VERB, "members-listed")

    def _states_in_brackets(self, word: Word) -> list[tuple[Entity, Word]]:
        """The states between the brackets that close right before « membres », « sont » at most between."""
        words = self.parsed.words
        close = next((k for k in range(word.i - 1, max(0, word.i - 4), -1) if words[k].text == ")"), None)
        if close is None or any(w.lemma not in {"etre", "le"} for w in words[close + 1 : word.i]):
            return []
        inside = range(close, max(0, close - _LONGEST_LIST), -1)
        opening = next((k for k in inside if words[k].text == "("), close)
        return self._states(words[opening + 1 : close])

    def _states_behind(self, body: Word) -> list[tuple[Entity, Word]]:
        """The states that « sont », « à savoir » or a colon leads to behind the body's name."""
        row = [w for w in self.parsed.row(body.sentence) if w.i > body.i]
        first = next((k for k, w in enumerate(row) if w.mention is not None), len(row))
        lead = " ".join(w.text.casefold() for w in row[:first] if w.pos != "DET")
        if lead not in self._lexicon.words("member-lead"):
            return []
        end = next((k for k, w in enumerate(row) if k > first and w.pos in {"VERB", "AUX"}), len(row))
        return self._states(row[first:end])

    def _states(self, words: Sequence[Word]) -> list[tuple[Entity, Word]]:
        """The states of a list of two or more; none where anything else is named in it."""
        named = [w for w in words if w.mention is not None]
        states = [(entity, w) for w in named if (entity := self._body(w)) and entity.kind == "kgr:Country"]
        return states if len(states) == len(named) > 1 else []

    def _predicate(self, word: Word) -> bool:
        """Whether « membre » is what the sentence says of its subject, rather than an apposition."""
        return word.dep == "ROOT" or any(w.dep == "cop" for w in self.parsed.below(word))

    def _next_body(self, word: Word) -> tuple[Entity, Word] | None:
        for other in self.parsed.words[word.i + 1 : word.i + 6]:
            if other.sentence != word.sentence or other.text in {",", ";", ":"}:
                return None
            if isinstance(other.mention, OrganizationMention):
                body = self.things.body(other.mention)
                return (body, other) if body else None
        return None

    def _state_before(self, word: Word) -> tuple[Entity, Word] | None:
        """The state right before « membre », a comma, « est », « pays » or « État » between."""
        allowed = self._lexicon.words("member-link")
        for other in reversed(self.parsed.words[max(0, word.i - 6) : word.i]):
            if other.sentence != word.sentence:
                return None
            if isinstance(other.mention, PlaceMention):
                state = self.things.place(other.mention) if other.mention.kind == "kgr:Country" else None
                return (state, other) if state else None
            tokens = {self.parsed.text.tokens[i].folded for i in range(*other.span)}
            if not tokens <= allowed and other.lemma not in allowed:
                return None
        return None

    def _listed_members(self, word: Word) -> Iterator[Fact]:
        """« La FMM regroupe cinq pays : le Nigeria, le Niger, … »."""
        body = self._comprising(word)
        if body is None:
            return
        states = []
        for other in self.parsed.words[word.i + 1 :]:
            if other.sentence != word.sentence or other.pos == "VERB" or other.text == ";":
                break
            if isinstance(other.mention, PlaceMention):
                state = self.things.place(other.mention)
                if state is None or other.mention.kind != "kgr:Country":
                    break
                states.append((state, other))
            elif isinstance(other.mention, OrganizationMention):
                break
        if len(states) < 2:
            return
        for state, said in states:
            quote = self.parsed.quote((body[1].span[0], said.span[1]))
            yield Fact(state, _MEMBER, body[0], (quote,), VERB, "members-listed")

    def _comprises(self, word: Word) -> bool:
        """« regroupe », « compte »; the tagger takes « compte » for a noun behind a name."""
        comprising = self._lexicon.words("comprising")
        return word.lemma in comprising or word.lemma + "r" in comprising

    def _joined(self) -> Iterator[Fact]:
        """« La Suède a rejoint l'OTAN », « ont adhéré à la Ligue arabe »."""
        for word in self.parsed.words:
            for frame in self._lexicon.frames.get(("VERB", word.lemma), ()) if word.pos == "VERB" else ():
                if frame.evokes != _MEMBER or status(self.parsed, word) != HELD:
                    continue
                filled = [(role, w) for role, slot in frame.roles for w in fill(self.parsed, word, slot)]
                sides = [(role, w, e) for role, w in filled if (e := self._body(w))]
                bodies = [(e, w) for role, w, e in sides if role == "body" and e.kind != "kgr:Country"]
                states = [(e, w) for role, w, e in sides if role == "member" and e.kind == "kgr:Country"]
                for body, at in bodies[:1]:
                    for state, said in states:
                        quote = self.parsed.quote(cover(said.span, at.span))
                        yield Fact(state, _MEMBER, body, (quote,), CLAUSE, "joined")

    def _comprising(self, word: Word) -> tuple[Entity, Word] | None:
        """The body that is the subject of « regroupe », « réunit », « compte »."""
        before = [w for w in self.parsed.words[max(0, word.i - 1) : word.i] if w.mention is not None]
        for subject in (*fill(self.parsed, word, self._lexicon.slot("slot/subject")), *before):
            if isinstance(subject.mention, OrganizationMention):
                body = self.things.body(subject.mention)
                return (body, subject) if body else None
        return None

    # ---------------------------------------------------------------- counts and seats

    def _counts(self) -> Iterator[Fact]:
        """« les 43 pays membres de la Coalition », « regroupe cinq pays »."""
        for noun in self.parsed.words[1:]:
            word = self.parsed.words[noun.i - 1]
            if noun.lemma not in self._lexicon.words("member-noun") or word.mention is not None:
                continue
            count = cardinal(self.parsed.text.tokens[word.span[0]].text) or 0
            body = self._counted(word, noun)
            definite = self.parsed.text.has(word.span[0] - 1, "definite")
            if body and count > 1 and (definite or body[1].i < word.i):
                quote = self.parsed.quote(cover(word.span, noun.span, body[1].span))
                yield Fact(body[0], "kgr:memberCount", count, (quote,), CIRCUMSTANCE, "count-of-members")

    def _counted(self, word: Word, noun: Word) -> tuple[Entity, Word] | None:
        following = self.parsed.words[noun.i + 1 : noun.i + 2]
        if noun.lemma == "membre" or any(
            w.lemma == "membre" or w.text.startswith("membre") for w in following
        ):
            body = self._next_body(following[0] if noun.lemma != "membre" and following else noun)
            if body:
                return body
        verb = next((a for a in (word, *ancestors(self.parsed, word)) if self._comprises(a)), None)
        verb = verb or next(
            (w for w in self.parsed.words[max(0, word.i - 1) : word.i] if self._comprises(w)), None
        )
        return self._comprising(verb) if verb else None

    def _seats(self) -> Iterator[Fact]:
        """« qui a son siège à Yaoundé », « dont le quartier général se trouve à N'Djamena », « basée à »."""
        for word in self.parsed.words:
            if (
                not isinstance(word.mention, PlaceMention)
                or word.mention.kind == "kgr:Region"
                or not locative(self.parsed, word)
            ):
                continue
            seat = self._seat_word(word)
            body = self._body_before(seat) if seat else None
            place = self.things.place(word.mention)
            if seat and body and place:
                quote = self.parsed.quote((body[1].span[0], word.span[1]))
                yield Fact(body[0], "kgr:headquarters", place, (quote,), CIRCUMSTANCE, "seat")

    def _seat_word(self, place: Word) -> Word | None:
        """The word for a seat before a place, with nothing between but a copula or a preposition."""
        for other in reversed(self.parsed.words[max(0, place.i - 6) : place.i]):
            if (
                other.sentence != place.sentence
                or isinstance(other.mention, PlaceMention)
                or other.text == ","
            ):
                return None
            folded = {self.parsed.text.tokens[i].folded for i in range(*other.span)}
            if folded & self._lexicon.words("seat") and other.marker is None:
                return other
        return None

    def _body_before(self, word: Word) -> tuple[Entity, Word] | None:
        for other in reversed(self.parsed.words[max(0, word.i - _NEAR) : word.i]):
            if other.sentence != word.sentence:
                return None
            if isinstance(other.mention, OrganizationMention):
                body = self.things.body(other.mention)
                return (body, other) if body else None
            if other.mention is not None:
                return None
        return None
