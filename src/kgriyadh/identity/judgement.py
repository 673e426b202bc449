"""The analyst's judgement file in, rulings on mentions out.

One judgement a line, its fields parted by tabs: ``same`` or ``different``, who, when, why, then two
things or more. A thing is a mention (``document#person/al-moghidi``), or the IRI or local id of one
that a build without judgements has. Empty lines and lines that begin with ``#`` are comments.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, cast

from kgriyadh.errors import JudgementIsUnusable
from kgriyadh.resolution import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Literal

    from kgriyadh.resolution import Mention

_VERDICTS = ("same", "different")
_LAYOUT = "write « same » or « different », who, when, why, then two things or more, with tabs between"
_FIELDS = 4
_FEWEST_THINGS = 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement with the mentions that it is on: one list a thing that it names, as ``sides``."""

    judgement: Judgement
    sides: tuple[tuple[Mention, ...], ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions that the judgement is on."""
        return tuple(mention for side in self.sides for mention in side)

    def pairs(self) -> Iterator[tuple[Mention, Mention]]:
        """Give the pairs that it joins or, from different sides, parts."""
        if self.judgement.verdict == "same":
            yield from ((self.mentions[0], other) for other in self.mentions[1:])
        else:
            for left, right in combinations(self.sides, 2):
                yield from product(left, right)


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file. Raises ``JudgementIsUnusable`` for a line that is none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise JudgementIsUnusable(
            str(path), None, f"cannot be read: {reason}; name a judgement file"
        ) from error
    return tuple(
        _judgement(str(path), number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    )


def _judgement(source: str, number: int, line: str) -> Judgement:
    fields = [field.strip() for field in line.split("\t")]
    things = tuple(dict.fromkeys(field for field in fields[_FIELDS:] if field))
    if fields[0] not in _VERDICTS or len(things) < _FEWEST_THINGS:
        raise JudgementIsUnusable(source, number, f"no judgement: {_LAYOUT}")
    verdict = cast("Literal['same', 'different']", fields[0])
    return Judgement(source, number, verdict, things, *fields[1:_FIELDS])


def rulings(
    judgements: Sequence[Judgement],
    mentions: Mapping[str, Mention],
    ids: Mapping[str, tuple[Mention, ...]],
    base: str,
) -> tuple[Ruling, ...]:
    """Return what judgements rule; ``mentions`` are by their written form, ``ids`` by local id.

    Raises ``JudgementIsUnusable`` for a thing that no document speaks of, and for judgements that
    contradict each other.
    """
    found = []
    for one in judgements:
        sides = []
        for thing in one.things:
            local = thing.removeprefix(base)
            side = next(((mentions[one],) for one in (thing, local) if one in mentions), ids.get(local, ()))
            if not side:
                what = f"no document speaks of {thing}: correct its name or take it out of the line"
                raise JudgementIsUnusable(one.source, one.line, what)
            sides.append(side)
        _check_kinds(one, sides)
        found.append(Ruling(one, tuple(sides)))
    _check_agreement(found)
    return tuple(found)


def _check_kinds(one: Judgement, sides: Sequence[tuple[Mention, ...]]) -> None:
    kinds = sorted({mention.local_id.partition("/")[0] for side in sides for mention in side})
    if len(kinds) > 1:
        what = f"a {kinds[0]} and a {kinds[1]} cannot be judged together: name things of one kind"
        raise JudgementIsUnusable(one.source, one.line, what)


def _check_agreement(found: Sequence[Ruling]) -> None:
    """Raise where things that are judged different are also judged the same, by whatever detour."""
    same: dict[Mention, tuple[Mention, int]] = {}

    def root(mention: Mention) -> Mention:
        while mention in same:
            mention = same[mention][0]
        return mention

    for one in found:
        if one.judgement.verdict == "same":
            for mention in one.mentions[1:]:
                first, second = sorted((root(one.mentions[0]), root(mention)))
                if first != second:
                    same[second] = first, one.judgement.line
    for one in found:
        if one.judgement.verdict == "different":
            for (a, left), (b, right) in combinations(zip(one.judgement.things, one.sides, strict=True), 2):
                if {root(mention) for mention in left} & {root(mention) for mention in right}:
                    lines = ", ".join(_lines_on(found, {*left, *right}, root))
                    what = f"{a} and {b} are judged the same elsewhere (line {lines}): take one judgement out"
                    raise JudgementIsUnusable(one.judgement.source, one.judgement.line, what)


def _lines_on(found: Sequence[Ruling], mentions: set[Mention], root: object) -> list[str]:
    """Return the lines that judge the group of some mentions the same."""
    assert callable(root)
    roots = {root(mention) for mention in mentions}
    return [
        str(one.judgement.line)
        for one in found
        if one.judgement.verdict == "same" and roots & {root(mention) for mention in one.mentions}
    ]
