"""Parties that stand outside a trigger's own phrase: beside the verb, as its subject, listed behind it."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, OrganizationMention, PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.event.listing import listed_behind
from kgriyadh.extract.syntax import aims_arrival, ancestors, listed, marker, passive, tells_side
from kgriyadh.lexicon import Slot

# « lors d'un entretien », « à l'issue d'une rencontre », compound or not
_COMPOUND = frozenset({"marker/during", "marker/margin"})
_SUBJECTS = ("nsubj", "expl:subj")


def beside_verb(parsed: Parsed, noun: Word, slot: Slot) -> Iterator[Word]:
    """« Une réunion s'est tenue à Alger entre X et Y »: the noun's complement hangs on its verb."""
    for word in parsed.below(parsed.words[noun.head]):
        if (
            word.i > noun.i
            and word.dep.startswith("obl")
            and marker(parsed, word) in slot.markers & {"entre"}
        ):
            yield from listed(parsed, word)


def having(parsed: Parsed, noun: Word, definite: bool) -> Iterator[Word]:
    """« Lors d'un entretien avec X, Y a dit … », « Y a parlé de sa rencontre avec X »: the subject had it.

    A definite noun (« l'entretien avec X ») may be another's.
    """
    if any(marker(parsed, w) == "avec" for w in parsed.below(noun)):
        yield from travelling(parsed, noun, definite)


def travelling(parsed: Parsed, noun: Word, definite: bool) -> Iterator[Word]:
    """« Lors d'une visite à Alger, X a dit … », « X a évoqué sa visite à Alger »: the subject's own."""
    own = any(w.lemma == "son" and w.dep == "det" for w in parsed.below(noun))
    occasions = parsed.text.lexicon.words("occasion") | _COMPOUND
    above = parsed.words[noun.head]
    if not own and (definite or not (aims_arrival(parsed, noun) or marker(parsed, noun) in occasions)):
        return
    while above.pos == "NOUN" and above.mention is None and above.dep.startswith(("obj", "obl")):
        above = parsed.words[above.head]
    frames = parsed.text.lexicon.frames.get(("VERB", above.lemma), ())
    receives = any(role == "host" for frame in frames if not frame.needs for role, _ in frame.roles)
    if above.i < noun.i and receives and not (own or passive(parsed, above)):
        return  # « X a reçu Y lors d'une visite d'adieu »: the visit is Y's
    if above.pos == "VERB" and noun.dep.startswith(("obl", "nmod", "advcl")):
        subjects = [w for w in parsed.below(above) if w.dep.startswith(_SUBJECTS)]
        beside = {w.i for s in subjects[:1] for w in _companions(parsed, s)}
        yield from [w for w in subjects if w.i not in beside][:1]


def theirs(parsed: Parsed, noun: Word) -> Iterator[Word]:
    """« À l'issue de leurs entretiens, X et Y ont dit »: the subjects had them."""
    below = parsed.below(noun)
    own = any(w.lemma == "leur" and w.dep == "det" for w in below)
    upcoming = any(w.lemma in parsed.text.lexicon.words("upcoming") for w in below)
    opened = any(w.marker and parsed.text.has(w.span[0], "after-event") for w in below)
    if not own or upcoming or not opened:
        return
    for above in ancestors(parsed, noun):
        subjects = [w for w in parsed.below(above) if w.dep.startswith(_SUBJECTS)]
        if subjects:
            yield subjects[0]
            return


def _companions(parsed: Parsed, subject: Word) -> Iterator[Word]:
    """Those listed behind « accompagné par », whom the parser may take for the subject."""
    for word in parsed.row(subject.sentence):
        if word.marker == "marker/presence" and word.i < subject.i:
            yield from listed_behind(parsed, word)


def subjects_behind(parsed: Parsed, word: Word) -> Iterator[Word]:
    """« Étaient présents : X ; Y » : who is listed behind a verb that its subject follows."""
    for other in (w for w in parsed.with_list(word.sentence) if w.i > word.i):
        if other.pos == "VERB" and other.text.isalpha() and other.mention is None:
            return
        named = isinstance(other.mention, PersonMention | OrganizationMention | GroupMention)
        if named and not marker(parsed, other) and not tells_side(parsed, other):
            yield other
