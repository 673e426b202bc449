"""Things in groups in, the id and the name of each group out, with the decisions that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgriyadh.identity.canonical import fullest, is_iri, local_id, unnumbered
from kgriyadh.identity.match import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from kgriyadh.identity.context import Told
    from kgriyadh.identity.match import Match
    from kgriyadh.resolution import Decision, Mention

Key = tuple[str, str]  # a document's id and the key of an entity in it


@dataclass(frozen=True, slots=True)
class Settled:
    """What a step has found out: local ids, whose name each new one goes by, decisions, and links to IRIs."""

    ids: Mapping[Key, str] = field(default_factory=dict)
    called: Mapping[str, Key] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    links: Sequence[tuple[str, str]] = ()


class Index:
    """Where each mention of some documents stands; they are sorted by day and document."""

    def __init__(self, found: Sequence[Told]) -> None:
        self.keys = {mention: (of.id, key) for of in found for key, mention in of.mentions.items()}
        self._documents = {of.id: number for number, of in enumerate(found)}

    def holds(self, mention: Mention) -> bool:
        """Whether one of the documents makes a mention; an authority's is of none."""
        return mention.document in self._documents

    def order(self, mention: Mention) -> tuple[int, str]:
        """Return what mentions sort by: the document's place among the documents, then the id."""
        return self._documents[mention.document], mention.local_id


def settle(
    match: Match[Thing],
    index: Index,
    taken: Set[str],
    own: Mapping[Mention, str] | None = None,
    marks: Callable[[Thing], Iterable[str]] = lambda _: (),
) -> Settled:
    """Return the id and the name of each group, and the decisions.

    ``taken`` are the ids that no group may have. ``own`` has ids by mention where they are other than the
    document alone would give, ``marks`` what tells a thing from its namesakes.
    """
    ids: dict[Key, str] = {}
    called: dict[str, Key] = {}
    links: list[tuple[str, str]] = []
    used = set(taken)
    for group in match.groups.all():
        all_of_it = [mention for number in group for mention in match.things[number].mentions]
        mentions = sorted(filter(index.holds, all_of_it), key=index.order)
        listed = [one.local_id for one in all_of_it if not index.holds(one)]
        if not mentions:
            continue
        local = next((one for one in listed if not is_iri(one)), None)
        if local is None:
            first = next(number for number in group if mentions[0] in match.things[number].mentions)
            plain = (own or {}).get(mentions[0]) or unnumbered(mentions[0])
            local = local_id(plain, mentions[0], marks(match.things[first]), used)
            called[local] = index.keys[fullest(mentions)]
        links += [(local, one) for one in listed if is_iri(one)]
        ids.update((index.keys[mention], local) for mention in mentions)
    return Settled(ids, called, tuple(match.decisions()), links)
