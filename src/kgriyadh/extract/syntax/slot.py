"""What fills a slot of a trigger, in which voice and order the sentence may tell it."""

from __future__ import annotations

from collections.abc import Iterator

from kgriyadh.annotate.mention import GroupMention, PersonMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.syntax.clause import passive
from kgriyadh.extract.syntax.phrase import accompanies, listed, marker
from kgriyadh.extract.syntax.subject import antecedent, inherited, just_before, right_before
from kgriyadh.lexicon import Slot


def fill(parsed: Parsed, trigger: Word, slot: Slot) -> Iterator[Word]:
    """The words that fill a slot of a trigger, with those listed beside them."""
    for head in _heads(parsed, trigger, slot):
        members = list(listed(parsed, head))
        yield from members
        if "entre" in slot.markers and len(members) == 1:
            yield from _second(parsed, head)


def _heads(parsed: Parsed, trigger: Word, slot: Slot) -> Iterator[Word]:
    if not slot.markers:
        return _core(parsed, trigger, slot)
    found = [_counted(parsed, w) for w in _around(parsed, trigger) if marker(parsed, w) in slot.markers]
    return iter(found or [*_dative(parsed, trigger, slot), *_with_behind(parsed, trigger, slot)])


def _counted(parsed: Parsed, word: Word) -> Word:
    """« plusieurs de ses homologues »: those who are counted."""
    if word.pos not in {"DET", "PRON"} or word.mention is not None:
        return word
    return next((w for w in parsed.below(word) if w.dep == "nmod" and w.mention is not None), word)


def _with_behind(parsed: Parsed, verb: Word, slot: Slot) -> Iterator[Word]:
    """« a réuni, mardi, X avec Y »: a person with « avec » behind a verb, on whatever noun it hangs."""
    if "avec" not in slot.markers or verb.pos != "VERB":
        return
    frames = parsed.text.lexicon.frames
    for word in parsed.words[verb.i + 1 :]:
        if word.sentence != verb.sentence or word.pos in {"VERB", "SCONJ"} or word.text in {";", ":"}:
            return
        if ("NOUN", word.lemma) in frames and word.mention is None and marker(parsed, word):
            return  # « a rencontré X lors d'une réunion avec Y », but « a tenu une réunion avec Y »
        if isinstance(word.mention, PersonMention) and marker(parsed, word) == "avec":
            yield word
            return


def _dative(parsed: Parsed, word: Word, slot: Slot) -> Iterator[Word]:
    """« les copies figurées de ses lettres de créance à X »: whatever noun the parser hangs the phrase on."""
    for other in parsed.below(word) if "a" in slot.markers and word.mention is None else ():
        if isinstance(other.mention, PersonMention) and marker(parsed, other) == "a":
            yield other
        elif other.pos in {"NOUN", "ADJ"} or other.dep == "acl":
            yield from _dative(parsed, other, slot)


def _second(parsed: Parsed, first: Word) -> Iterator[Word]:
    """« entre X et Y »: what stands behind the conjunction, whatever clause the parser gave it to.

    A bracket behind the first may stand between: « entre X (sortant) et Y ».
    """
    row = [w for w in parsed.words[first.i + 1 :] if w.sentence == first.sentence]
    if row and row[0].text == "(":
        close = next((k for k, w in enumerate(row) if w.text == ")"), len(row))
        row = row[close + 1 :]
    if row and row[0].text == "et":
        behind = [w for w in row[1:4] if w.pos != "DET"]
        several = parsed.text.lexicon.words("party-noun")
        if behind and (behind[0].mention is not None or behind[0].lemma in several):
            yield behind[0]


def _around(parsed: Parsed, trigger: Word) -> Iterator[Word]:
    """Phrases that hang on a trigger, or on an object or auxiliary noun of it."""
    for word in parsed.below(trigger):
        if word.dep.startswith(("obl", "nmod", "iobj", "advmod", "xcomp", "dep", "obj", "appos")):
            yield word
        if word.mention is not None:
            # « la rencontre de X avec Y », where the parser hangs the one on the other
            yield from (w for w in parsed.below(word) if word.dep == "nmod" and marker(parsed, w) == "avec")
            continue
        if word.dep.startswith(("obj", "obl")):
            yield from _complements(parsed, word, 2)
        if word.dep == "obj":
            # « a eu des échanges courtois avec X », where the parser takes the adjective for a clause
            beside = (w for clause in parsed.below(word) if clause.dep == "acl" for w in parsed.below(clause))
            yield from (w for w in beside if marker(parsed, w) == "avec")
        elif word.dep.startswith("acl"):
            # « la rencontre à laquelle ont pris part des officiers » is not « la rencontre des officiers ».
            yield from (w for w in _complements(parsed, word, 2) if marker(parsed, w) != "de")
        elif word.dep == "nmod" and word.lemma in parsed.text.lexicon.words("body-noun"):
            yield from _complements(parsed, word, 1)
    yield from _behind_series(parsed, trigger)


def _behind_series(parsed: Parsed, noun: Word) -> Iterator[Word]:
    """« une série de rencontres, au centre d'une rencontre, entre X et Y »: what hangs on the noun before."""
    head, words = parsed.words[noun.head], parsed.text.lexicon.words
    if head.i < noun.i and head.lemma in words("series-noun") | words("focus-noun"):
        near = (*parsed.below(head), *parsed.below(parsed.words[head.head]))
        yield from (w for w in near if w.i > noun.i and w.dep.startswith(("nmod", "obl")))


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
        found = found or _personal(parsed, trigger)
        found = [a for w in found if not accompanies(parsed, w) for a in antecedent(parsed, trigger, w)]
        found = found or list(inherited(parsed, trigger)) or list(right_before(parsed, trigger))
        if trigger.pos in {"NOUN", "PROPN"} and not found:
            found = [w for w in parsed.below(parsed.words[trigger.head]) if w.dep.startswith("nsubj")]
        if not found and _clitic(parsed, trigger):
            found = list(_bare_behind(parsed, trigger))
    if "obj" in labels:
        found = [a for w in found for a in antecedent(parsed, trigger, w)]
        found = _clitic(parsed, trigger) or found
        if all(w.pos != "PRON" and isinstance(w.mention, PlaceMention | None) for w in found):
            found += list(_relative_object(parsed, trigger)) or list(_bare_behind(parsed, trigger))
        found = found or list(_bare_oblique(parsed, trigger))
    yield from found


def _personal(parsed: Parsed, verb: Word) -> list[Word]:
    """« Il y rencontrera également X »: no impersonal « il », with an object behind the verb."""
    below = parsed.below(verb)
    return [w for w in below if w.dep == "expl:subj"] if any(w.dep == "obj" for w in below) else []


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
            # « Conduite par X, elle a été reçue par Y »
            if word.pos == "VERB" or word.lemma not in parsed.text.lexicon.words("leading"):
                yield other
        elif depth and other.pos not in {"VERB", "AUX"}:
            yield from _agents(parsed, other, depth - 1)


def _clitic(parsed: Parsed, verb: Word) -> list[Word]:
    """The object pronoun before a verb: « l'a reçu »."""
    below = parsed.below(verb)
    return [w for w in below if w.pos == "PRON" and w.i < verb.i and w.text.casefold() in {"l'", "le", "la"}]


def _relative_object(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """« X, que la ministre a reçu »: the mention before « que »."""
    for word in parsed.below(verb):
        if word.lemma in {"que", "qu'"} and word.i < verb.i:
            yield from just_before(parsed, word)


def _bare_behind(parsed: Parsed, verb: Word) -> Iterator[Word]:
    """« a reçu à Riyad, en Arabie saoudite, X »: the first person behind a verb that no preposition opens."""
    for word in parsed.words[verb.i + 1 :]:
        if word.i == verb.i + 1 and word.lemma == "que":
            continue  # « n'a reçu que X »
        if word.sentence != verb.sentence or word.pos in {"VERB", "SCONJ"} or word.text in {";", ":"}:
            return
        if isinstance(word.mention, PersonMention | GroupMention) and not _subject(parsed, word):
            if marker(parsed, word) in {"", "que"}:
                yield word
            return


def _subject(parsed: Parsed, word: Word) -> bool:
    """Whether a word is a subject; « a reçu X, indique un communiqué » gives X to the wrong verb.

    So may « a reçu, au palais, X, venu à Dakar », where a participle without an auxiliary has none.
    """
    verb = parsed.words[word.head]
    if "VerbForm=Part" in verb.features and not any(w.pos == "AUX" for w in parsed.below(verb)):
        return False
    reporting = verb.lemma in parsed.text.lexicon.words("reporting") and word.i < verb.i
    inverted = reporting and any(w.i > verb.i and w.dep == "obj" for w in parsed.below(verb))
    return word.dep.startswith("nsubj") and not inverted
