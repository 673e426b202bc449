"""Random readings for property tests: names as strange as the world's, a few facts, honest quotes."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from samples import CIMCT, DIVISION, JIHADISM, RIYADH, SAHEL, SECRETARY, entities_of

from kgriyadh.fact import Document, Entity, Fact, Quote, Reading

_STRANGE = (
    "<script>alert('x')</script>",
    'Jean "le Bref" Dupont',
    "a\nb\tc\\d\u2028e",
    "🛡️",
    "محمد بن سعيد",
    "王小明",
    "कीर्ति",
    "É" * 200,
    "{}^`|<>",
    "%41/../#?",
    "\x07\x7f\ufffe",
)
# Lone surrogates cannot be written as UTF-8, and read.py lets none in.
_names = st.one_of(
    st.sampled_from(_STRANGE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
)
_rules = st.sampled_from(["post/apposition", "meeting/verb", "threat"])
_days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@st.composite
def readings(draw: st.DrawFn, name: str = "d") -> Reading:
    """Return a reading of a random text whose names the text need not have."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
    host = Entity("p1", "kgr:Person", tuple(draw(st.lists(_names, min_size=1, max_size=3))))
    guest = Entity("p2", "kgr:Person", (draw(_names),))
    body = Entity("o1", "org:Organization", (draw(_names),))
    talks, post, threat = Entity("m", "kgr:Meeting"), Entity("h", "org:Membership"), Entity("t", "kgr:Threat")
    triples: list[tuple[Entity, str, Entity | date | int | str]] = [
        (talks, "kgr:host", host),
        (talks, "kgr:guest", guest),
        (talks, "kgr:date", draw(_days)),
        (talks, "kgr:place", RIYADH),
        (talks, "kgr:addressesThreat", threat),
        (threat, "skos:broader", JIHADISM),
        (threat, "kgr:affectsRegion", SAHEL),
        (post, "org:member", host),
        (post, "org:role", SECRETARY),
        (post, "org:organization", draw(st.sampled_from([body, CIMCT]))),
        (host, "kgr:hasRank", DIVISION),
        (body, "kgr:memberCount", draw(st.integers(1, 10**20))),
        (body, "kgr:acronym", draw(_names)),
    ]
    words = st.lists(_quotes(len(text)), min_size=1, max_size=2)
    chosen = draw(st.lists(st.sampled_from(triples), max_size=len(triples), unique_by=lambda t: t[1]))
    facts = tuple(Fact(*triple, tuple(draw(words)), draw(st.floats(0, 1)), draw(_rules)) for triple in chosen)
    identifier = draw(st.one_of(st.just(name), st.builds(f"{name} {{}}".format, _names)))
    return Reading(Document(identifier, text, "random"), entities_of(facts), facts)


def _quotes(length: int) -> st.SearchStrategy[Quote]:
    """Return quotes of a text so long."""
    starts = st.integers(0, length - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, length).map(lambda end: Quote(start, end)))
