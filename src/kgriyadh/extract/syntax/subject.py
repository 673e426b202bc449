"""Who is subject where the parse does not say it: that of the clause above, who stands before the verb."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax.clause import ancestors
from kgriyadh.extract.syntax.phrase import accompanies, marker

_MARKS = frozenset({",", ";", ":", "(", ")", "«", "»"})
_CLAUSAL = frozenset({"xcomp", "conj", "advcl"})


def right_before(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """A mention with nothing but auxiliaries and pronouns between it and the verb, whatever its label.

    The end of its post may stand between them too: « X, commandant la zone Sud, a reçu ».
    """
    if verb.pos not in {"VERB", "AUX"} or verb.dep.startswith(("acl", "advcl", "xcomp")):
        return
    if first := _fronted(parsed, verb):
        yield first
        return
    for word in reversed(parsed.words[: verb.i]):
        if word.sentence != verb.sentence:
            return
        if word.mention is not None and not accompanies(parsed, word):
            if not marker(parsed, word):
                yield word
            return
        if word.pos == "PRON" and word.dep.startswith("nsubj") and "PronType=Rel" not in word.features:
            yield word  # « Il a d'abord reçu », where the parser takes « d'abord » for the verb
            return
        light = (
            word.pos in {"AUX", "PRON", "ADV"}
            or word.dep == "advmod"
            or word.text == ","
            or _of_post(parsed, word)
        )
        if word.mention is None and word.marker is None and not light:
            return


def _fronted(parsed: Parsed, verb: Word) -> Word | None:
    """« X, en visite à Kinshasa, s'est entretenu »: a bare person that opens the sentence of its verb."""
    first = parsed.row(verb.sentence)[0]
    bare = isinstance(first.mention, PersonMention)
    own = first.head == verb.i and first.dep.startswith("obl") and not marker(parsed, first)
    return first if bare and own else None


def _of_post(parsed: Parsed, word: Word) -> bool:
    """Whether a word ends the phrase of a person mention, which stands at most four words before it."""
    for before in reversed(parsed.words[max(0, word.i - 4) : word.i]):
        if before.sentence != word.sentence or before.text in _MARKS or before.pos in {"VERB", "AUX"}:
            return False
        if before.mention is not None:
            return isinstance(before.mention, PersonMention) and bool(before.mention.posts)
    return False


def antecedent(parsed: Parsed, trigger: Word, subject: Word) -> Iterator[Word]:
    """« qui » stands for the noun that its clause hangs on."""
    if (subject.pos == "PRON" and "PronType=Rel" in subject.features) or subject.lemma in {
        "qui",
        "que",
        "qu'",
    }:
        clause = trigger
        while clause.dep in {"xcomp", "conj", "ccomp"}:
            clause = parsed.words[clause.head]
        if clause.dep.startswith("acl"):
            head = parsed.words[clause.head]
            yield from _human_before(parsed, subject, head) or [head]
        else:
            yield from just_before(parsed, subject)
        return
    yield subject


def _human_before(parsed: Parsed, relative: Word, head: Word) -> list[Word]:
    """« le départ de X, qui a été reçu »: the person right before, where the clause hangs on a thing."""
    words, frames = parsed.text.lexicon.words, parsed.text.lexicon.frames
    parties = words("party-noun") | words("delegate-noun") | words("collective")
    if (
        head.mention is not None
        or head.pos != "NOUN"
        or head.lemma in parties
        or ("NOUN", head.lemma) in frames
    ):
        return []
    return [w for w in just_before(parsed, relative) if isinstance(w.mention, PersonMention)]


def just_before(parsed: Parsed, relative: Word) -> Iterator[Word]:
    """The mention right before a relative pronoun, a comma aside, where the parser lost the thread."""
    before = [w for w in parsed.words[max(0, relative.i - 2) : relative.i] if w.text != ","]
    if before and before[-1].mention is not None and before[-1].sentence == relative.sentence:
        yield before[-1]


def inherited(parsed: Parsed, trigger: Word) -> Iterator[Word]:
    """The subject that a verb without one of its own shares with the clause above it."""
    if trigger.dep.startswith("acl"):
        yield from _loose(parsed, trigger) or [parsed.words[trigger.head]]
        return
    above = parsed.words[trigger.head]
    if trigger.head == trigger.i or trigger.dep not in _CLAUSAL or above.pos not in {"VERB", "AUX", "ADJ"}:
        return
    # « Il va rencontrer X »: the parser takes « il » for the subject of an impersonal verb.
    personal = above.lemma in parsed.text.lexicon.words("semi-auxiliary")
    labels = ("nsubj", "expl:subj") if personal else ("nsubj",)
    subjects = [w for w in parsed.below(above) if w.dep.startswith(labels)]
    found = [a for s in subjects for a in antecedent(parsed, above, s)]
    yield from found or inherited(parsed, above)


def _loose(parsed: Parsed, participle: Word) -> list[Word]:
    """« a tenu des audiences, accueillant X »: set off by a comma, a participle has the verb's subject."""
    head = parsed.words[participle.head]
    comma = participle.i and parsed.words[participle.i - 1].text == ","
    if not comma or head.mention is not None or not participle.text.endswith("ant"):
        return []
    verb = next((a for a in ancestors(parsed, head) if a.pos == "VERB"), None)
    return [w for w in parsed.below(verb) if w.dep.startswith("nsubj")] if verb else []


def impersonal_subject(parsed: Parsed, sentence: int) -> Word | None:
    """The body or place that a sentence is about; None where it names a person, whose « son » may be."""
    row = parsed.row(sentence)
    if any(isinstance(word.mention, PersonMention | GroupMention) for word in row):
        return None
    subjects = (word for word in row if word.dep.startswith(("nsubj", "ROOT")))
    return next((word for word in subjects if word.mention is not None), None)
