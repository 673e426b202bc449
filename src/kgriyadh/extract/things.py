"""Bodies and places of one text as entities: acronyms, « la Coalition », homonyms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kgriyadh.annotate.mention import OrganizationMention, PersonMention, PlaceMention, TitleMention
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.fact import Entity
from kgriyadh.fold import words

_STATE = "kgr:Country"


class Things:
    """The bodies and places of a text, found again by their mentions."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._mentions = sorted({m.span: m for m in _organizations(parsed)}.values(), key=lambda m: m.span)
        self._groups: list[list[OrganizationMention]] = []
        self._keys: dict[tuple[int, int], int] = {}
        # What is called by the same words is the same body: compared once, however often it is named.
        same: dict[tuple[str | None, tuple[str, ...]], int] = {}
        for mention in self._mentions:
            if not mention.pointer:
                said = mention.known, tuple(map(parsed.spelled, mention.names))
                if said not in same:
                    same[said] = self._group(mention)
                self._keys[mention.span] = same[said]
        self.organizations = [self._entity(group, k) for k, group in enumerate(self._groups)]
        self.countries_named = _countries(parsed)

    # ---------------------------------------------------------------- bodies

    def _group(self, mention: OrganizationMention) -> int:
        names = self._names(mention)
        if self._bare(mention) and not mention.known:
            fuller = [k for k, g in enumerate(self._groups) if any(_opens(names, self._names(o)) for o in g)]
            if len(fuller) == 1:
                self._groups[fuller[0]].append(mention)
                return fuller[0]
        for k, group in enumerate(self._groups):
            if any(self._one(mention, names, other) for other in group):
                group.append(mention)
                return k
        self._groups.append([mention])
        return len(self._groups) - 1

    def _bare(self, mention: OrganizationMention) -> bool:
        """« la Force conjointe »: nothing but the words that open the names of such bodies."""
        start, end = mention.names[0]
        text = self.parsed.text
        head = text.at(start, "head")
        return (
            head is not None and head.end == end > start + 1 and start > 0 and text.has(start - 1, "definite")
        )

    def _one(
        self, mention: OrganizationMention, names: set[tuple[str, ...]], other: OrganizationMention
    ) -> bool:
        if mention.known and other.known:
            return mention.known == other.known
        others = self._names(other)
        return bool(names & others) or any(_begins(a, b) or _begins(b, a) for a in names for b in others)

    def _names(self, mention: OrganizationMention) -> set[tuple[str, ...]]:
        return {words(self.parsed.spelled(span)) for span in mention.names}

    def _entity(self, group: list[OrganizationMention], number: int) -> Entity:
        spelled = dict.fromkeys(" ".join(self.parsed.spelled(s).split()) for m in group for s in m.names)
        names = sorted(spelled, key=lambda n: -len(words(n)))
        known = next((m.known for m in group if m.known), None)
        kind = next((m.kind for m in group if m.known), group[0].kind)
        return Entity(f"o{number + 1}", kind, tuple(names), known)

    def named(self) -> list[OrganizationMention]:
        """The mentions that spell a name, in order."""
        return [m for m in self._mentions if not m.pointer]

    def body(self, mention: OrganizationMention) -> Entity | None:
        """The body that a mention means; None for a pointer that points to none or to several."""
        if mention.span in self._keys:
            return self.organizations[self._keys[mention.span]]
        return self._pointed(mention)

    def _pointed(self, mention: OrganizationMention) -> Entity | None:
        """« la Coalition »: the last body named whose name holds the word as its head."""
        if not mention.pointer:
            return None
        head = words(self.parsed.spelled(mention.names[0]))[0]
        before = [m for m in self._mentions if m.span in self._keys and m.span[0] < mention.span[0]]
        if mention.candidates:
            called = {self._keys[m.span] for m in before if m.known in mention.candidates}
            return self.organizations[called.pop()] if len(called) == 1 else None
        for other in reversed(before):
            entity = self.organizations[self._keys[other.span]]
            if any(words(n)[:1] == (head,) for n in (*entity.names, *self._labels(entity))):
                return entity
        return None

    def _labels(self, entity: Entity) -> tuple[str, ...]:
        return self.parsed.text.lexicon.entry(entity.known).get("prefLabel") if entity.known else ()

    # ---------------------------------------------------------------- places

    def place(self, mention: PlaceMention) -> Entity | None:
        """The place that a mention means; None for a homonym that the text leaves open."""
        id = self._choice(mention)
        return None if id is None else Entity(id, mention.kind, self._spellings(id, mention.kind), id)

    def state_of(self, ids: tuple[str, ...]) -> Entity | None:
        """The state that a demonym means, of those that it may mean; None where the text leaves it open."""
        id = self._state_id(ids)
        return self.state(id) if id else None

    def state(self, id: str) -> Entity:
        """The state with a known id, with the names that the text gives it, if any."""
        return Entity(id, _STATE, self._spellings(id, _STATE), id)

    def _spellings(self, id: str, kind: str) -> tuple[str, ...]:
        return tuple(self._place_names.get((id, kind), ()))

    @cached_property
    def _place_names(self) -> dict[tuple[str, str], dict[str, None]]:
        """The names that the text gives each place, in the order in which it does."""
        names: dict[tuple[str, str], dict[str, None]] = {}
        for mention in self.parsed.mentions:
            if isinstance(mention, PlaceMention) and (id := self._choice(mention)):
                names.setdefault((id, mention.kind), {})[self.parsed.spelled(mention.span)] = None
        return names

    def _choice(self, mention: PlaceMention) -> str | None:
        if len(mention.candidates) == 1:
            return mention.candidates[0]
        lexicon = self.parsed.text.lexicon
        if mention.kind != "kgr:City":
            return self._state_id(mention.candidates)
        places = [lexicon.places[c] for c in mention.candidates if c in lexicon.places]
        near = [p for p in places if f"place/{p.iso.lower()}" in self.countries_named]
        if near or not places:
            return max(near, key=lambda p: p.population).id if near else None
        first, second = sorted(places, key=lambda p: -p.population)[:2]
        # A name that two large cities share stays open, where the text tells neither country.
        return first.id if first.capital or first.population > 5 * second.population else None

    def _state_id(self, ids: tuple[str, ...]) -> str | None:
        """The one that the text names; where it names none, the foremost of the namesakes."""
        if len(ids) == 1:
            return ids[0]
        named = [id for id in ids if id in self.countries_named]
        foremost = [id for id in ids if self.parsed.text.lexicon.entry(id).says("foremost")]
        return next(iter(named or foremost), None) if len(named) < 2 else None


def _begins(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name of three words or more is the beginning of another."""
    return 3 <= len(short) < len(full) and full[: len(short)] == short


def _opens(names: set[tuple[str, ...]], fuller: set[tuple[str, ...]]) -> bool:
    """Whether one of some names is the beginning of one of others, or is that."""
    return any(full[: len(short)] == short for short in names for full in fuller)


def _organizations(parsed: Parsed) -> Iterable[OrganizationMention]:
    for mention in parsed.mentions:
        if isinstance(mention, OrganizationMention):
            yield mention
        elif isinstance(mention, PersonMention | TitleMention):
            for post in mention.posts:
                yield from (b for b in post.bodies if isinstance(b, OrganizationMention))


def _countries(parsed: Parsed) -> frozenset[str]:
    """The states that a text names without doubt, by name or by demonym."""
    found = set()
    for mention in parsed.mentions:
        bodies = [mention] if isinstance(mention, PlaceMention) else []
        if isinstance(mention, PersonMention):
            bodies += [b for p in mention.posts for b in p.bodies if isinstance(b, PlaceMention)]
            bodies += mention.states
        found |= {b.candidates[0] for b in bodies if b.kind == _STATE and len(b.candidates) == 1}
    for match in parsed.text.matches:
        if (demonym := match.get("demonym")) and len(demonym.ids) == 1:
            found.add(demonym.ids[0])
    return frozenset(found)
