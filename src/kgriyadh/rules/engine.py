"""The engine: rules and facts in, round by round what follows from them out (semi-naive evaluation).

A round looks only at what the last one found, joined with all that is known. Facts lie in sets by class
and by predicate, and a plan of one premise, or of premises on one thing, is a set operation on them; that
is most of the work on real data. A fact that a round found follows from facts of earlier rounds alone, which
is what ``prove`` goes by.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgriyadh.rules.equality import Equalities
from kgriyadh.rules.facts import SAME_AS, TYPE, Facts, IndexedFacts
from kgriyadh.rules.pair import ends, firsts, paired, seconds, turned
from kgriyadh.rules.plan import Fact, NumberedRule, Plan, finding, plans_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

# So many contradictions are reason enough to stop looking for more.
_ENOUGH = 10_000
_ANY = -1

_Key = tuple[int, int]  # what triggers a plan: rdf:type and a class, or a predicate
_Found = set[int]  # members of a class, or pairs of a predicate
Clash = tuple[str, tuple[Fact, ...]]  # a rule, and the facts that break it


class Engine:
    """Rules at work on facts.

    ``lists`` has the members of each RDF list by its first node, ``literals`` the numbers of literals.
    ``rounds`` is what each round found; ``stated`` facts are in none.
    """

    def __init__(
        self, rules: Iterable[NumberedRule], lists: Mapping[int, Sequence[int]], literals: Collection[int]
    ) -> None:
        self.facts = IndexedFacts()
        self.rounds: list[Facts] = []
        self.clashes: set[Clash] = set()
        self.plans: dict[Plan, None] = {}
        self._rules, self._lists, self._literals = tuple(rules), lists, literals
        self._triggers: defaultdict[_Key, list[tuple[Plan, int]]] = defaultdict(list)
        self._equalities = Equalities()
        self._found = Facts()

    def run(self, facts: Facts) -> None:
        """Add facts and all that follows from them. Raises ``EqualityIsTooWide``."""
        news = facts - self.facts
        self._take(news)
        if not self.plans:
            for rule in self._rules:
                self._enter(finding(rule))
            news = self._next_round(news)
        while news:
            for key, found in self._by_key(news):
                for plan, place in tuple(self._triggers[key]):
                    self._fire(plan, place, found)
            news = self._next_round(news)

    def solutions(self, patterns: Sequence[Fact], binding: list[int], place: int = 0) -> Iterator[list[int]]:
        """Fill the slots of a binding (-1: empty) in each way that meets the patterns; the list is reused."""
        if place == len(patterns):
            yield binding
            return
        subject, predicate, value = patterns[place]
        s = subject if subject >= 0 else binding[~subject]
        o = value if value >= 0 else binding[~value]
        for found_s, found_o in self.facts.match(s, predicate, o):
            if subject == value and found_s != found_o:
                continue
            if s < 0:
                binding[~subject] = found_s
            if o < 0:
                binding[~value] = found_o
            yield from self.solutions(patterns, binding, place + 1)
        if s < 0:
            binding[~subject] = -1
        if o < 0:
            binding[~value] = -1

    def _take(self, news: Facts) -> None:
        self.facts.take(news)
        self._equalities.take(ends(news.pairs.get(SAME_AS, ())))

    def _next_round(self, news: Facts) -> Facts:
        """Finish a round that looked at some news, and return what it found."""
        self._replace_equals(news)
        found, self._found = self._found, Facts()
        if found:
            self._take(found)
            self.rounds.append(found)
        return found

    def _by_key(self, news: Facts) -> Iterator[tuple[_Key, _Found]]:
        """Give news as plans are triggered by them."""
        if (TYPE, _ANY) in self._triggers:
            of_classes = {paired(one, kind) for kind, members in news.members.items() for one in members}
            yield (TYPE, _ANY), of_classes
        for kind, members in news.members.items():
            if (TYPE, kind) in self._triggers:
                yield (TYPE, kind), members
        for predicate, pairs in news.pairs.items():
            if (predicate, _ANY) in self._triggers:
                yield (predicate, _ANY), pairs

    def _enter(self, plan: Plan) -> None:
        """Take up a plan: let it be triggered by its patterns, and run it on what is known already."""
        if plan in self.plans:
            return
        self.plans[plan] = None
        for place, (_, predicate, value) in enumerate(plan.patterns):
            self._triggers[predicate, value if predicate == TYPE and value >= 0 else _ANY].append(
                (plan, place)
            )
        if not plan.patterns:
            self._conclude(plan, [])
        else:
            self._fire(plan, 0, self._known(plan.patterns[0]))

    def _known(self, pattern: Fact) -> _Found:
        """Return the members or pairs that a pattern looks at."""
        _, predicate, value = pattern
        if predicate != TYPE:
            return self.facts.pairs.get(predicate, set())
        return (
            self.facts.members.get(value, set())
            if value >= 0
            else {paired(one, kind) for one, kind in self.facts.match(_ANY, TYPE, _ANY)}
        )

    def _fire(self, plan: Plan, place: int, found: _Found) -> None:
        """Run a plan where new facts meet its pattern at a place."""
        if not found or self._project(plan, found):
            return
        first, rest = plan.patterns[place], plan.order(place)
        if _is_on_one_thing(plan):
            found = found.intersection(*(self.facts.members.get(kind, ()) for _, _, kind in rest))
            rest = ()
        of_class = first[1] == TYPE and first[2] >= 0
        for one, other in ((member, first[2]) for member in found) if of_class else ends(found):
            binding = [_ANY] * len(plan.names)
            if _bind(binding, first, one, other):
                for solution in self.solutions(rest, binding):
                    self._conclude(plan, solution)

    def _project(self, plan: Plan, found: _Found) -> bool:
        """Conclude from a plan of one premise by a set operation; return whether that was possible."""
        if plan.head is None or len(plan.patterns) != 1 or plan.head[1] in self._literals:
            return False
        projected = _projection(plan.patterns[0], plan.head, found)
        if projected is None:
            return False
        _, predicate, value = plan.head
        if predicate == TYPE:
            if new := projected - self.facts.members.get(value, set()):
                self._found.members[value] |= new
        elif new := projected - self.facts.pairs.get(predicate, set()):
            self._found.pairs[predicate] |= new
        return True

    def _conclude(self, plan: Plan, solution: list[int]) -> None:
        """Take what a solution of a plan's patterns leads to: a fact, a contradiction, or plans of a rule."""
        if plan.opens is not None:
            axioms = tuple(_filled(pattern, solution) for pattern in plan.patterns)
            binding = dict(zip(plan.names, solution, strict=True))
            for opened in plans_of(plan.opens, axioms, binding, self._lists):
                self._enter(opened)
        elif plan.head is None:
            if len(self.clashes) < _ENOUGH:
                facts = (_filled(pattern, solution) for pattern in plan.patterns)
                self.clashes.add((plan.rule, (*plan.axioms, *facts)))
        else:
            self._find(_filled(plan.head, solution))

    def _find(self, fact: Fact) -> None:
        """Take a fact that follows, if it is new and more than that something is itself."""
        subject, predicate, value = fact
        if fact in self.facts or predicate in self._literals or (predicate == SAME_AS and subject == value):
            return
        self._found.add(fact)

    def _replace_equals(self, news: Facts) -> None:
        """Run the rules eq-rep-s, eq-rep-p and eq-rep-o: what holds of a thing holds of all that it is."""
        if not self.facts.pairs.get(SAME_AS):
            return
        equals = self.facts.objects(SAME_AS)
        for subject, predicate, value in self.facts if news.pairs.get(SAME_AS) else news:
            for other in equals.get(subject, ()):
                self._find((other, predicate, value))
            for other in equals.get(predicate, ()):
                self._find((subject, other, value))
            for other in equals.get(value, ()):
                self._find((subject, predicate, other))


def _is_on_one_thing(plan: Plan) -> bool:
    """Return whether all that a plan looks at is of which classes a thing is."""
    of, _, kind = plan.patterns[0]
    return of < 0 <= kind and all((s, p) == (of, TYPE) and o >= 0 for s, p, o in plan.patterns)


def _projection(pattern: Fact, head: Fact, found: _Found) -> _Found | None:
    """Return what each member or pair makes of the head of a plan; None where it isn't that plain."""
    subject, predicate, value = pattern
    one, concluded, other = head
    if subject >= 0 or subject == value or concluded == SAME_AS:
        return None
    if predicate == TYPE and value >= 0:
        if one != subject or other < 0:
            return None
        return found if concluded == TYPE else {paired(thing, other) for thing in found}
    if value >= 0 or (concluded == TYPE and other < 0):
        return None
    if concluded == TYPE:
        if one == subject:
            return firsts(found)
        return seconds(found) if one == value else None
    if (one, other) == (subject, value):
        return found
    return turned(found) if (one, other) == (value, subject) else None


def _bind(binding: list[int], pattern: Fact, one: int, other: int) -> bool:
    """Fill the slots of a binding with two numbers that may meet a pattern; return whether they do."""
    subject, _, value = pattern
    for term, found in ((subject, one), (value, other)):
        if term < 0 <= found:
            if binding[~term] not in (_ANY, found):
                return False
            binding[~term] = found
        elif term >= 0 and term != found:
            return False
    return True


def _filled(pattern: Fact, solution: Sequence[int]) -> Fact:
    subject, predicate, value = (term if term >= 0 else solution[~term] for term in pattern)
    return subject, predicate, value
