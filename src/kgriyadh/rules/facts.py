"""Facts by number: the members of each class, the pairs of each predicate, and indexes for joins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgriyadh.rules.plan import Fact

Pair = tuple[int, int]
TYPE, SAME_AS = 0, 1  # the numbers of rdf:type and owl:sameAs

_Index = dict[int, list[int]]


class Facts:
    """A set of facts. Those of ``rdf:type`` are kept by class, the others by predicate."""

    __slots__ = ("members", "pairs")

    def __init__(self) -> None:
        self.members: defaultdict[int, set[int]] = defaultdict(set)
        self.pairs: defaultdict[int, set[Pair]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self.members or self.pairs)

    def __contains__(self, fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate == TYPE:
            return subject in self.members.get(value, ())
        return (subject, value) in self.pairs.get(predicate, ())

    def __iter__(self) -> Iterator[Fact]:
        for kind, members in self.members.items():
            yield from ((one, TYPE, kind) for one in members)
        for predicate, pairs in self.pairs.items():
            yield from ((subject, predicate, value) for subject, value in pairs)

    def add(self, fact: Fact) -> None:
        """Add one fact."""
        subject, predicate, value = fact
        if predicate == TYPE:
            self.members[value].add(subject)
        else:
            self.pairs[predicate].add((subject, value))


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
        for kind, members in more.members.items():
            self.members[kind] |= members
            if self._classes is not None:
                for one in members:
                    self._classes.setdefault(one, []).append(kind)
        for predicate, pairs in more.pairs.items():
            self.pairs[predicate] |= pairs
            if predicate in self._by_subject:
                _index(self._by_subject[predicate], pairs)
            if predicate in self._by_object:
                _index(self._by_object[predicate], ((value, subject) for subject, value in pairs))

    def match(self, subject: int, predicate: int, value: int) -> Iterable[Pair]:
        """Return subject and object of the facts of a predicate; a negative number is any."""
        if predicate == TYPE:
            return self._match_type(subject, value)
        pairs = self.pairs.get(predicate)
        if not pairs:
            return ()
        if subject >= 0 and value >= 0:
            return ((subject, value),) if (subject, value) in pairs else ()
        if subject >= 0:
            return [(subject, found) for found in self.objects(predicate).get(subject, ())]
        if value >= 0:
            return [(found, value) for found in self.subjects(predicate).get(value, ())]
        return pairs

    def objects(self, predicate: int) -> _Index:
        """Return the objects of a predicate by subject."""
        index = self._by_subject.get(predicate)
        if index is None:
            index = self._by_subject[predicate] = {}
            _index(index, self.pairs.get(predicate, ()))
        return index

    def subjects(self, predicate: int) -> _Index:
        """Return the subjects of a predicate by object."""
        index = self._by_object.get(predicate)
        if index is None:
            index = self._by_object[predicate] = {}
            _index(index, ((value, subject) for subject, value in self.pairs.get(predicate, ())))
        return index

    def _match_type(self, subject: int, kind: int) -> Iterable[Pair]:
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
            for kind, members in self.members.items():
                for one in members:
                    self._classes.setdefault(one, []).append(kind)
        return self._classes


def _index(index: _Index, pairs: Iterable[Pair]) -> None:
    for key, value in pairs:
        index.setdefault(key, []).append(value)
