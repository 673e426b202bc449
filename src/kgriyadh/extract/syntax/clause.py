"""The clause of a verb: its voice, what stands above it, whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.parsed import Parsed, Word


def passive(parsed: Parsed, verb: Word) -> bool:
    """Whether a verb stands in the passive, with its auxiliary or as a participle behind a noun."""
    below = parsed.below(verb)
    deps = {w.dep for w in below}
    had = any(w.dep == "aux:tense" and w.lemma == "avoir" for w in below)
    if "aux:pass" in deps or ("nsubj:pass" in deps and not had):
        return True
    past = "Tense=Pres" not in verb.features and not verb.text.endswith("ant")
    participle = "VerbForm=Part" in verb.features and past
    return participle and not any(d.startswith("aux") for d in deps) and "obj" not in deps


def category(word: Word) -> str:
    """The part of speech under which the lexicon has a word's frames: an auxiliary is a verb."""
    return "VERB" if word.pos in {"VERB", "AUX"} else word.pos


def ancestors(parsed: Parsed, word: Word) -> Iterator[Word]:
    """The words above a word, nearest first."""
    while word.head != word.i:
        word = parsed.words[word.head]
        yield word


def negated(parsed: Parsed, word: Word) -> bool:
    """Whether « ne » or « n' » or « sans » denies a word or the verb that it is an argument of.

    What denies « pouvoir » or « vouloir » denies the infinitive: « n'a pas pu rencontrer ».
    """
    for above in (word, *ancestors(parsed, word)):
        # Right before a verb « ne » denies it, whatever the parser takes the verb for.
        near = (*parsed.below(above), *parsed.words[max(0, above.i - 1) : above.i])
        denied = any(w.lemma in {"ne", "n'", "sans"} for w in near)
        if denied and not _only(parsed, above):
            return True
        if above.pos in {"VERB", "AUX"} and not _depends(parsed, above):
            return False
    return False


def _depends(parsed: Parsed, verb: Word) -> bool:
    """Whether a verb is an infinitive that comes about only if what governs it isn't denied."""
    governor = parsed.words[verb.head]
    asserts = governor.lemma in parsed.text.lexicon.words("kept-when-denied")
    return verb.dep == "xcomp" and "VerbForm=Inf" in verb.features and not asserts


def _only(parsed: Parsed, verb: Word) -> bool:
    """« n'a reçu que X »: a restriction denies nothing."""
    below = [*parsed.below(verb), *parsed.words[verb.i + 1 : verb.i + 2]]
    row = below + [w for b in below for w in parsed.below(b)]
    plain = not any(w.lemma in {"pas", "jamais", "plus", "ni", "aucun", "point"} for w in row)
    return plain and any(w.lemma == "que" and w.i > verb.i for w in row)
