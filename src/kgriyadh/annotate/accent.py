"""Words of a text without accents in, the same as they should be written out: « recu » is « reçu ».

Only the parser is given them; the vocabulary is matched without accents anyway, and quotes stay as given.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from kgriyadh.annotate.surrogate import Leaf

_ACCENTED = re.compile("[àâäçéèêëîïôöùûüœ]", re.IGNORECASE)
_TYPED = str.maketrans("àâäçéèêëîïôöùûü", "aaaceeeeiioouuu")
# Of regular verbs, a lemmatizer's list of irregular forms has the participles only.
_REGULAR = ("er", "e", "ent", "era", "eront", "ait", "aient", "ant")
_PARTICIPLE = ("é", "ée", "és", "ées")  # of the first group; others have no accent to lose, or one reading


class Accents:
    """The accented forms of French verbs by what is left of them without accents."""

    def __init__(
        self, forms: Iterable[str], verbs: Iterable[str], auxiliaries: Container[str], known: Iterable[str]
    ) -> None:
        """Take forms of verbs, the verbs in -er, and the words that are French without an accent too."""
        self._auxiliaries, self._known = auxiliaries, set(known)
        self._forms: dict[str, str] = {}
        self._participles: dict[str, str] = {}
        for form in forms:
            self._add(form)
        for verb in verbs:
            self._first_group(verb.removesuffix("er"))

    def _first_group(self, stem: str) -> None:
        """Add the regular forms of a verb such as « présider »."""
        for ending in _REGULAR:
            self._add(stem + ending)
        for ending in _PARTICIPLE:
            self._participles[unaccented(stem + ending)] = stem + ending

    def _add(self, form: str) -> None:
        if (bare := unaccented(form)) != form:
            self._forms.setdefault(bare, form)
        else:
            self._known.add(form)

    def restored(self, row: Sequence[Leaf]) -> list[str]:
        """The words of a row for the parser, those that are no names with their accents."""
        found: list[str] = []
        for leaf, following in zip(row, (*row[1:], None), strict=False):  # a text may have no word
            if leaf.mention or leaf.marker:
                found.append(leaf.text)
            elif leaf.text in {"a", "A"} and following and _governed(following):
                found.append("à")
            else:
                found.append(self._restored(leaf.text, found[-2:]))
        return found

    def opening(self, leaf: Leaf) -> str:
        """A word whose capital lacks an accent, where small letters have theirs: « Etaient présents ».

        The first word of a sentence comes here in small letters.
        """
        capital = leaf.text.startswith("E") or (leaf.first and leaf.text.startswith("e"))
        return self._restored(leaf.text, ()) if capital and not (leaf.mention or leaf.marker) else leaf.text

    def _restored(self, word: str, before: Sequence[str]) -> str:
        """A word that has one reading only, or that must be a participle after an auxiliary."""
        bare = word.lower()
        beside = before[:-1] if before and before[-1].endswith("ment") else before[-1:]
        if bare in self._participles and any(w.lower() in self._auxiliaries for w in beside):
            return self._participles[bare]
        return word if bare in self._known else self._forms.get(bare, word)


def _governed(leaf: Leaf) -> bool:
    """Whether « a » before a word must be the preposition: before a name or an article."""
    return leaf.mention is not None or leaf.text.lower() in {"la", "l'"}


def unaccented(word: str) -> str:
    """A word as it is typed without accents."""
    return word.translate(_TYPED)


def lacks_accents(text: str) -> bool:
    """Whether no letter of a text has an accent: then what should have one lacks it."""
    return _ACCENTED.search(text) is None
