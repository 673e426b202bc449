"""The parse, asked in the terms of the frames: what fills a slot of a trigger, in which voice and mood."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, PersonMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.lexicon import Slot

_LIST = frozenset({"conj", "appos", "flat:name", "flat"})
_CLAUSAL = frozenset({"xcomp", "conj", "advcl"})


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


def listed(parsed: Parsed, first: Word) -> Iterator[Word]:
    """A word and those listed with it."""
    yield first
    for word in parsed.below(first):
        if word.dep in _LIST and (word.dep == "conj" or word.mention is not None) and word.pos != "VERB":
            yield from listed(parsed, word)


def marker(parsed: Parsed, word: Word) -> str:
    """What opens a phrase: the id of a compound preposition, a folded preposition, or nothing."""
    for case in parsed.below(word):
        if case.dep in {"case", "mark"} or case.marker:
            return case.marker or preposition(parsed, case)
    return ""


def preposition(parsed: Parsed, case: Word) -> str:
    """A preposition without the article that it has swallowed: « au » is « à »."""
    folded = parsed.text.tokens[case.span[0]].folded if case.span[1] - case.span[0] == 1 else case.lemma
    return {"du": "de", "des": "de", "d'": "de", "au": "a", "aux": "a"}.get(folded, folded)


def fill(parsed: Parsed, trigger: Word, slot: Slot) -> Iterator[Word]:
    """The words that fill a slot of a trigger, with those listed beside them."""
    for head in _heads(parsed, trigger, slot):
        members = list(listed(parsed, head))
        yield from members
        if "entre" in slot.markers and len(members) == 1:
            yield from _second(parsed, head)


def _heads(parsed: Parsed, trigger: Word, slot: Slot) -> Iterator[Word]:
    if slot.markers:
        return (w for w in _around(parsed, trigger) if marker(parsed, w) in slot.markers)
    return _core(parsed, trigger, slot)


def _second(parsed: Parsed, first: Word) -> Iterator[Word]:
    """« entre X et Y »: what stands behind the conjunction, whatever clause the parser gave it to."""
    row = [w for w in parsed.words[first.i + 1 : first.i + 5] if w.sentence == first.sentence]
    if row and row[0].text == "et":
        behind = [w for w in row[1:] if w.pos != "DET"]
        if behind and behind[0].mention is not None:
            yield behind[0]


def _around(parsed: Parsed, trigger: Word) -> Iterator[Word]:
    """Phrases that hang on a trigger, or on an object or auxiliary noun of it."""
    for word in parsed.below(trigger):
        if word.dep.startswith(("obl", "nmod", "iobj", "advmod", "xcomp", "dep", "obj", "appos")):
            yield word
        if word.dep.startswith(("obj", "obl", "acl")) and word.mention is None:
            yield from _complements(parsed, word, 2)


def _complements(parsed: Parsed, noun: Word, depth: int) -> Iterator[Word]:
    """The complements of a noun, and theirs: « les lettres de créance de l'ambassadrice »."""
    for word in parsed.below(noun):
        if word.dep.startswith(("nmod", "obl")):
            yield word
            if word.mention is None and depth > 1:
                yield from _complements(parsed, word, depth - 1)


def _core(parsed: Parsed, trigger: Word, slot: Slot) -> Iterator[Word]:
    """Subject or object of a trigger, wherever the sentence puts it."""
    labels = slot.passive if passive(parsed, trigger) else slot.active
    found = [w for w in parsed.below(trigger) if w.dep in labels]
    if "obl:agent" in labels and passive(parsed, trigger):
        found = found or list(_agents(parsed, trigger, 3))
    if "nsubj" in labels or "nsubj:pass" in labels:
        found = [a for w in found if not accompanies(parsed, w) for a in _antecedent(parsed, trigger, w)]
        found = found or list(inherited(parsed, trigger)) or list(_right_before(parsed, trigger))
        if trigger.pos in {"NOUN", "PROPN"} and not found:
            found = [w for w in parsed.below(parsed.words[trigger.head]) if w.dep.startswith("nsubj")]
        if not found and _clitic(parsed, trigger):
            found = list(_bare_behind(parsed, trigger))
    if "obj" in labels:
        found = [a for w in found for a in _antecedent(parsed, trigger, w)]
        found = _clitic(parsed, trigger) or found
        if not any(w.mention is not None or w.pos == "PRON" for w in found):
            found += list(_relative_object(parsed, trigger)) or list(_bare_behind(parsed, trigger))
        found = found or list(_bare_oblique(parsed, trigger))
    yield from found


def _bare_oblique(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """« a présidé, au palais, une cérémonie »: a noun behind a verb that nothing opens is its object."""
    for word in parsed.below(verb):
        if word.i > verb.i and word.pos == "NOUN" and word.dep.startswith("obl") and not marker(parsed, word):
            yield word
            return


def _agents(parsed: Parsed, word: Word, depth: int) -> Iterator[Word]:
    """Phrases with « par » below a passive, which the parser hangs on whatever stands nearest."""
    for other in parsed.below(word):
        if other.mention is not None and marker(parsed, other) == "par":
            yield other
        elif depth and other.pos not in {"VERB", "AUX"}:
            yield from _agents(parsed, other, depth - 1)


def _antecedent(parsed: Parsed, trigger: Word, subject: Word) -> Iterator[Word]:
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
            yield parsed.words[clause.head]
        else:
            yield from _just_before(parsed, subject)
        return
    yield subject


def _clitic(parsed: Parsed, verb: Word) -> list[Word]:
    """The object pronoun before a verb: « l'a reçu »."""
    below = parsed.below(verb)
    return [w for w in below if w.pos == "PRON" and w.i < verb.i and w.text.casefold() in {"l'", "le", "la"}]


def _relative_object(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """« X, que la ministre a reçu »: the mention before « que »."""
    for word in parsed.below(verb):
        if word.lemma in {"que", "qu'"} and word.i < verb.i:
            yield from _just_before(parsed, word)


def _bare_behind(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """« a reçu à Riyad, en Arabie saoudite, X »: the first person behind a verb that no preposition opens."""
    for word in parsed.words[verb.i + 1 :]:
        if word.i == verb.i + 1 and word.lemma == "que":
            continue  # « n'a reçu que X »
        if word.sentence != verb.sentence or word.pos in {"VERB", "SCONJ"} or word.text in {";", ":"}:
            return
        if isinstance(word.mention, PersonMention | GroupMention) and not word.dep.startswith("nsubj"):
            if marker(parsed, word) in {"", "que"}:
                yield word
            return


def _right_before(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """A mention with nothing but auxiliaries and pronouns between it and the verb, whatever its label."""
    if verb.pos not in {"VERB", "AUX"} or verb.dep.startswith(("acl", "advcl", "xcomp")):
        return
    for word in reversed(parsed.words[: verb.i]):
        if word.sentence != verb.sentence:
            return
        if word.mention is not None and not accompanies(parsed, word):
            if not marker(parsed, word):
                yield word
            return
        if (
            word.mention is None
            and word.marker is None
            and word.pos not in {"AUX", "PRON", "ADV"}
            and word.text != ","
        ):
            return


def accompanies(parsed: Parsed, word: Word) -> bool:
    """Whether a compound preposition opens a phrase: who is « accompagné de X » is not X."""
    return opener(parsed, word) is not None


def opener(parsed: Parsed, word: Word) -> str | None:
    """The compound preposition that opens a phrase, by the words and not by the parse."""
    before = [w for w in parsed.words[max(0, word.i - 3) : word.i] if w.pos not in {"DET", "ADP"} or w.marker]
    return before[-1].marker if before else None


def _just_before(parsed: Parsed, relative: Word) -> Iterator[Word]:
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
    subjects = [w for w in parsed.below(above) if w.dep.startswith("nsubj")]
    found = [a for s in subjects for a in _antecedent(parsed, above, s)]
    yield from found or inherited(parsed, above)


def _loose(parsed: Parsed, participle: Word) -> list[Word]:
    """« a tenu des audiences, accueillant X »: set off by a comma, a participle has the verb's subject."""
    head = parsed.words[participle.head]
    comma = participle.i and parsed.words[participle.i - 1].text == ","
    if not comma or head.mention is not None or not participle.text.endswith("ant"):
        return []
    verb = next((a for a in ancestors(parsed, head) if a.pos == "VERB"), None)
    return [w for w in parsed.below(verb) if w.dep.startswith("nsubj")] if verb else []


def ancestors(parsed: Parsed, word: Word) -> Iterator[Word]:
    """The words above a word, nearest first."""
    while word.head != word.i:
        word = parsed.words[word.head]
        yield word


def negated(parsed: Parsed, word: Word) -> bool:
    """Whether « ne » or « n' » or « sans » denies a word or the verb that it is an argument of."""
    for above in (word, *ancestors(parsed, word)):
        denied = any(w.lemma in {"ne", "n'", "sans"} for w in parsed.below(above))
        if denied and not _only(parsed, above):
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
    return False


def _only(parsed: Parsed, verb: Word) -> bool:
    """« n'a reçu que X »: a restriction denies nothing."""
    below = parsed.below(verb)
    row = below + [w for b in below for w in parsed.below(b)]
    plain = not any(w.lemma in {"pas", "jamais", "plus", "ni", "aucun", "point"} for w in row)
    return plain and any(w.lemma == "que" and w.i > verb.i for w in row)


def locative(parsed: Parsed, word: Word) -> bool:
    """Whether « à », « en » or « dans » stands right before a place, its article aside."""
    tokens = parsed.text.tokens
    i = word.span[0] - 1
    if i >= 0 and tokens[i].folded in {"le", "la", "l'", "les"}:
        i -= 1
    return i >= 0 and not tokens[i + 1].first and tokens[i].folded in {"a", "au", "aux", "en", "dans"}
