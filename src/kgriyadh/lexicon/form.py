"""Surface forms in a trie: which words of the vocabulary begin at each token of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgriyadh.fold import words

# Names are written with a capital; other words of the vocabulary in either case.
_PROPER = frozenset({"organization", "country", "city", "region", "given", "anaphor"})


@dataclass(frozen=True, slots=True)
class Match:
    """The longest surface form of one kind from a token on: the token after it, and what it may mean."""

    end: int
    ids: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    senses: list[tuple[str, str, str | None, bool]] = field(
        default_factory=list
    )  # kind, id, exact form, capital


class Forms:
    """A trie of surface forms over folded words."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, kind: str, id: str, form: str, *, exact: bool = False) -> None:
        """Enter a surface form of the thing ``id``; an ``exact`` form matches only in its own case."""
        node = self._root
        for part in words(form):
            node = node.children.setdefault(part, _Node())
        sense = (kind, id, "".join(c for c in form if c.isalnum()) if exact else None, form[:1].isupper())
        if node is not self._root and sense not in node.senses:
            node.senses.append(sense)

    def match(self, texts: Sequence[str]) -> tuple[dict[str, Match], ...]:
        """For each token text, the longest form of each kind that begins there and ends with a token."""
        parts = [words(text) for text in texts]
        return tuple(dict(self._longest(texts, parts, i)) for i in range(len(texts)))

    def _longest(
        self, texts: Sequence[str], parts: Sequence[tuple[str, ...]], i: int
    ) -> Iterator[tuple[str, Match]]:
        best: dict[str, tuple[int, list[str]]] = {}
        node: _Node | None = self._root
        for j in range(i, len(texts)):
            node = _descend(node, parts[j]) if node else None
            if node is None:
                break
            for kind, id, exact, capital in node.senses:
                if _fits(kind, exact, capital, texts[i : j + 1]):
                    _keep(best, kind, id, j + 1)
        for kind, (end, ids) in best.items():
            yield kind, Match(end, tuple(ids))


def _keep(best: dict[str, tuple[int, list[str]]], kind: str, id: str, end: int) -> None:
    held = best.get(kind)
    if held is None or held[0] < end:
        best[kind] = (end, [id])
    elif id not in held[1]:
        held[1].append(id)


def _descend(node: _Node, parts: tuple[str, ...]) -> _Node | None:
    if not parts:
        return None
    for part in parts:
        child = node.children.get(part)
        if child is None:
            return None
        node = child
    return node


def _fits(kind: str, exact: str | None, capital: bool, texts: Sequence[str]) -> bool:
    """Whether the case of the text allows this form: a name with a capital needs one."""
    if exact is not None:
        return "".join(c for text in texts for c in text if c.isalnum()) == exact
    return not (kind in _PROPER and capital) or texts[0][0].isupper()
