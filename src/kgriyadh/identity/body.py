"""Documents in, the bodies that no list knows as these tell of them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.fold import words
from kgriyadh.identity.context import holders_of_posts
from kgriyadh.identity.locality import state_beside, states_of
from kgriyadh.identity.names import content, is_acronym, links
from kgriyadh.lexicon.entry import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgriyadh.fact import Entity
    from kgriyadh.identity.context import Holder, Told
    from kgriyadh.resolution import Known, Mention

ANY_CLASS = "org:Organization"


@dataclass(slots=True)
class Body:
    """A body as documents name it, each of them in the same way.

    ``states`` are those that it may be of, which only where ``told`` stand at its name; more than one where
    a document speaks of several and many states have a body of that name. ``holders``
    are those who are told to hold posts in it.
    """

    names: tuple[str, ...]
    kind: str
    states: frozenset[str]
    told: bool = False
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    holders: set[Holder] = field(default_factory=set)

    @property
    def common(self) -> bool:
        """Whether many states have a body of that name (« ministère de la Défense »)."""
        return is_common(self.names[0])

    @property
    def acronym(self) -> bool:
        """Whether it is called by an acronym alone, which several may have (« CNSP »)."""
        return all(map(is_acronym, self.names))

    @property
    def vague(self) -> bool:
        """Whether bodies of several states may bear each of its names."""
        return all(map(is_vague, self.names))

    @property
    def title(self) -> frozenset[str]:
        """The words of the name that count, without states."""
        return title(self.names[0])

    @property
    def placed(self) -> bool:
        """Whether the document tells of which state it is."""
        return len(self.states) == 1


def bodies(found: Iterable[Told], alone: frozenset[Mention]) -> list[Body]:
    """Return the bodies that no list knows, documents sorted; those of ``alone`` are one each.

    A name that many states have is one body's in several documents only where these tell the state, or who
    holds a post in it.
    """
    by_look: dict[object, Body] = {}
    for of in found:
        unknown = [(key, one) for key, one in of.of_folder("organization") if one.names and not one.known]
        held = holders_of_posts(of) if unknown else {}
        for key, entity in unknown:
            mention, body = of.mentions[key], _body(of, key, entity)
            look: object = (tuple(map(words, body.names)), body.kind, body.states)
            if body.common and not body.placed:
                who = frozenset(one.name for one in held.get(key, ()))
                look = (look, who) if who else mention
            if mention in alone or mention.document in _documents(by_look.get(look)):
                look = mention
            body = by_look.setdefault(look, body)
            body.mentions.append(mention)
            body.documents.add(mention.document)
            body.holders |= held.get(key, set())
    return list(by_look.values())


def _documents(body: Body | None) -> set[str]:
    return body.documents if body else set()


def _body(of: Told, key: str, entity: Entity) -> Body:
    acronyms = tuple(str(fact.object) for fact in of.facts.get(key, {}).get("kgr:acronym", ()))
    names = tuple(dict.fromkeys((*entity.names, *acronyms)))
    if told := _in_name(names[0]) or state_beside(of, names):
        return Body(names, entity.kind, told, told=True)
    states = states_of(of) if all(map(is_vague, names)) else frozenset()
    return Body(names, entity.kind, states if len(states) == 1 or is_common(names[0]) else frozenset())


def _in_name(name: str) -> frozenset[str]:
    """Return the state that a name tells which is common but for it (« ministère malien de la Défense »)."""
    return content(name) - title(name) if is_common(name) else frozenset()


def body_of(known: Known) -> Body:
    """Return what an authority says of a body."""
    mention = known.mention
    return Body(known.names, ANY_CLASS, frozenset(), mentions=[mention], documents={mention.document})


@cache
def is_common(name: str) -> bool:
    """Return whether a name has none but words that name a body in any state, whichever state it adds."""
    return all(word in common_words() for word in title(name)) and len(content(name) - title(name)) <= 1


@cache
def is_vague(name: str) -> bool:
    """Return whether nothing in a name tells it from that of another state's body.

    So it is of acronyms and of names without a proper noun, a known body or a word for several states.
    """
    proper = any(word[:1].isupper() for word in name.split()[1:])
    known = any("/" in word for word in content(name))
    several = not links("supranational").isdisjoint(words(name))
    return is_common(name) or is_acronym(name) or not (proper or known or several)


def title(name: str) -> frozenset[str]:
    """Return the words of a name that count, without states."""
    return frozenset(word for word in content(name) if not word.startswith("place/"))


@cache
def common_words() -> frozenset[str]:
    """Return the words that name a body in any state: heads of names, portfolios, articles, « national »."""
    entries = read_entries(paths.vocabulary()).values()
    forms = [form for entry in entries for name in ("head", "portfolio") for form in entry.get(name)]
    closed = [form for entry in entries if entry.id in _CLOSED for form in entry.get("word")]
    return frozenset(word for form in (*forms, *closed, *_STATE_WORDS) for word in words(form))


_CLOSED = ("word/determiner", "word/preposition")
_STATE_WORDS = (
    "de la du des d' l' le les et aux national nationale royal royale générale général état major",
)
