"""Event mentions to meetings: headline, lead and body tell one; two days or two parties tell two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kgriyadh.annotate.mention import DateMention, PlaceMention, Span, cover
from kgriyadh.annotate.parsed import Parsed, Word
from kgriyadh.extract.confidence import CIRCUMSTANCE, CLAUSE, TOPIC, VERB, reached
from kgriyadh.extract.event import CONFERENCE, MEETING, PARTIES, PLANNED, EventMention, Period
from kgriyadh.extract.syntax import ancestors, marker
from kgriyadh.extract.things import Things
from kgriyadh.fact import Entity, Fact, Quote

# « la cérémonie », « la rencontre » point to a meeting told at most so many sentences before.
_NEAR = 8
Said = tuple[Entity, Span]


@dataclass(slots=True)
class Meeting:
    """An encounter as the whole text tells it, with the mentions that tell it."""

    mentions: list[EventMention]
    parties: dict[str, dict[Entity, list[tuple[EventMention, Span]]]] = field(
        default_factory=lambda: {role: {} for role in PARTIES}
    )
    when: Period | None = None
    place: Said | None = None
    country: Said | None = None
    venue: Said | None = None
    threats: dict[Entity, Quote] = field(default_factory=dict)

    def everybody(self) -> set[Entity]:
        """All parties."""
        return {e for group in self.parties.values() for e in group}

    def visit(self) -> bool:
        """Whether nothing but a visit without a host has been told so far."""
        return all(m.says("visit") for m in self.mentions) and not self.parties["host"]

    @property
    def background(self) -> bool:
        """Whether it is only recalled: told in the pluperfect alone."""
        return all(m.background for m in self.mentions)

    @property
    def planned(self) -> bool:
        """Whether no mention says that it was held."""
        return all(m.status == PLANNED for m in self.mentions)

    @property
    def last_sentence(self) -> int:
        """The last sentence that tells of it."""
        return max(m.trigger.sentence for m in self.mentions)


class Meetings:
    """The encounters of one text, in the order in which they are first told."""

    def __init__(self, parsed: Parsed, things: Things, mentions: list[EventMention]) -> None:
        self.parsed = parsed
        self.things = things
        self.all: list[Meeting] = []
        body = [m for m in mentions if not self._in_title(m)]
        for mention in (*body, *(m for m in mentions if self._in_title(m))):
            self._take(mention)
        self.all = [m for m in self.all if self._sound(m) or self._alone(m)]
        for meeting in self.all:
            _without_bodies(meeting)
        if self.all:
            self._headed(self.all[0])
        for before, meeting in zip(self.all, self.all[1:], strict=False):
            if any(self._in_sentence(m, "same-place") for m in meeting.mentions):
                meeting.place, meeting.venue = before.place, before.venue

    def told_before(self, sentence: int) -> Meeting | None:
        """The meeting told last before or in a sentence."""
        told = [m for m in self.all if min(e.trigger.sentence for e in m.mentions) <= sentence]
        told = [m for m in told if not m.background or m.last_sentence == sentence] or told
        return max(
            told,
            key=lambda m: max(e.trigger.sentence for e in m.mentions if e.trigger.sentence <= sentence),
            default=None,
        )

    def _in_title(self, mention: EventMention) -> bool:
        return self.parsed.text.headline(mention.trigger.span[0])

    # ---------------------------------------------------------------- which meeting

    def _take(self, mention: EventMention) -> None:
        meeting = self._meeting_of(mention)
        empty = not mention.everybody() and mention.frame.evokes == MEETING and not mention.ceremony()
        noun = mention.frame.category == "NOUN" and mention.trigger.dep.startswith("nsubj")
        placed = noun and (mention.when or mention.place)
        beside = mention.trigger.marker is not None  # « était accompagné de X » tells no meeting of its own
        if meeting is None and (beside or (empty and (not placed or self._in_title(mention)))):
            return
        if meeting is None and self._in_title(mention) and self._summed_up(mention):
            return
        if meeting is None:
            meeting = Meeting([])
            self.all.append(meeting)
        self._add(meeting, mention)

    def _summed_up(self, mention: EventMention) -> bool:
        """« X reçoit Y et Z »: a headline whose parties the body tells of in meetings of their own."""
        return any(mention.everybody() & meeting.everybody() for meeting in self.all)

    def _meeting_of(self, mention: EventMention) -> Meeting | None:
        """The meeting that a mention tells again, or None where it tells a new one."""
        if (mention.says("attend") and not mention.apart) or (mention.pointing and not mention.core()):
            return self._pointed(mention)
        if aim := self._aimed(mention):
            return aim
        same = [m for m in self.all if self._same(m, mention)]
        if same:
            return same[-1] if not self._in_title(mention) else same[0]
        if self._in_title(mention) and self.all and self._could_head(self.all[0], mention):
            return self.all[0]
        return None

    def _aimed(self, mention: EventMention) -> Meeting | None:
        """« se réunissent à Abuja pour un sommet »: a noun for what the verb above it tells already."""
        above = {a.i for a in ancestors(self.parsed, mention.trigger)}
        if mention.everybody() or marker(self.parsed, mention.trigger) != "pour":
            return None
        return next((m for m in self.all for e in m.mentions if e.trigger.i in above), None)

    def _pointed(self, mention: EventMention) -> Meeting | None:
        if self._in_title(mention):
            return self.all[0] if self.all and self._could_head(self.all[0], mention) else None
        recent = [m for m in self.all if mention.trigger.sentence - m.last_sentence <= _NEAR]
        if not recent:
            return None
        told = [m for m in recent if not m.background] or recent
        last = ([m for m in told if self._sound(m) or m.parties["host"] or self._assembly(m)] or told)[-1]
        if last.planned != (mention.status == PLANNED) and mention.trigger.pos != "NOUN":
            return None
        if mention.trigger.marker and not mention.core() <= last.everybody():
            return None
        apart = (
            mention.when
            and last.when
            and mention.when.first != last.when.first
            and not _within(mention.when, last.when)
        )
        return None if apart else last

    def _same(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether parties, day and place allow the two to be one, and enough is shared."""
        if not self._compatible(meeting, mention):
            return False
        mine, theirs = meeting.everybody(), mention.everybody()
        shared = mine & theirs
        if not shared:
            return False
        hosts = set(mention.parties["host"])
        if hosts and meeting.parties["host"] and not hosts & set(meeting.parties["host"]):
            return False
        if mention.says("visit") and not hosts and not shared & set(meeting.parties["guest"]):
            return False
        if meeting.visit() or (mention.says("visit") and not hosts):
            return len(self.all) == 1 or meeting is self.all[-1]
        return shared in (mine, theirs) and (len(shared) > 1 or len(mine) == 1 or len(theirs) == 1)

    def _compatible(self, meeting: Meeting, mention: EventMention) -> bool:
        one, other = meeting.when, mention.when
        if one and other and not (_within(one, other) or _within(other, one)):
            return False
        if meeting.place and mention.place and meeting.place[0] != mention.place[0]:
            return False
        if meeting.planned != (mention.status == PLANNED) and not self._in_title(mention):
            return False
        return not (
            bool(one) != bool(other)
            and meeting.mentions[0].trigger.sentence + 3 < mention.trigger.sentence
            and other
        )

    def _could_head(self, meeting: Meeting, mention: EventMention) -> bool:
        """Whether a headline can speak of the first meeting: it names no party who is not in it."""
        return mention.everybody() <= meeting.everybody() and self._compatible(meeting, mention)

    # ---------------------------------------------------------------- what it says

    def _add(self, meeting: Meeting, mention: EventMention) -> None:
        meeting.mentions.append(mention)
        for role in PARTIES:
            for entity, span in mention.parties[role].items():
                self._party(meeting, role, entity, mention, span)
        meeting.when = meeting.when or self._resolved(mention)
        meeting.place = meeting.place or mention.place
        meeting.country = meeting.country or mention.country
        meeting.venue = meeting.venue or mention.venue

    def _party(self, meeting: Meeting, role: str, entity: Entity, mention: EventMention, span: Span) -> None:
        """Add a party; being host or guest says more than taking part."""
        held = next((r for r in PARTIES if entity in meeting.parties[r]), None)
        if held is None:
            meeting.parties[role].setdefault(entity, []).append((mention, span))
        elif held == role:
            meeting.parties[role][entity].append((mention, span))
        elif held == "participant" and not mention.says("visit"):
            del meeting.parties[held][entity]
            meeting.parties[role][entity] = [(mention, span)]

    def _resolved(self, mention: EventMention) -> Period | None:
        """The mention's own date, or one that it tells relative to the date before it."""
        if mention.when:
            return mention.when
        if self._in_sentence(mention, "same-day") and (before := self._date_before(mention.trigger.span[0])):
            return Period(before, None, mention.trigger.span)
        for other in self.parsed.dates(mention.trigger.sentence):
            before = self._date_before(other.span[0])
            if other.when.offset is not None and before and other.span[0] > mention.trigger.span[0] - 8:
                return Period(before + timedelta(days=other.when.offset), None, other.span)
        return None

    def _in_sentence(self, mention: EventMention, word_class: str) -> bool:
        """Whether the sentence of a mention holds a word of a class."""
        return self._holds(mention.trigger.sentence, word_class)

    def _holds(self, sentence: int, word_class: str) -> bool:
        row = self.parsed.row(sentence)
        return bool(row) and any(
            self.parsed.text.has(i, word_class) for i in range(row[0].span[0], row[-1].span[1])
        )

    def _date_before(self, i: int) -> date | None:
        """The last day told before token ``i``, in its sentence or the nearest that tells one."""
        for sentence in range(self.parsed.sentence_of(i), -1, -1):
            told = [m.when.first for m in self.parsed.dates(sentence) if m.span[0] < i and m.when.first]
            if told:
                return told[-1]
        return None

    def _assembly(self, meeting: Meeting) -> bool:
        return any(m.conference() or m.ceremony() for m in meeting.mentions)

    def _sound(self, meeting: Meeting) -> bool:
        """A meeting needs two parties, or one and a conference, a venue or a ceremony."""
        parties = len(meeting.everybody())
        strong = self._assembly(meeting)
        told = any(not m.says("visit") for m in meeting.mentions)
        if not told and not meeting.parties["host"] and not meeting.parties["participant"]:
            return False  # two who travel have not met for that
        return parties >= 2 or (parties == 1 and (strong or bool(meeting.venue)))

    def _alone(self, meeting: Meeting) -> bool:
        """« X a reçu une délégation »: who else was there has no name, and no other meeting tells it."""
        told = any(self._with_others(m) and m.core() and not m.says("visit") for m in meeting.mentions)
        elsewhere = (m for m in self.all if m is not meeting and meeting.everybody() & m.everybody())
        return told and not any(_may_be_one(meeting, other) for other in elsewhere)

    def _with_others(self, mention: EventMention) -> bool:
        """Whether somebody nameless took part, told or implied: « une délégation », « à un atelier »."""
        return bool(mention.nameless) or _attends(mention)

    def _headed(self, first: Meeting) -> None:
        """The dateline, or the place before a headline's colon, is where the first meeting was held."""
        told = {m.trigger.sentence for m in first.mentions} | {0, 1}
        remote = any(self._holds(sentence, "remote") for sentence in told)
        if first.place is not None or remote:
            return
        for mention in self.parsed.mentions:
            if not isinstance(mention, PlaceMention) or mention.kind != "kgr:City":
                continue
            if self.parsed.text.tokens[mention.span[0]].paragraph > 1:
                return
            place = self.things.place(mention)
            if place and self._begins(mention.span[0]) and self._dateline(mention.span[1]):
                first.place = (place, mention.span)
                return

    def _begins(self, i: int) -> bool:
        """Whether a place opens its paragraph, a bracket or the headline's first word aside."""
        tokens = self.parsed.text.tokens
        if i and (tokens[i - 1].text == "(" or (i == 1 and tokens[i].paragraph == 0)):
            i -= 1
        return i == 0 or tokens[i - 1].paragraph != tokens[i].paragraph

    def _dateline(self, i: int) -> bool:
        """« ALGER – », « Riyad : », « N'Djamena, le 14 mai 2026 – », or a place and a day alone."""
        text = self.parsed.text
        if text.is_mark(i, ":", "–", "—", "-"):
            return True
        if not text.is_mark(i, ",", "("):
            return False
        if any(text.is_mark(k, "–", "—", "-", "(", ")") for k in range(i, min(i + 8, len(text)))):
            return True
        dated = (m.span for m in self.parsed.mentions if isinstance(m, DateMention))
        ends = {span[1] for span in dated if i < span[0] <= i + 2}
        return any(k < len(text) and text.tokens[k].paragraph != text.tokens[i].paragraph for k in ends)


def _attends(mention: EventMention) -> bool:
    """« a pris part à un atelier »: what one attends is an assembly."""
    return mention.says("attend") and mention.trigger.pos == "VERB"


def _may_be_one(one: Meeting, other: Meeting) -> bool:
    """Whether neither day nor place tells two meetings apart."""
    if one.when and other.when and one.when.first != other.when.first:
        return False
    return not (one.place and other.place and one.place[0] != other.place[0])


def _without_bodies(meeting: Meeting) -> None:
    """A body whose heads met is no party beside the persons named who stand for it."""
    bodies = {b for m in meeting.mentions for b in m.bodies}
    named = {e for role in ("guest", "participant") for e in meeting.parties[role]} - bodies
    for body in bodies if named else ():
        meeting.parties["participant"].pop(body, None)


def _within(one: Period, other: Period) -> bool:
    """Whether the first period lies in the second."""
    return other.first <= one.first <= (other.last or other.first)


def meeting_facts(parsed: Parsed, meetings: Meetings) -> Iterator[Fact]:
    """The facts of all meetings."""
    for number, meeting in enumerate(meetings.all, 1):
        alone = len(meeting.everybody()) == 1
        conference = any(m.conference() or (alone and _attends(m)) for m in meeting.mentions)
        entity = Entity(f"m{number}", CONFERENCE if conference else MEETING)
        yield from _facts(parsed, entity, meeting)


def _facts(parsed: Parsed, entity: Entity, meeting: Meeting) -> Iterator[Fact]:
    for role in PARTIES:
        for party, sources in meeting.parties[role].items():
            quotes = tuple(dict.fromkeys(_together(parsed, m.trigger.span, span) for m, span in sources))
            sure = max(reached(parsed, CLAUSE, m.trigger.span, span) for m, span in sources)
            yield Fact(
                entity,
                f"kgr:{role}",
                party,
                quotes,
                sure,
                sources[0][0].frame.id.split("/")[-1],
            )
    yield from _unnamed(parsed, entity, meeting)
    lead = meeting.mentions[0]
    if meeting.when:
        quote = _together(parsed, lead.trigger.span, meeting.when.span)
        sure = reached(parsed, CIRCUMSTANCE, lead.trigger.span, meeting.when.span)
        yield Fact(entity, "kgr:date", meeting.when.first, (quote,), sure, "date-of-event")
        if meeting.when.last:
            yield Fact(entity, "kgr:endDate", meeting.when.last, (quote,), sure, "date-of-event")
    for name, said in (
        ("place", meeting.place or meeting.country),
        ("country", meeting.country),
        ("venue", meeting.venue),
    ):
        if said:
            sure = reached(parsed, CIRCUMSTANCE, lead.trigger.span, said[1])
            yield Fact(entity, f"kgr:{name}", said[0], (parsed.quote(said[1]),), sure, f"{name}-of-event")
    for threat, quote in meeting.threats.items():
        yield Fact(entity, "kgr:addressesThreat", threat, (quote,), TOPIC, "topic-of-event")
    if meeting.planned:
        planned = Entity("status/planned", "skos:Concept", (), "status/planned")
        quote = parsed.quote(lead.trigger.span)
        yield Fact(entity, "kgr:status", planned, (quote,), CIRCUMSTANCE, "mood-of-event")


def _unnamed(parsed: Parsed, entity: Entity, meeting: Meeting) -> Iterator[Fact]:
    """Whom the only known party met, in the words of the text: « une délégation d'experts »."""
    words = [w for m in meeting.mentions for w in m.nameless]
    if len(meeting.everybody()) == 1 and words:
        span = _phrase(parsed, words[0])
        yield Fact(
            entity, "kgr:unnamedParty", parsed.spelled(span), (parsed.quote(span),), VERB, "unnamed-party"
        )


def _phrase(parsed: Parsed, noun: Word) -> Span:
    """The words of a noun with its article and the adjectives around it."""
    near = [w for w in parsed.below(noun) if w.dep in {"det", "amod", "nummod"} and abs(w.i - noun.i) <= 2]
    return cover(noun.span, *(w.span for w in near))


def _together(parsed: Parsed, one: Span, other: Span) -> Quote:
    """The words from the first of two spans to the end of the other, where one sentence holds both."""
    first, last = min(one, other), max(one, other)
    if parsed.text.same_sentence(first[0], last[1] - 1):
        return parsed.quote(cover(one, other))
    return parsed.quote(other)
