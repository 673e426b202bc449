"""Facts by number: the members of each class, the pairs of each predicate, and indexes for joins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgriyadh.rules.pair import Pair, ends, paired, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgriyadh.rules.plan import Fact

TYPE, SAME_AS = 0, 1  # the numbers of rdf:type and owl:sameAs

_Index = dict[int, list[int]]


class Facts:
    """A set of facts. Those of ``rdf:type`` are kept by class, the others by predicate."""

    __slots__ = ("members", "pairs")

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.members: defaultdict[int, set[int]] = defaultdict(set)
        self.pairs: defaultdict[int, set[Pair]] = defaultdict(set)
        for fact in facts:
            self.add(fact)

    def __bool__(self) -> bool:
        return bool(self.members or self.pairs)

    def __contains__(self, fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate == TYPE:
            return subject in self.members.get(value, ())
        return paired(subject, value) in self.pairs.get(predicate, ())

    def __iter__(self) -> Iterator[Fact]:
        for kind, members in self.members.items():
            yield from ((one, TYPE, kind) for one in members)
        yield from self.of(self.pairs)

    def of(self, predicates: Iterable[int]) -> Iterator[Fact]:
        """Give the facts of some predicates, which are not ``rdf:type``."""
        for predicate in predicates:
            pairs = self.pairs.get(predicate, ())
            yield from ((subject, predicate, value) for subject, value in ends(pairs))

    def __and__(self, others: Facts) -> Facts:
        """Return the facts that are among others too."""
        both = Facts()
        for kind in self.members.keys() & others.members.keys():
            if members := self.members[kind] & others.members[kind]:
                both.members[kind] = members
        for predicate in self.pairs.keys() & others.pairs.keys():
            if pairs := self.pairs[predicate] & others.pairs[predicate]:
                both.pairs[predicate] = pairs
        return both

    def __sub__(self, others: Facts) -> Facts:
        """Return the facts that are not among others."""
        rest = Facts()
        for kind, members in self.members.items():
            if left := members - others.members.get(kind, set()):
                rest.members[kind] = left
        for predicate, pairs in self.pairs.items():
            if left := pairs - others.pairs.get(predicate, set()):
                rest.pairs[predicate] = left
        return rest

    def take(self, more: Facts) -> None:
        """Add facts."""
        for kind, members in more.members.items():
            self.members[kind] |= members
        for predicate, pairs in more.pairs.items():
            self.pairs[predicate] |= pairs

    def add(self, fact: Fact) -> None:
        """Add one fact."""
        subject, predicate, value = fact
        if predicate == TYPE:
            self.members[value].add(subject)
        else:
            self.pairs[predicate].add(paired(subject, value))


class IndexedFacts(Facts):
    """Facts that patterns can be matched with; an index is made when a pattern first asks for it."""

    __slots__ = ("_by_object", "_by_subject", "_classes")

    def __init__(self) -> None:
        super().__init__()
        self._by_subject: dict[int, _Index] = {}
        self._by_object: dict[int, _Index] = {}
        self._classes: _Index | None = None

    def take(self, more: Facts) -> None:
        """Add facts that are all new."""
        super().take(more)
        if self._classes is not None:
            _index(self._classes, ((one, kind) for kind, members in more.members.items() for one in members))
        for predicate, pairs in more.pairs.items():
            if predicate in self._by_subject:
                _index(self._by_subject[predicate], ends(pairs))
            if predicate in self._by_object:
                _index(self._by_object[predicate], ends(turned(pairs)))

    def match(self, subject: int, predicate: int, value: int) -> Iterable[tuple[int, int]]:
        """Return subject and object of the facts of a predicate; a negative number is any."""
        if predicate == TYPE:
            return self._match_type(subject, value)
        pairs = self.pairs.get(predicate)
        if not pairs:
            return ()
        if subject >= 0 and value >= 0:
            return ((subject, value),) if paired(subject, value) in pairs else ()
        if subject >= 0:
            return [(subject, found) for found in self.objects(predicate).get(subject, ())]
        if value >= 0:
            return [(found, value) for found in self.subjects(predicate).get(value, ())]
        return ends(pairs)

    def objects(self, predicate: int) -> _Index:
        """Return the objects of a predicate by subject."""
        index = self._by_subject.get(predicate)
        if index is None:
            index = self._by_subject[predicate] = {}
            _index(index, ends(self.pairs.get(predicate, ())))
        return index

    def subjects(self, predicate: int) -> _Index:
        """Return the subjects of a predicate by object."""
        index = self._by_object.get(predicate)
        if index is None:
            index = self._by_object[predicate] = {}
            _index(index, ends(turned(self.pairs.get(predicate, ()))))
        return index

    def _match_type(self, subject: int, kind: int) -> Iterable[tuple[int, int]]:
        if kind >= 0:
            members = self.members.get(kind, ())
            if subject < 0:
                return [(one, kind) for one in members]
            return ((subject, kind),) if subject in members else ()
        if subject >= 0:
            return [(subject, found) for found in self.classes().get(subject, ())]
        return [(one, found) for found, members in self.members.items() for one in members]

    def classes(self) -> _Index:
        """Return the classes of each thing."""
        if self._classes is None:
            self._classes = {}
            _index(self._classes, ((one, kind) for kind, members in self.members.items() for one in members))
        return self._classes


def _index(index: _Index, found: Iterable[tuple[int, int]]) -> None:
    for key, value in found:
        index.setdefault(key, []).append(value)
