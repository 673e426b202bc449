"""Things to compare in, groups of those that are one and the decisions on them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kgriyadh.identity.cluster import Groups, Pair, group
from kgriyadh.identity.weight import SAME, Ground, verdict_of
from kgriyadh.resolution import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kgriyadh.identity.judgement import Ruling
    from kgriyadh.resolution import Mention, Verdict

_ONE_LOOK = ("même nom, mêmes fonctions et grades / same name, posts and ranks",)
_BLOCKED = "contredit par un autre rapprochement / contradicted by another match"


class Comparable(Protocol):
    """Something to match: its mentions, sorted by day and document, and the documents that hold them."""

    mentions: list[Mention]
    documents: set[str]


Thing = TypeVar("Thing", bound=Comparable)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two things come to: the grounds, and whether one has only a shortened name.

    ``separate`` says that nothing may bring them together, not even a third; ``doubtful`` that only a third
    that is surely one with both may; ``parted`` that they would be one but for what speaks against it.
    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    partial: bool
    separate: bool
    doubtful: bool
    parted: bool


def comparison(grounds: Sequence[Ground], partial: bool = False) -> Comparison:
    """Return what grounds come to."""
    verdict, score = verdict_of(grounds)
    against = any(ground.points < 0 for ground in grounds)
    separate = verdict == "different" and against
    parted = separate and sum(max(0.0, ground.points) for ground in grounds) >= SAME
    doubtful = verdict == "ask" and against
    return Comparison(verdict, score, tuple(map(str, grounds)), partial, separate, doubtful, parted)


class Match(Generic[Thing]):
    """The things of one kind, in groups that are one thing each.

    ``compare`` gives what two of them come to, or None where their names are two; ``unlike`` says for
    such a pair whether it has to stay apart.
    """

    def __init__(
        self,
        things: Sequence[Thing],
        candidates: Iterable[tuple[int, int]],
        compare: Callable[[Thing, Thing], Comparison | None],
        unlike: Callable[[Thing, Thing], bool],
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self.things = things
        self._compare, self._unlike = compare, unlike
        self._known: dict[tuple[int, int], Comparison] = {}
        self._numbers = {mention: n for n, thing in enumerate(things) for mention in thing.mentions}
        self._rulings = [one for one in rulings if any(m in self._numbers for m in one.mentions)]
        self._ruled_apart = {
            pair for one in self._rulings if one.judgement.verdict == "different" for pair in self._pairs(one)
        }
        self.groups = Groups(len(things), self._apart, self._doubtful)
        for one in self._rulings:
            if one.judgement.verdict == "same":
                for first, second in self._pairs(one):
                    self.groups.force(first, second)
        self._candidates = sorted({pair for pair in candidates if self._of(*pair)})
        group(self.groups, self._same())

    def _pairs(self, ruling: Ruling) -> list[tuple[int, int]]:
        """Return the pairs of things that a ruling is about."""
        pairs = [(self._numbers[one], self._numbers[other]) for one, other in ruling.pairs()]
        return [(min(pair), max(pair)) for pair in pairs]

    def _of(self, one: int, other: int) -> Comparison | None:
        """Return what two things come to; most pairs have two names, and are not kept."""
        pair = (one, other) if one < other else (other, one)
        found = self._known.get(pair) or self._compare(self.things[pair[0]], self.things[pair[1]])
        if found:
            self._known[pair] = found
        return found

    def _same(self) -> Iterator[Pair]:
        for one, other in self._candidates:
            found = self._of(one, other)
            if found and found.verdict == "same":
                yield Pair(one, other, found.score, found.partial)

    def _apart(self, one: int, other: int) -> bool:
        pair = (one, other) if one < other else (other, one)
        if pair in self._ruled_apart or self.things[one].documents & self.things[other].documents:
            return True
        found = self._of(one, other)
        return found.separate if found else self._unlike(self.things[one], self.things[other])

    def _doubtful(self, one: int, other: int) -> bool:
        found = self._of(one, other)
        return found is not None and found.doubtful

    def decisions(self) -> Iterator[Decision]:
        """Give the decisions: what was joined and why, what is to be asked, which namesakes are two."""
        yield from self._one_look()
        yield from (self._decision(pair.one, pair.other) for pair in self.groups.joined)
        yield from self._between_groups()
        yield from self._ruled()

    def _one_look(self) -> Iterator[Decision]:
        for thing in self.things:
            for mention in thing.mentions[1:]:
                yield Decision(thing.mentions[0], mention, "same", 1.0, SAME, _ONE_LOOK)

    def _between_groups(self) -> Iterator[Decision]:
        """The likeliest pair of each two groups whose names are alike."""
        best: dict[tuple[int, int], tuple[float, int, int]] = {}
        for one, other in self._candidates:
            roots = tuple(sorted((self.groups.root(one), self.groups.root(other))))
            found = self._of(one, other)
            if found and roots[0] != roots[1] and (found.verdict != "different" or found.parted):
                entry = (-found.score, one, other)
                best[roots[0], roots[1]] = min(best.get((roots[0], roots[1]), entry), entry)
        for _, one, other in sorted(best.values()):
            decision = self._decision(one, other)
            pairs = {
                (a, b) if a < b else (b, a)
                for a in self.groups.members(one)
                for b in self.groups.members(other)
            }
            if pairs & self._ruled_apart:
                continue
            if decision.verdict == "same":
                decision = replace(decision, verdict="ask", reasons=(*decision.reasons, _BLOCKED))
            yield decision

    def _decision(self, one: int, other: int) -> Decision:
        found = self._of(one, other)
        assert found is not None
        first, second = self.things[one].mentions[0], self.things[other].mentions[0]
        return Decision(first, second, found.verdict, found.score, SAME, found.reasons)

    def _ruled(self) -> Iterator[Decision]:
        for ruling in self._rulings:
            judged = ruling.judgement
            score = 1.0 if judged.verdict == "same" else 0.0
            for one, other in ruling.pairs():
                yield Decision(
                    one, other, judged.verdict, score, SAME, (judged.why,) if judged.why else (), judged
                )
