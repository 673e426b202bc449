"""Where the dateline, or a headline's rubric, says that a text's first meeting was held."""

from __future__ import annotations

from kgriyadh.annotate.mention import DateMention, PlaceMention
from kgriyadh.annotate.parsed import Parsed
from kgriyadh.extract.event import CONFERENCE
from kgriyadh.extract.meeting.encounter import Meeting
from kgriyadh.extract.syntax import locative
from kgriyadh.extract.things import Things


def headed(parsed: Parsed, things: Things, first: Meeting) -> None:
    """The dateline, or the place before a headline's colon, is where the first meeting was held."""
    told = {m.trigger.sentence for m in first.mentions} | {0, 1}
    remote = any(_remote(parsed, sentence) or _beside(parsed, sentence) for sentence in told)
    remote = remote or any(_elsewhere(parsed, m.trigger.sentence) for m in first.mentions)
    if first.place is not None or remote:
        return
    for mention in parsed.mentions:
        if not isinstance(mention, PlaceMention) or mention.kind != "kgr:City":
            continue
        if parsed.text.tokens[mention.span[0]].paragraph > 1:
            return
        place = things.place(mention)
        if place and _begins(parsed, mention.span[0]) and _dateline(parsed, mention.span[1]):
            first.place = (place, mention.span)
            return


def _begins(parsed: Parsed, i: int) -> bool:
    """Whether a place opens its paragraph, a bracket or the headline's first word aside."""
    tokens = parsed.text.tokens
    if i and (tokens[i - 1].text == "(" or (i == 1 and tokens[i].paragraph == 0)):
        i -= 1
    return i == 0 or tokens[i - 1].paragraph != tokens[i].paragraph


def _dateline(parsed: Parsed, i: int) -> bool:
    """« ALGER – », « Riyad : », « N'Djamena, le 14 mai 2026 – », « Lomé, le 3 mai. », or both alone."""
    text = parsed.text
    if text.is_mark(i, ":", "–", "—", "-") or _closes(parsed, i):
        return True
    if not text.is_mark(i, ",", "("):
        return False
    if any(text.is_mark(k, "–", "—", "-", "(", ")") for k in range(i, min(i + 8, len(text)))):
        return True
    dated = (m.span for m in parsed.mentions if isinstance(m, DateMention))
    ends = {span[1] for span in dated if i < span[0] <= i + 2}
    return any(
        k < len(text) and (text.tokens[k].paragraph != text.tokens[i].paragraph or _closes(parsed, k))
        for k in ends
    )


def _closes(parsed: Parsed, i: int) -> bool:
    """« Nouakchott, le 12 mai 2026. »: whether token ``i`` is a full stop that ends the sentence."""
    return parsed.text.is_mark(i, ".") and (i + 1 == len(parsed.text) or parsed.text.tokens[i + 1].first)


def _remote(parsed: Parsed, sentence: int) -> bool:
    """Whether a sentence says that nobody met in a place: « par téléphone »."""
    row = parsed.row(sentence)
    return bool(row) and any(parsed.text.has(i, "remote") for i in range(row[0].span[0], row[-1].span[1]))


def _elsewhere(parsed: Parsed, sentence: int) -> bool:
    """« ALGER – X a rencontré Y, dans le cadre de sa mission à New York »: another town may be the place."""
    cities = (
        w
        for w in parsed.row(sentence)
        if isinstance(w.mention, PlaceMention) and w.mention.kind == "kgr:City"
    )
    return any(locative(parsed, w) for w in cities)


def _beside(parsed: Parsed, sentence: int) -> bool:
    """« lors du forum X », « en marge du sommet »: told of an assembly, which may be anywhere."""
    frames = parsed.text.lexicon.frames
    for word in parsed.row(sentence):
        noun = parsed.words[word.head]
        assembly = any(f.evokes == CONFERENCE for f in frames.get(("NOUN", noun.lemma), ()))
        if word.marker in {"marker/during", "marker/margin"} and assembly:
            return True
    return False
