"""Person mentions of one text to persons: which names are one name, and what rank and posts each holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kgriyadh.annotate.mention import (
    FORMER,
    FUTURE,
    GroupMention,
    PersonMention,
    PostMention,
    RankMention,
    Span,
)
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax import ancestors, marker
from kgriyadh.fact import Entity
from kgriyadh.fold import words

_Parts = tuple[str, ...]


@dataclass(slots=True)
class Person:
    """A person of the text: the mentions by name, in order, and the fullest name's words."""

    parts: _Parts
    mentions: list[PersonMention]
    entity: Entity
    posts: list[PostMention] = field(default_factory=list)

    def held(self) -> list[PostMention]:
        """The posts held at the time of the text."""
        return [p for p in self.posts if p.standing not in (FORMER, FUTURE)]


@dataclass(slots=True)
class _Cluster:
    parts: _Parts
    mentions: list[PersonMention]


class People:
    """The persons of a text, found again by their mentions."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        named = [m for m in parsed.mentions if isinstance(m, PersonMention) and m.name]
        clusters = _clusters(parsed, named)
        self.persons = [_person(parsed, c, k) for k, c in enumerate(clusters)]
        self._by_span = {m.span: p for p in self.persons for m in p.mentions}

    def of(self, mention: PersonMention) -> Person | None:
        """The person that a named mention means."""
        return self._by_span.get(mention.span)


def _clusters(parsed: Parsed, named: Sequence[PersonMention]) -> list[_Cluster]:
    """Fullest names first, then each shorter one to the only name that it can shorten."""
    clusters: list[_Cluster] = []
    by_word: dict[str, list[_Cluster]] = defaultdict(list)
    for mention in sorted(named, key=lambda m: (-len(_parts(parsed, m)), m.span)):
        parts = _parts(parsed, mention)
        near = list({id(c): c for part in parts for c in by_word[_skeleton(part)]}.values())
        same = [c for c in near if _same_name(c.parts, parts)]
        fitting = same or _shortened(parsed, near, mention, parts)
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        elif not fitting and (mention.licensed or len(parts) > 1):
            clusters.append(_Cluster(parts, [mention]))
            for skeleton in {_skeleton(part) for part in parts}:
                by_word[skeleton].append(clusters[-1])
    human = _human_places(parsed)
    clusters = [c for c in clusters if any(m.licensed or m.span[0] in human for m in c.mentions)]
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.span)
    return sorted(clusters, key=lambda c: c.mentions[0].span)


def _human_places(parsed: Parsed) -> frozenset[int]:
    """Where the syntax tells a person: the agent or partner of an encounter, who speaks, who is thanked.

    The tokens at which such a word, or a member of such a list, begins.
    """
    found: set[int] = set()
    for word in parsed.words:
        if not isinstance(word.mention, PersonMention | GroupMention):
            continue
        members = word.mention.members if isinstance(word.mention, GroupMention) else (word.mention,)
        if any(m.licensed for m in members) or _human(parsed, word):
            found |= {m.span[0] for m in members}
    return frozenset(found)


def _human(parsed: Parsed, word: Word) -> bool:
    lexicon = parsed.text.lexicon
    before = word.span[0] - 1
    if before >= 0 and parsed.text.has(before, "naming"):
        return True
    governor = next((a for a in ancestors(parsed, word) if a.mention is None), word)
    encounter = (governor.pos[:4], governor.lemma) in lexicon.frames
    spoken = governor.lemma in lexicon.words("human-verb")
    core = word.dep.startswith(("nsubj", "obj", "obl:agent", "ROOT")) or marker(parsed, word) in {
        "avec",
        "par",
        "entre",
    }
    return core and (encounter or spoken)


def _parts(parsed: Parsed, mention: PersonMention) -> _Parts:
    start, end = mention.name or (0, 0)
    return tuple(part for i in range(start, end) for part in words(parsed.text.tokens[i].text))


def _same_name(one: _Parts, other: _Parts) -> bool:
    """Spelling variants of one full name: each word alike, some word the same."""
    if len(one) != len(other) or len(one) < 2:
        return one == other
    return any(
        a == b or _plain(a) == _plain(b) for a, b in zip(one, other, strict=True) if len(a) > 2
    ) and all(_alike(a, b) for a, b in zip(one, other, strict=True))


def _alike(a: str, b: str) -> bool:
    """Whether two words can be spellings of one: they differ in vowels or doubled letters by little."""
    a, b = _plain(a), _plain(b)
    if a == b:
        return True
    if a[:1] != b[:1] and {a[:1], b[:1]} != {"a", "e"}:
        return False
    bound = 1 if min(len(a), len(b)) <= 6 else 2
    return _skeleton(a) == _skeleton(b) and Levenshtein.distance(a, b) <= bound


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    """The consonants of a word: spellings of one name share them."""
    return "".join(c for c in _plain(word) if c not in "aeiouy")


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word without doubled letters, « ou » and « oo » as « u », « ee » as « i », « kh » as « k »."""
    for old, new in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("ck", "k")):
        word = word.replace(old, new)
    return "".join(c for k, c in enumerate(word) if k == 0 or c != word[k - 1])


def _shortened(
    parsed: Parsed, clusters: Sequence[_Cluster], mention: PersonMention, parts: _Parts
) -> list[_Cluster]:
    """The clusters whose name a shorter one can stand for: its last words, or a lone word of it."""
    patronymics = parsed.text.lexicon.words("son-of")
    likely = [c for c in clusters if not (len(parts) > 1 and _posts_differ(c, mention))]
    ends = [c for c in likely if _ends_with(c.parts, parts, patronymics)]
    fitting = ends or [c for c in likely if _within(c.parts, parts, patronymics)]
    if len(fitting) > 1 and mention.civil:
        fitting = [c for c in fitting if mention.feminine == any(m.feminine for m in c.mentions)]
    if len(fitting) > 1:
        ranked = [c for c in fitting if _ranks_agree(parsed, c, mention)]
        fitting = ranked if ranked and len(ranked) < len(fitting) else fitting
    return fitting


def _posts_differ(cluster: _Cluster, mention: PersonMention) -> bool:
    """Whether a name of two words or more stands with another post than the longer name does."""
    held = {p.role for m in cluster.mentions for p in m.posts}
    said = {p.role for p in mention.posts}
    return bool(held and said and not held & said)


def _ends_with(full: _Parts, short: _Parts, patronymics: frozenset[str]) -> bool:
    cut = len(full) - len(short)
    if cut <= 0 or (len(short) > 1 and full[cut - 1] in patronymics):
        return False  # « X bin Y Al Z »: « Y Al Z » is the father
    return all(_alike(a, b) for a, b in zip(full[cut:], short, strict=True))


def _within(full: _Parts, short: _Parts, patronymics: frozenset[str]) -> bool:
    if len(short) >= len(full):
        return False
    begins = full.index(short[0]) if short[0] in full else 0
    if len(short) > 1 and begins and full[begins - 1] in patronymics:
        return False
    rest = iter(full)
    return all(any(a == b for b in rest) for a in short)


def _ranks_agree(parsed: Parsed, cluster: _Cluster, mention: PersonMention) -> bool:
    held = {r.rank for m in cluster.mentions for r in m.ranks}
    said = {r.rank for r in mention.ranks}
    shortened = {s for r in held for s in parsed.text.lexicon.shorter_ranks(r)}
    return bool(said and (said & (held | shortened))) or (not said and mention.civil and not held)


def _person(parsed: Parsed, cluster: _Cluster, number: int) -> Person:
    named = sorted(cluster.mentions, key=lambda m: (-len(_parts(parsed, m)), m.span))
    names = dict.fromkeys(_spelled(parsed, m.name) for m in named if m.name)
    entity = Entity(f"p{number + 1}", "kgr:Person", tuple(names))
    person = Person(cluster.parts, cluster.mentions, entity)
    for mention in cluster.mentions:
        person.posts += (post for post in mention.posts if post not in person.posts)
    return person


def _spelled(parsed: Parsed, span: Span) -> str:
    return " ".join(parsed.spelled(span).split())


def rank_of(parsed: Parsed, person: Person) -> tuple[RankMention, PersonMention] | None:
    """The rank that a text gives a person: the most special that it names most often."""
    said = [(rank, mention) for mention in person.mentions for rank in mention.ranks]
    if not said:
        return None
    shortened = {s for rank, _ in said for s in parsed.text.lexicon.shorter_ranks(rank.rank)}
    special = [pair for pair in said if pair[0].rank not in shortened] or said
    counts = Counter(rank.rank for rank, _ in special)
    most = max(counts.values())
    return next(pair for pair in special if counts[pair[0].rank] == most)
