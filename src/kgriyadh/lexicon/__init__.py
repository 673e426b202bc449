"""The vocabulary as the language wing uses it: Turtle in, surface forms and frames out.

Reads every file of ``ontology/``: a new rank, role, threat, organization or frame is data there
and needs no code here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

from kgriyadh import places
from kgriyadh.errors import TermIsUnknown
from kgriyadh.fold import fold
from kgriyadh.lexicon.entry import Entry, read_entries
from kgriyadh.lexicon.form import Forms, Match
from kgriyadh.lexicon.frame import Frame, Slot
from kgriyadh.paths import vocabulary

__all__ = ["Entry", "Frame", "Lexicon", "Match", "Slot", "key", "load"]

_KINDS = {
    "kgr:MilitaryRank": "rank",
    "kgr:Role": "role",
    "kgr:Threat": "threat",
    "kgr:Region": "region",
    "kgr:Country": "country",
    "kgr:City": "city",
    "kgr:Coalition": "organization",
    "kgr:InternationalOrganization": "organization",
    "kgr:ArmedForce": "organization",
    "org:Organization": "organization",
    "lex:Modifier": "modifier",
    "lex:RoleNoun": "role-noun",
    "lex:Marker": "marker",
}
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
# Properties whose values are surface forms of a kind of their own.
_SPECIAL = {
    "head": "post-head",
    "portfolio": "portfolio",
    "demonym": "demonym",
    "combiningForm": "combining",
    "anaphor": "anaphor",
}
_EXACT = ("abbreviation", "acronym")
# So many letters may be read as a word.
_PRONOUNCED = 4
# Beyond so many inhabitants a city is named so often that its article merges with a preposition.
_METROPOLIS = 500_000
_ARTICLE = re.compile(r"^(?:Le|La|Les) ")
_FORMS = {"lex:GivenNames": "given", "lex:NameParticle": "particle"}
_ORGANIZATION = ("kgr:Coalition", "kgr:InternationalOrganization", "kgr:ArmedForce", "org:Organization")


class Lexicon:
    """Surface forms, entries, closed word classes and frames; not changed once loaded."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._entries = read_entries(files)
        self._forms = Forms()
        self.places = {p.id: p for p in (*places.countries(), *places.cities())}
        for kind, id, form, exact in _surface_forms(self._entries):
            self._forms.add(kind, id, form, exact=exact)
        for place in self.places.values():
            kind = "country" if place.kind == "kgr:Country" else "city"
            for name in place.names:
                if fold(name) in self.words("no-" + kind):
                    continue
                self._forms.add(kind, place.id, name)
                if place.capital or place.population > _METROPOLIS:
                    self._forms.add(kind, place.id, _ARTICLE.sub("", name))  # « au Caire »

    def entry(self, id: str) -> Entry:
        """What the vocabulary says of a local id. Raises KeyError where it says nothing."""
        return self._entries[id]

    def match(self, texts: Sequence[str]) -> tuple[dict[str, Match], ...]:
        """For each token text, the longest surface form of each kind that begins there."""
        return self._forms.match(texts)

    def organization_class(self, id: str) -> str:
        """The most special organization class of a known body."""
        classes = self._entries[id].classes
        return next(c for c in _ORGANIZATION if c in classes)

    def words(self, word_class: str) -> frozenset[str]:
        """The folded words of a closed class (``determiner``)."""
        return self._classes[word_class]

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        return {
            e.id.removeprefix("word/"): frozenset(fold(w) for w in e.get("word"))
            for e in self._of("lex:WordClass")
        }

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Folded words after which a full stop ends no sentence."""
        forms = (a for e in self._entries.values() for a in e.get("abbreviation"))
        return frozenset(fold(a) for a in forms) | self.words("abbreviation")

    @cached_property
    def adjective_endings(self) -> tuple[str, ...]:
        """Endings, accents and all, by which a lower-case word behind a noun is taken for its adjective."""
        return tuple(sorted(self._entries["word/adjective-ending"].get("word")))

    @cached_property
    def _roles_by_head(self) -> dict[str, frozenset[str]]:
        heads: dict[str, set[str]] = defaultdict(set)
        for role in self._of("kgr:Role"):
            for head in role.get("head"):
                heads[fold(head)].add(role.id)
        return {
            id: frozenset().union(*(r for r in heads.values() if id in r))
            for id in set().union(*heads.values())
        }

    def roles_with_head(self, role: str) -> frozenset[str]:
        """The roles that share a head noun with a role (all ministers)."""
        return self._roles_by_head.get(role, frozenset())

    def shorter_ranks(self, rank: str) -> frozenset[str]:
        """The ranks by which a text may call a holder of this rank: « le général » for any of them."""
        entry = self._entries[rank]
        return frozenset((*entry.get("shortenedTo"), *entry.get("broader")))

    @cached_property
    def _turns(self) -> dict[str, dict[str, str]]:
        turns: dict[str, dict[str, str]] = {}
        for modifier in self._of("lex:Modifier"):
            pairs = (self._entries[t] for t in modifier.get("turns"))
            turns[modifier.id] = {t.get("from")[0]: t.get("to")[0] for t in pairs}
        return turns

    def turned(self, role: str, modifier: str) -> str:
        """The role that a modifier makes of a role: « adjoint » of a commander the deputy."""
        return self._turns[modifier].get(role, role)

    @cache  # noqa: B019 a lexicon lives as long as the program
    def kinds(self, concept: str) -> tuple[tuple[str, str], ...]:
        """The narrower concepts that an adjective tells from a concept, with the adjective's folded stem."""
        narrower = (e for e in self._of("kgr:Threat") if concept in e.get("broader"))
        return tuple((e.id, fold(m).rstrip("e")) for e in narrower for m in e.get("modifier"))

    @cached_property
    def frames(self) -> dict[tuple[str, str], tuple[Frame, ...]]:
        """The frames by part of speech and lemma of their trigger."""
        frames: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        for entry in self._of("lex:Frame"):
            for trigger in entry.get("trigger"):
                for category in entry.get("category"):
                    frames[category, key(trigger)].append(self._frame(entry, category))
        return {key: tuple(sorted(value, key=lambda f: f.id)) for key, value in frames.items()}

    def _frame(self, entry: Entry, category: str) -> Frame:
        roles = tuple(
            (name, self.slot(slot))
            for name in sorted(entry.values)
            for slot in entry.get(name)
            if slot.startswith("slot/")
        )
        needs = frozenset(key(n) for n in entry.get("needs"))
        evokes = (entry.get("evokes") or ("",))[0]
        return Frame(entry.id, category, evokes, roles, needs, frozenset(entry.get("feature")))

    def slot(self, id: str) -> Slot:
        """The grammatical slot with a local id. Raises TermIsUnknown where the vocabulary has none."""
        if id not in self._entries:
            raise TermIsUnknown(id)
        entry = self._entries[id]
        active, passive = frozenset(entry.get("active")), frozenset(entry.get("passive"))
        return Slot(id, active, passive, frozenset(fold(m) for m in entry.get("marker")))

    def _of(self, cls: str) -> Iterator[Entry]:
        return (e for e in self._entries.values() if cls in e.classes)


def _surface_forms(entries: dict[str, Entry]) -> Iterator[tuple[str, str, str, bool]]:
    for entry in entries.values():
        if kind := next((k for c, k in _KINDS.items() if c in entry.classes), None):
            yield from ((kind, entry.id, form, False) for name in _LABELS for form in entry.get(name))
            yield from ((kind, entry.id, form, True) for name in _EXACT for form in entry.get(name))
            if kind == "organization":
                yield from ((kind, entry.id, form, False) for form in _as_name(entry.get("acronym")))
        for name, special in _SPECIAL.items():
            if "lex:OrganizationHead" in entry.classes:
                special = "head"
            yield from ((special, entry.id, form, False) for form in entry.get(name))
            if special == "demonym":
                yield from ((special, entry.id, form + "s", False) for form in entry.get(name))
        for cls, kind in _FORMS.items():
            if cls in entry.classes:
                yield from ((kind, entry.id, form, False) for form in entry.get("form"))
        if "lex:WordClass" in entry.classes:
            kind = "word:" + entry.id.removeprefix("word/")
            yield from ((kind, entry.id, form, False) for form in entry.get("word"))


def _as_name(acronyms: Iterable[str]) -> Iterator[str]:
    """Acronyms long enough to be spelled like a name: « Monusco », « Cédéao »."""
    return (form.capitalize() for form in acronyms if form.isupper() and len(form) >= _PRONOUNCED)


def key(lemma: str) -> str:
    """The form in which lemmas are compared: folded, hyphens as spaces."""
    return fold(lemma).replace("-", " ")


@cache
def load() -> Lexicon:
    """The lexicon of our vocabulary and the user's own. Raises WordsAreUnreadable or TermIsUnknown."""
    return Lexicon(vocabulary())
