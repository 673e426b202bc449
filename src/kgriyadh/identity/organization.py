"""Two bodies that no list knows in, the grounds for and against their being one out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.fold import words
from kgriyadh.identity import weight
from kgriyadh.identity.names import compare_organizations
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgriyadh.identity.context import Told
    from kgriyadh.identity.weight import Ground
    from kgriyadh.resolution import Known, Mention

# Below this likeness two names are two; see Likeness.
ALIKE = 0.6
_ANY_CLASS = "org:Organization"
_SHORTEST_WORD = 4


@dataclass(slots=True)
class Body:
    """A body as documents name it, each of them in the same way; ``states`` are those they speak of."""

    names: tuple[str, ...]
    kind: str
    states: frozenset[str]
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    @property
    def common(self) -> bool:
        """Whether many states have a body of that name (« ministère de la Défense »)."""
        return all(word in _common_words() for word in words(self.names[0]))


def bodies(found: Iterable[Told], alone: frozenset[Mention]) -> list[Body]:
    """Return the bodies that no list knows, documents sorted; those of ``alone`` are one each."""
    by_look: dict[object, Body] = {}
    for of in found:
        states = frozenset(
            one.known for one in of.entities.values() if one.kind == "kgr:Country" and one.known
        )
        for key, entity in of.of_folder("organization"):
            if entity.known or not entity.names:
                continue
            mention = of.mentions[key]
            acronyms = tuple(str(fact.object) for fact in of.facts.get(key, {}).get("kgr:acronym", ()))
            names = tuple(dict.fromkeys((*entity.names, *acronyms)))
            look: object = (tuple(map(words, names)), entity.kind, states)
            if mention in alone or (look in by_look and mention.document in by_look[look].documents):
                look = mention
            body = by_look.setdefault(look, Body(names, entity.kind, states))
            body.mentions.append(mention)
            body.documents.add(mention.document)
    return list(by_look.values())


def body_of(known: Known) -> Body:
    """Return what an authority says of a body."""
    return Body(known.names, _ANY_CLASS, frozenset(), [known.mention], {known.mention.document})


def candidates(found: list[Body]) -> Iterator[tuple[int, int]]:
    """Give the pairs whose names may be alike: those that share a name, an acronym or the rarer words."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, body in enumerate(found):
        for key in {key for name in body.names for key in _keys(name)}:
            blocks[key].append(number)
    for block in blocks.values():
        yield from ((a, b) for k, a in enumerate(block) for b in block[k + 1 :])


def _keys(name: str) -> Iterator[str]:
    parts = words(name)
    yield " ".join(parts)
    yield "".join(part[0] for part in parts if len(part) >= _SHORTEST_WORD)
    rarer = sorted(part for part in parts if len(part) >= _SHORTEST_WORD and part not in _common_words())
    yield from rarer[:2]


def grounds(one: Body, other: Body) -> list[Ground] | None:
    """Return what speaks for and against two bodies being one; None where their names are two."""
    named = _of_names(one, other)
    if named is None:
        return None
    found = [named]
    if one.kind == other.kind and one.kind != _ANY_CLASS:
        found.append(weight.SAME_CLASS)
    elif one.kind != other.kind and _ANY_CLASS not in (one.kind, other.kind):
        found.append(weight.TWO_CLASSES)
    if one.common and other.common:
        found.append(weight.COMMON_TITLE)
        if one.states & other.states:
            found.append(weight.SAME_STATES)
        elif one.states and other.states:
            found.append(weight.TWO_STATES)
    return found


def _of_names(one: Body, other: Body) -> Ground | None:
    first, second = words(one.names[0]), words(other.names[0])
    if first == second:
        return weight.SAME_TITLE
    if {words(name) for name in one.names} & {words(name) for name in other.names}:
        return weight.ACRONYM
    score = max(compare_organizations(a, b).score for a in one.names for b in other.names)
    if score >= 1:
        return weight.SAME_TITLE
    return weight.LIKE_TITLE if score >= ALIKE else None


@cache
def _common_words() -> frozenset[str]:
    """Return the words that name a body in any state: heads of names, portfolios, articles, « national »."""
    entries = read_entries(paths.vocabulary()).values()
    forms = [form for entry in entries for name in ("head", "portfolio") for form in entry.get(name)]
    closed = [form for entry in entries if entry.id in _CLOSED for form in entry.get("word")]
    return frozenset(word for form in (*forms, *closed, *_STATE_WORDS) for word in words(form))


_CLOSED = ("word/determiner", "word/preposition")
_STATE_WORDS = (
    "de la du des d' l' le les et aux national nationale royal royale général générale état major",
)
