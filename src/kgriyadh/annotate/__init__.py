"""A document in, its parse out: tokens, mentions of persons, bodies, places, dates and threats, and syntax.

The only room that knows spaCy. Phrases are read by the grammar of this folder first; the parser
sees one word for each (see ``surrogate``).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import spacy
from spacy.lang.fr.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from kgriyadh import dates
from kgriyadh.annotate.accent import Accents, lacks_accents, unaccented
from kgriyadh.annotate.group import group
from kgriyadh.annotate.mention import (
    DateMention,
    Mention,
    PersonMention,
)
from kgriyadh.annotate.organization import read_organizations
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.annotate.person import read_persons, read_titles
from kgriyadh.annotate.place import read_places
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.surrogate import Leaf, leaves
from kgriyadh.annotate.text import Text
from kgriyadh.annotate.threat import read_threats
from kgriyadh.annotate.token import dateline, tokenise
from kgriyadh.fact import Document
from kgriyadh.lexicon import Lexicon, key
from kgriyadh.normal import Normal, normalise

__all__ = ["COMPONENTS", "MODEL", "Parsed", "Word", "annotate"]

MODEL = "fr_core_news_md"
COMPONENTS = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
# In how many days after its dateline a dispatch is published at the latest.
_DELAY = 7
_Draft = tuple[Document, Normal, Text, dict[int, Mention], list[Leaf]]


@cache
def _model() -> Language:
    return spacy.load(MODEL, exclude=[name for name in ("ner", "senter") if name not in COMPONENTS])


@cache
def _accents() -> Accents:
    """The accents of verbs, by the tables of the lemmatizer."""
    tables = _model().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # typed as a function
    irregular = tables.get_table("lemma_exc")
    verbs = {lemma for part in ("verb", "adj") for lemmas in irregular[part].values() for lemma in lemmas}
    regular = sorted(verb for verb in verbs if verb.endswith("er"))
    written = {word for part in tables.get_table("lemma_index").values() for word in part}
    # The list has « etait » beside « était », which is no French.
    common = STOP_WORDS - {unaccented(word) for word in STOP_WORDS if unaccented(word) != word}
    known = {*tables.get_table("lemma_lookup"), *irregular["aux"], *written, *common}
    return Accents(irregular["verb"], regular, irregular["aux"], known)


def annotate(documents: Iterable[Document], lexicon: Lexicon) -> Iterator[Parsed]:
    """The parse of each document, in order, one at a time in memory but for a batch of the parser's."""
    nlp = _model()
    pairs = ((_doc(nlp, draft), draft) for draft in (_read(document, lexicon) for document in documents))
    for doc, draft in nlp.pipe(pairs, as_tuples=True, batch_size=32):
        yield _parsed(doc, draft)


def _read(document: Document, lexicon: Lexicon) -> _Draft:
    normal = normalise(document.text)
    tokens = tokenise(normal.text, lexicon.abbreviations)
    text = Text(tokens, lexicon.match([t.text for t in tokens]), lexicon)
    mentions = _mentions(text, normal.text, document)
    return document, normal, text, mentions, leaves(text, group(text, mentions))


def _mentions(text: Text, normal: str, document: Document) -> dict[int, Mention]:
    organizations = read_organizations(text)
    places = read_places(text, organizations)
    days = list(_dates(text, normal, document))
    scene = Scene(text, organizations, places, {day.span[0]: day.span[1] for day in days})
    titles = list(read_titles(scene))
    persons = _supported(text, list(read_persons(scene, {t.span[0]: t.span[1] for t in titles})))
    found: dict[int, Mention] = {}
    layers = (
        _told_apart(text, days, [*titles, *persons]),
        titles,
        persons,
        organizations.values(),
        places.values(),
        read_threats(text),
    )
    taken: set[int] = set()
    for layer in layers:
        for mention in layer:
            span = range(*mention.span)
            if text.tokens[span[0]].paragraph in text.foreign:
                continue
            if not taken.intersection(span):
                found[mention.span[0]] = mention
                taken.update(span)
    return found


def _told_apart(text: Text, days: list[DateMention], others: list[Mention]) -> Iterator[DateMention]:
    """The dates but for those since when a post is held: « le ministre depuis 2021, X », is one phrase."""
    within = {i for mention in others for i in range(*mention.span)}
    for day in days:
        since = any(text.after(k, "since") for k in range(max(0, day.span[0] - 4), day.span[0] + 1))
        if not (since and within.issuperset(range(*day.span))):
            yield day


def _supported(text: Text, persons: list[PersonMention]) -> list[PersonMention]:
    """Drop lone capitals that are no word of a name which the text gives with better reason."""
    known = {
        part
        for p in persons
        if p.licensed and p.name
        for i in range(*p.name)
        for part in text.tokens[i].parts
    }
    return [p for p in persons if p.licensed or (p.name and (_long(p) or known.issuperset(_parts(text, p))))]


def _long(person: PersonMention) -> bool:
    return person.name is not None and person.name[1] - person.name[0] > 1


def _parts(text: Text, person: PersonMention) -> set[str]:
    return {part for i in range(*(person.name or (0, 0))) for part in text.tokens[i].parts}


def _written(text: Text, normal: str, document: Document) -> date | None:
    """The day from which a text reckons: that of its dateline, if just before its publication."""
    published, line = document.published, dateline(normal)
    for when in dates.find(normal[: line.stop], published, text.lexicon.words("named-after-day")):
        if when.start in line and when.first and when.kind == "date":
            late = (published - when.first).days if published else 0
            return when.first if 0 <= late <= _DELAY else published
    return published


def _dates(text: Text, normal: str, document: Document) -> Iterator[DateMention]:
    starts = {token.start: i for i, token in enumerate(text.tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(text.tokens)}
    for when in dates.find(normal, _written(text, normal, document), text.lexicon.words("named-after-day")):
        if when.start in starts and when.end in ends:
            yield DateMention((starts[when.start], ends[when.end]), when)


def _doc(nlp: Language, draft: _Draft) -> Doc:
    row = draft[4]
    starts: list[bool | int | None] = [leaf.first for leaf in row]
    bare, accents = lacks_accents(draft[1].text), _accents()
    words = accents.restored(row) if bare else [accents.opening(leaf) for leaf in row]
    return Doc(nlp.vocab, words=words, sent_starts=starts)


def _lemma(lemma: str, pos: str) -> str:
    """The folded lemma. The lemmatizer leaves rarer verbs of the first group in the present tense."""
    folded = key(lemma)
    return folded + "r" if pos == "VERB" and folded.endswith("e") and not folded.endswith("re") else folded


def _pos(pos: str, word: str, text: Text) -> str:
    """The part of speech; fr_core_news_md 3.8 takes « celui-ci » for a conjunction now and then."""
    return "PRON" if word in text.lexicon.words("latter-pronoun") else pos


def _parsed(doc: Doc, draft: _Draft) -> Parsed:
    document, normal, text, mentions, row = draft
    sentences = tuple(itertools.accumulate((int(t.first) for t in text.tokens), initial=-1))[1:]
    words: list[Word] = []
    for token, leaf in zip(doc, row, strict=True):
        features = frozenset(f"{k}={v}" for k, v in token.morph.to_dict().items())
        pos = _pos(token.pos_, key(token.text), text)
        lemma, sentence = _lemma(token.lemma_, pos), sentences[leaf.span[0]]
        if leaf.mention is None and leaf.first and pos == "ADV" and token.text.endswith("aient"):
            pos, lemma = "VERB", key(token.text[: -len("aient")]) + "er"  # « Assistaient à la rencontre, X »
        words.append(
            Word(token.i, token.text, lemma, pos, token.dep_, token.head.i, leaf.span, sentence,
                 features, leaf.mention, leaf.marker)
        )  # fmt: skip
    children: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            children[word.head].append(word.i)
    ordered = tuple(mentions[i] for i in sorted(mentions))
    return Parsed(document, normal, text, ordered, tuple(words), tuple(map(tuple, children)), sentences)
