"""Whether what a trigger tells was held, is planned, or is denied, wished for or merely possible."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax.clause import ancestors, negated

HELD, PLANNED = "held", "planned"


def status(parsed: Parsed, word: Word) -> str | None:
    """Held or planned; None where the text denies it, wishes it or holds it possible."""
    if negated(parsed, word) or _unreal(parsed, word):
        return None
    verb = word if word.pos in {"VERB", "AUX"} else next(iter(verbs_above(parsed, word)), None)
    clause = (w for w in parsed.below(word) if w.dep == "acl:relcl" and word.pos == "NOUN")
    if any(future(parsed, w) for w in clause):
        return PLANNED  # « ils ont parlé du sommet qui se tiendra lundi »
    if verb is None:
        return HELD
    above = next(iter(verbs_above(parsed, verb)), verb)
    if future(parsed, verb) or ("VerbForm=Inf" in verb.features and _to_come(parsed, above)):
        return PLANNED
    if any(w.dep == "aux:tense" for w in parsed.below(verb)) and verb.lemma not in parsed.text.lexicon.words(
        "announcing"
    ):
        return HELD  # « a annoncé que X a reçu Y »
    chain = (verb, *ancestors(parsed, verb))
    for above in chain:
        if above.lemma in parsed.text.lexicon.words("announcing") and _governs(parsed, above, word):
            return PLANNED
    return HELD


def holds(parsed: Parsed, word: Word) -> bool:
    """Whether a verb, or what a copula says, tells of now: not denied, wished for, over or to come."""
    # « a rappelé que la Coalition comptait 43 membres »: the past of the verb above it.
    now = present(parsed, word) or (word.dep == "ccomp" and "Tense=Imp" in word.features)
    return now and status(parsed, word) == HELD


def present(parsed: Parsed, verb: Word) -> bool:
    """Whether a verb stands in the present indicative, or in no tense of its own."""
    told = _mood(parsed, verb)
    return not (told & {"Tense=Imp", "Mood=Cnd"} or future(parsed, verb))


def future(parsed: Parsed, verb: Word) -> bool:
    """The future tense, by its ending, which the past of verbs in -rer has too (« rencontra »)."""
    parts = [
        verb,
        *(w for w in parsed.below(verb) if w.dep.startswith(("aux", "cop"))),
    ]
    endings = parsed.text.lexicon.words("future-ending")
    # The tagger takes « remettra » for a present and « recevra » for a past.
    return any(w.text.casefold().endswith(tuple(_stem(w) + ending for ending in endings)) for w in parts)


def _stem(verb: Word) -> str:
    """What stands before the ending of a verb's future: « rencontre-ra », « recev-ra »."""
    return "re" if verb.lemma.endswith("rer") and "Tense=Fut" not in verb.features else ""


def _to_come(parsed: Parsed, verb: Word) -> bool:
    """« va rencontrer », « aura à rencontrer »: the future that a verb gives to its infinitive."""
    going = verb.lemma in parsed.text.lexicon.words("going") and "Tense=Pres" in verb.features
    return going or future(parsed, verb)


def verbs_above(parsed: Parsed, word: Word) -> Iterator[Word]:
    """The verbs that a word hangs on, nearest first."""
    return (a for a in ancestors(parsed, word) if a.pos in {"VERB", "AUX"})


def _governs(parsed: Parsed, above: Word, word: Word) -> bool:
    """Whether a verb governs the trigger itself, not just a clause beside it."""
    step = word
    while step.i != above.i:
        if step.head == step.i or step.dep in {"advcl", "conj", "parataxis", "acl:relcl"}:
            return False
        step = parsed.words[step.head]
    return True


def _mood(parsed: Parsed, verb: Word) -> frozenset[str]:
    """The features of a verb with its auxiliaries."""
    auxiliaries = (w.features for w in parsed.below(verb) if w.dep.startswith(("aux", "cop")))
    return verb.features.union(*auxiliaries)


def _unreal(parsed: Parsed, word: Word) -> bool:
    """The conditional, a condition, a question, or what is wished for, denied or cancelled."""
    if parsed.row(word.sentence)[-1].text == "?" or _if(parsed, word):
        return True
    unreal = parsed.text.lexicon.words("unreal")
    participles = parsed.text.lexicon.words("undone")
    for above in (word, *ancestors(parsed, word)):
        if (
            above.pos in {"VERB", "AUX"}
            and "Mood=Cnd" in _mood(parsed, above)
            and _governs(parsed, above, word)
        ):
            return True
        if above.i != word.i and above.lemma in unreal and _governs(parsed, above, word):
            return True
        unkept = above.lemma in parsed.text.lexicon.words("announcing") and "Tense=Imp" in _mood(
            parsed, above
        )
        if unkept and _governs(parsed, above, word):
            return True  # « devait recevoir »
    if (leading := _leading(parsed, word)) and leading.lemma in unreal:
        return True
    modifiers = parsed.below(word)
    if any(m.lemma in participles for m in modifiers):
        return True
    governor = parsed.words[word.head]
    return word.dep.startswith("nsubj") and governor.lemma in participles


def _if(parsed: Parsed, word: Word) -> bool:
    """« si X reçoit Y », « ignore si X a reçu Y »; « Si X part, Y devient ministre ».

    What has come to pass has done so on no condition: « Si X est parti, Y est devenu ministre ».
    """
    conditions = [w for w in parsed.row(word.sentence) if w.lemma == "si" and w.pos == "SCONJ"]
    if not conditions:
        return False
    clause = {word.i, *(a.i for a in verbs_above(parsed, word) if _governs(parsed, a, word))}
    past = any(w.dep == "aux:tense" for i in clause for w in parsed.below(parsed.words[i]))
    above = ([a.i for a in ancestors(parsed, condition)] for condition in conditions)
    return any(clause & set(heads[:1] if past else heads) for heads in above)


def _leading(parsed: Parsed, verb: Word) -> Word | None:
    """« dément avoir reçu »: what stands right before an infinitive, whatever the parser takes it for."""
    parts = [verb, *(w for w in parsed.below(verb) if w.dep.startswith("aux"))]
    first = min(parts, key=lambda w: w.i)
    if "VerbForm=Inf" not in first.features:
        return None
    before = reversed(parsed.row(verb.sentence)[: first.i - parsed.row(verb.sentence)[0].i])
    return next((w for w in before if w.pos not in {"ADP", "PRON"}), None)
