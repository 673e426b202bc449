"""A rule in, the plans that the engine runs out: its patterns over the numbers that stand for terms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Fact = tuple[int, int, int]  # subject, predicate, object
# A pattern of a rule with numbers for terms; its variables are still called by name.
Named = tuple[int | str, int | str, int | str]


@dataclass(frozen=True, slots=True)
class NumberedRule:
    """A row of the rule table with numbers for its terms."""

    name: str
    axioms: tuple[Named, ...]
    premises: tuple[Named, ...]
    head: Named | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Patterns to be met, and what follows where they are.

    A term of a pattern is a number if it is known, else ``~slot``: one of the slots that a solution
    fills, ``names`` of them. ``axioms`` are the facts that made a plan of a rule. A plan without a head
    finds contradictions, or where it ``opens`` a rule, the axioms that make plans of it.
    """

    rule: str
    axioms: tuple[Fact, ...]
    patterns: tuple[Fact, ...]
    head: Fact | None
    names: tuple[str, ...]
    opens: NumberedRule | None = None

    def order(self, first: int | None, known: frozenset[int] = frozenset()) -> tuple[Fact, ...]:
        """Return the patterns but the one at ``first``, each when most of it is known."""
        waiting = [pattern for place, pattern in enumerate(self.patterns) if place != first]
        met, ordered = set(known), []
        if first is not None:
            met.update(self.patterns[first])
        while waiting:
            best = min(waiting, key=lambda one: sum(term < 0 and term not in met for term in one))
            waiting.remove(best)
            ordered.append(best)
            met.update(best)
        return tuple(ordered)


def finding(rule: NumberedRule) -> Plan:
    """Return the plan that finds what a rule needs first: its axioms, or its premises if it has none."""
    if rule.axioms:
        patterns, names = _slotted(rule.axioms)
        return Plan(rule.name, (), patterns, None, names, rule)
    return _plan(rule.name, (), rule.premises, rule.head)


def plans_of(
    rule: NumberedRule,
    axioms: tuple[Fact, ...],
    binding: Mapping[str, int],
    lists: Mapping[int, Sequence[int]],
) -> Iterator[Plan]:
    """Give the plans of a rule for axioms that a binding meets, but those that would say nothing new."""
    for premises, head in _spelt_out(rule, lists.get(binding.get("?l", -1), ())):
        body = tuple(_filled(pattern, binding) for pattern in premises)
        concluded = None if head is None else _filled(head, binding)
        if concluded is None or concluded not in body:
            yield _plan(rule.name, axioms, body, concluded)


def _plan(name: str, axioms: tuple[Fact, ...], premises: Sequence[Named], head: Named | None) -> Plan:
    patterns, names = _slotted(premises if head is None else (*premises, head))
    return Plan(name, axioms, patterns[: len(premises)], None if head is None else patterns[-1], names)


def _slotted(patterns: Sequence[Named]) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return patterns with slots for variables, and the variable of each slot."""
    names = tuple(dict.fromkeys(term for one in patterns for term in one if isinstance(term, str)))
    slots = {name: ~place for place, name in enumerate(names)}

    def of(term: int | str) -> int:
        return slots[term] if isinstance(term, str) else term

    return tuple((of(s), of(p), of(o)) for s, p, o in patterns), names


def _filled(pattern: Named, binding: Mapping[str, int]) -> Named:
    s, p, o = (binding.get(term, term) if isinstance(term, str) else term for term in pattern)
    return s, p, o


_Body = tuple["Sequence[Named]", Named | None]


def _spelt_out(rule: NumberedRule, members: Sequence[int]) -> Iterator[_Body]:
    """Give premises and head of a rule for each choice that it has among the members of its list."""
    parts = rule.premises if rule.head is None else (*rule.premises, rule.head)
    used = {term.partition(".")[2] for one in parts for term in one if isinstance(term, str)} - {""}
    if used == {"any"}:
        choices: Iterator[dict[str, int]] = ({"?l.any": one} for one in members)
    elif used:
        choices = ({"?l.one": one, "?l.other": other} for one, other in combinations(members, 2))
    else:
        choices = iter([{}])
    if used & {"all", "chain"}:
        if members:
            yield tuple(one for pattern in rule.premises for one in _repeated(pattern, members)), rule.head
        return
    for choice in choices:
        yield tuple(_filled(one, choice) for one in rule.premises), rule.head and _filled(rule.head, choice)


def _repeated(pattern: Named, members: Sequence[int]) -> Iterator[Named]:
    """Give a pattern once for each member of a list where it speaks of all of them, else as it is."""
    s, p, o = pattern
    if p == "?l.chain":
        stops = [s, *(f"?stop{place}" for place in range(1, len(members))), o]
        yield from zip(stops, members, stops[1:], strict=False)
    elif "?l.all" in pattern:
        for place, member in enumerate(members):
            s, p, o = (_of_member(term, member, place) for term in pattern)
            yield s, p, o
    else:
        yield pattern


def _of_member(term: int | str, member: int, place: int) -> int | str:
    if term == "?l.all":
        return member
    return f"{term}{place}" if isinstance(term, str) and term.endswith("_") else term
