"""Persons in a text: titles, ranks, posts and names around one another, read as one phrase.

``le ministre qatari des Affaires étrangères, cheikh Jassim ben Hamad``, ``le général X, chef
d'état-major``, ``les colonels X et Y``, ``son homologue togolais``: each phrase becomes one mention
a person, so that the parser sees a name where the text has half a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kgriyadh.annotate.mention import (
    PersonMention,
    PlaceMention,
    PostMention,
    RankMention,
    Span,
    TitleMention,
)
from kgriyadh.annotate.name import given, read_name
from kgriyadh.annotate.post import Scene, read_post, with_bodies
from kgriyadh.annotate.text import Text
from kgriyadh.dates import cardinal
from kgriyadh.lexicon import Match

_STATE = "kgr:Country"


@dataclass(slots=True)
class _Draft:
    """A person phrase while it is being read."""

    start: int
    end: int
    name: Span | None = None
    ranks: list[RankMention] = field(default_factory=list)
    posts: list[PostMention] = field(default_factory=list)
    states: list[PlaceMention] = field(default_factory=list)
    noun: str | None = None
    count: int = 1
    feminine: bool = False
    possessive: bool = False
    definite: bool = False
    civil: bool = False
    licensed: bool = True
    opened: bool = False

    def mention(self, text: Text) -> PersonMention:
        posts = self.posts
        if len(posts) > 1:
            posts = [p for p in posts if not _courtesy(text, p)] or posts
        return PersonMention(
            (self.start, self.end), self.name, tuple(self.ranks), tuple(posts), self.noun,
            tuple(self.states), self.count, self.feminine, self.possessive, self.definite, self.civil,
            self.licensed,
        )  # fmt: skip


def read_persons(scene: Scene) -> Iterator[PersonMention]:
    """The persons of a text in order, named or described; none overlaps another."""
    i = 0
    while i < len(scene.text):
        if end := _facility(scene.text, i):
            i = end
            continue
        group = _read_group(scene, i)
        yield from group
        i = group[-1].span[1] if group else i + 1


def read_titles(scene: Scene) -> Iterator[TitleMention]:
    """The posts and ranks to which a text appoints somebody: « nommé chef d'état-major du Tchad »."""
    text = scene.text
    for i in range(1, len(text)):
        if not text.has(i - 1, "appointed") or not text.continues(i):
            continue
        start = text.after(i, "appointed-to") or i
        draft = _Draft(start, start)
        while text.continues(draft.end) and _post_or_rank(scene, draft):
            pass
        if draft.end > start:
            yield TitleMention((start, draft.end), tuple(draft.ranks), tuple(draft.posts))


def _facility(text: Text, i: int) -> int | None:
    """Past a place or thing that bears a person's name, which there names nobody, or a line in capitals."""
    if text.tokens[i].paragraph in text.shouted:
        return i + 1
    end = text.after(i, "facility")
    if end is None or not text.continues(end):
        return None
    while (
        (title := text.at(end, "rank") or text.at(end, "role"))
        and text.tokens[end].capital
        and text.continues(title.end)
    ):
        end = title.end
    name = read_name(text, end)
    return name[1] if name else None


def _read_group(scene: Scene, i: int) -> list[PersonMention]:
    """One person, or the several that a plural title is shared by."""
    if i in scene.organizations or i in scene.places:
        return []
    draft = _titles(scene, i) or _bare_name(scene, i)
    if draft is None:
        return []
    if draft.count != 1 and draft.name:
        return _plural(scene, draft)
    _behind(scene, draft)
    return [draft.mention(scene.text)]


# ------------------------------------------------------------------ before the name


def _titles(scene: Scene, i: int) -> _Draft | None:
    """A phrase that opens with a determiner, a civility, a rank or a post."""
    draft = _Draft(i, i)
    if not _civility(scene.text, draft):
        _determiners(scene.text, draft)
    opened = draft.end if not draft.civil else i
    _title_items(scene, draft)
    if draft.end == opened:
        return None
    draft.name = read_name(scene.text, draft.end) if scene.text.continues(draft.end) else None
    if draft.name is None:
        _name_in_apposition(scene, draft)
    if draft.name:
        draft.end = draft.name[1]
        _resolve_double_sense(scene, draft)
        return None if _nicknamed(scene.text, draft) else draft
    return draft if _stands_alone(scene, draft) else None


def _determiners(text: Text, draft: _Draft) -> None:
    if end := text.after(draft.end, "determiner"):
        if text.continues(end):
            _mark(text, draft, draft.end)
            draft.definite = text.has(draft.end, "definite")
            draft.possessive = text.has(draft.end, "possessive")
            draft.end = end
    if text.has(draft.end, "number") and text.continues(draft.end + 1):
        draft.count = cardinal(text.tokens[draft.end].text) or 0
        draft.end += 1


def _mark(text: Text, draft: _Draft, i: int) -> None:
    if text.has(i, "plural"):
        draft.count = 0
    if text.has(i, "feminine"):
        draft.feminine = True


def _title_items(scene: Scene, draft: _Draft) -> None:
    """Civilities, demonyms, ranks, posts and person nouns, in whatever order they come."""
    text = scene.text
    while draft.end < len(text) and (draft.end == draft.start or text.continues(draft.end)):
        if not (
            _civility(text, draft)
            or _post_or_rank(scene, draft)
            or _person_noun(scene, draft)
            or _demonym(scene, draft)
            or _filler(text, draft)
        ):
            return


def _civility(text: Text, draft: _Draft) -> bool:
    i = draft.end
    end = text.after(i, "civility")
    if end is None or text.tokens[i].text.endswith("'"):
        return False
    if text.has(i, "civility-or-name") and text.tokens[i].capital and not _title_like(text, end):
        return False
    if end < len(text) and text.is_mark(end, ".") and not text.tokens[i].text.endswith("."):
        end += 1
    if not text.continues(end):
        return False
    following = text.tokens[end]
    if not (following.capital or text.at(end, "role") or text.has(end, "determiner") or text.at(end, "rank")):
        return False
    _mark(text, draft, i)
    draft.civil = True
    draft.end = end + (
        1 if text.has(end, "article") and text.continues(end + 1) and not following.capital else 0
    )
    return True


def _title_like(text: Text, end: int) -> bool:
    """Whether a name with a patronymic or a family article follows, as behind a Gulf title."""
    span = read_name(text, end) if text.continues(end) else None
    if span is None:
        return False
    return any(text.has(k, "patronymic") for k in range(*span))


def _post_or_rank(scene: Scene, draft: _Draft) -> bool:
    text, i = scene.text, draft.end
    post, rank = read_post(scene, i), text.at(i, "rank")
    if post and rank and post.span[1] <= rank.end:
        post = None
    if rank and post is None:
        end = rank.end + (
            1 if text.is_mark(rank.end, ".") and text.continues(rank.end + 1) and _abbreviated(text, i) else 0
        )
        draft.ranks.append(RankMention((i, rank.end), rank.ids[0]))
        draft.end = _past_reserve(text, end)
        return True
    if post is None:
        return False
    _mark_role(text, draft, post)
    draft.posts.append(post)
    draft.end = post.span[1]
    _more_posts(scene, draft)
    return True


def _past_reserve(text: Text, i: int) -> int:
    """Past « (2S) », « (CR) » behind a rank: marks of the reserve, no part of it."""
    if (
        text.is_mark(i, "(")
        and text.continues(i + 2)
        and text.has(i + 1, "reserve-mark")
        and text.is_mark(i + 2, ")")
    ):
        return i + 3
    return i


def _abbreviated(text: Text, i: int) -> bool:
    return len(text.tokens[i].text) <= 5


def _mark_role(text: Text, draft: _Draft, post: PostMention) -> None:
    if any(text.at(k, "feminine-role") for k in range(*post.span)):
        draft.feminine = True


def _more_posts(scene: Scene, draft: _Draft) -> None:
    """``ministre d'État et ministre de la Défense``: further posts of the same person."""
    text = scene.text
    while text.continues(draft.end) and text.has(draft.end, "conjunction") and draft.count == 1:
        post = read_post(scene, draft.end + 1) if text.continues(draft.end + 1) else None
        if post is None or (read_name(text, post.span[1]) and text.continues(post.span[1]) and draft.name):
            return
        draft.posts.append(post)
        draft.end = post.span[1]


def _person_noun(scene: Scene, draft: _Draft) -> bool:
    """``homologue``, ``hommes``, ``officiers généraux``: nouns that point to a person."""
    match = scene.text.at(draft.end, "word:person-noun") or _latter(scene.text, draft)
    if match is None or draft.noun or draft.posts:
        return False
    if scene.text.has(draft.end, "host-noun") and scene.text.has(match.end, "of"):
        return False  # « l'hôte du ministre » says that they met
    draft.noun = match.ids[0]
    draft.end = match.end
    _noun_complement(scene, draft)
    return True


def _latter(text: Text, draft: _Draft) -> Match | None:
    """« ce dernier » points to whoever was named last."""
    pointing = draft.end > draft.start and text.has(draft.end - 1, "demonstrative")
    return text.at(draft.end, "word:latter") if pointing else None


def _noun_complement(scene: Scene, draft: _Draft) -> None:
    """``homologue du Mali``, ``officier général français``."""
    text = scene.text
    while text.continues(draft.end):
        link = text.after(draft.end, "of")
        start = link + text.has(link, "article") if link and text.continues(link) else None
        place = scene.places.get(start) if start else None
        if place and place.kind == _STATE and not draft.states:
            draft.states.append(place)
            draft.end = place.span[1]
        elif demonym := text.at(draft.end, "demonym"):
            draft.states.append(PlaceMention((draft.end, demonym.end), _STATE, demonym.ids))
            draft.end = demonym.end
        else:
            return


def _demonym(scene: Scene, draft: _Draft) -> bool:
    """``le Nigérian X``, ``le colonel tchadien X``: a demonym with a name behind it."""
    text, i = scene.text, draft.end
    demonym = text.at(i, "demonym")
    if demonym is None or draft.end == draft.start:
        return False
    behind_title = bool(draft.ranks or draft.posts or draft.noun)
    if not behind_title and not (text.continues(demonym.end) and read_name(text, demonym.end)):
        return False
    draft.states.append(PlaceMention((i, demonym.end), _STATE, demonym.ids))
    draft.end = demonym.end
    return True


def _filler(text: Text, draft: _Draft) -> bool:
    end = text.after(draft.end, "filler")
    if end is None or not text.continues(end):
        return False
    if text.tokens[draft.end].capital and not text.at(end, "role"):
        return False
    begun = bool(draft.ranks or draft.posts or draft.noun or draft.civil)
    if not begun and not (text.at(end, "role") or text.at(end, "post-head") or text.at(end, "rank")):
        return False
    draft.end = end
    return True


def _name_in_apposition(scene: Scene, draft: _Draft) -> None:
    """``le Premier ministre, Ali Zeine``; ``l'ambassadeur du Togo, le général X``: one person told twice."""
    text = scene.text
    if _of_kin(text, draft.start) or _coveted(text, draft.start):
        return
    if draft.count != 1 or not (draft.posts or draft.noun or draft.ranks):
        _names_of_plural(scene, draft)
        return
    if (
        not text.is_mark(draft.end, ",", ":")
        or not text.continues(draft.end + 1)
        or text.is_mark(draft.end, ":")
    ):
        return
    inner = _Draft(draft.end + 1, draft.end + 1)
    _determiners(text, inner)
    if inner.count != 1 or inner.possessive or (inner.end > inner.start and not inner.definite):
        return
    _title_items(scene, inner)
    name = read_name(text, inner.end) if text.continues(inner.end) else None
    if name is None and inner.posts and text.is_mark(inner.end, ",") and text.continues(inner.end + 1):
        name = read_name(text, inner.end + 1)  # « le général, inspecteur général des armées, X »
    if name is None or not _one_person(text, draft, inner):
        return
    if inner.end == inner.start and not _plausible(scene, name):
        return
    draft.name, draft.end, draft.opened = name, name[1], True
    draft.ranks += inner.ranks
    draft.posts += inner.posts
    draft.states += inner.states
    draft.feminine |= inner.feminine
    draft.civil |= inner.civil


def _of_kin(text: Text, i: int) -> bool:
    """« le fils du ministre, X », « l'épouse de l'ambassadeur, Mme Y »: the post is not X's."""
    return text.has(i - 1, "kin") or (i > 1 and text.has(i - 1, "of") and text.has(i - 2, "kin"))


def _coveted(text: Text, i: int) -> bool:
    """« candidat au poste de ministre, X »: nobody's post yet."""
    return i > 1 and text.has(i - 1, "of") and text.has(i - 2, "post-noun")


def _one_person(text: Text, outer: _Draft, inner: _Draft) -> bool:
    """A description and what follows its comma can be one person: no two ranks, no two like posts."""
    if outer.ranks and inner.ranks:
        return False
    courtesy = all(_courtesy(text, p) for p in inner.posts)
    return courtesy or not (
        inner.posts and outer.posts and not inner.ranks and not inner.civil and inner.definite
    )


def _courtesy(text: Text, post: PostMention) -> bool:
    """« l'ambassadeur X », of no state: a title that its holder keeps, not the post that he holds."""
    return not post.bodies and text.lexicon.entry(post.role).says("accredited")


def _plausible(scene: Scene, name: Span) -> bool:
    """Whether capitals right behind a comma are a person's name, no place or body."""
    text = scene.text
    if name[0] in scene.organizations or (
        name[0] in scene.places and name[1] == scene.places[name[0]].span[1]
    ):
        return False
    return name[1] - name[0] >= 2 or not text.at(name[0], "city") or given(text, name)


def _names_of_plural(scene: Scene, draft: _Draft) -> None:
    """``les ministres de la Défense du Mali et du Niger, X et Y``: as many names as the plural says."""
    text = scene.text
    if (
        draft.count == 1
        or not draft.posts
        or not text.is_mark(draft.end, ",", ":")
        or not text.continues(draft.end + 1)
    ):
        return
    inner = _Draft(draft.end + 1, draft.end + 1)
    _determiners(text, inner)
    _title_items(scene, inner)
    name = read_name(text, inner.end) if text.continues(inner.end) else None
    if name and _plausible(scene, name) and (text.continues(name[1]) and _joins(text, name[1])):
        draft.name, draft.end = name, name[1]
        draft.ranks += inner.ranks


def _resolve_double_sense(scene: Scene, draft: _Draft) -> None:
    """« commandant » right before a name is a rank, with a complement a post."""
    text = scene.text
    if draft.ranks or not draft.posts or not draft.name:
        return
    last = draft.posts[-1]
    rank = text.at(last.span[0], "rank")
    if rank and rank.end == last.span[1] == draft.name[0] and not last.bodies:
        draft.posts.pop()
        draft.ranks.append(RankMention(last.span, rank.ids[0]))


def _nicknamed(text: Text, draft: _Draft) -> bool:
    """``Général Tso, surnom d'un restaurateur``."""
    return text.is_mark(draft.end, ",", "(") and text.has(draft.end + 1, "nickname")


def _stands_alone(scene: Scene, draft: _Draft) -> bool:
    """Whether a phrase without a name describes a person: it needs a determiner that points."""
    if draft.noun:
        return draft.definite or draft.count != 1
    if not (draft.ranks or draft.posts):
        return False
    return (
        scene.text.has(draft.start, "determiner")
        or draft.start == 0
        or bool(draft.posts and _heads_title(scene, draft))
    )


def _heads_title(scene: Scene, draft: _Draft) -> bool:
    return scene.text.tokens[draft.start].first and scene.text.headline(draft.start)


# ------------------------------------------------------------------ the name alone


def _bare_name(scene: Scene, i: int) -> _Draft | None:
    """Capitals without a title: a person only where a given name, or later the syntax, says so."""
    text = scene.text
    token = text.tokens[i]
    if not token.capital or (i in scene.places and not text.at(i, "given")):
        return None
    if text.has(i, "function") or text.has(i, "opening-noun") or (i and text.has(i - 1, "facility")):
        return None
    span = read_name(text, i)
    if span is None or _is_place(scene, span) or any(k in scene.organizations for k in range(*span)):
        return None
    long = span[1] - span[0] >= 2
    if not long and token.shouted and not given(text, span):
        return None
    licensed = long and (given(text, span) or _introduced(text, i))
    draft = _Draft(i, span[1], span, licensed=licensed)
    return None if _nicknamed(text, draft) else draft


def _introduced(text: Text, i: int) -> bool:
    """« le sociologue Edem Kpodo »: a common noun for a person right before the name."""
    if not text.continues(i):
        return False
    noun = text.tokens[i - 1]
    human = noun.folded.endswith(tuple(text.lexicon.words("human-ending")))
    return not noun.capital and human and not text.has(i - 1, "facility") and not text.has(i - 1, "function")


def _is_place(scene: Scene, span: Span) -> bool:
    place = scene.places.get(span[0])
    return place is not None and place.span[1] >= span[1]


# ------------------------------------------------------------------ behind the name


def _behind(scene: Scene, draft: _Draft) -> None:
    """Posts and ranks in apposition, brackets, « de son état »; takes in the comma that closes them."""
    if draft.name is None:
        return
    text = scene.text
    if (
        text.continues(draft.end)
        and (end := text.after(draft.end, "filler"))
        and not text.tokens[draft.end].capital
    ):
        draft.end = end
    while _apposition(scene, draft):
        pass
    if draft.opened and text.is_mark(draft.end, ",") and _closing(scene, draft.end):
        draft.end += 1


def _apposition(scene: Scene, draft: _Draft) -> bool:
    text, i = scene.text, draft.end
    opener = text.tokens[i].text if text.continues(i) else ""
    if opener not in {",", "(", "–", "—"} or not text.continues(i + 1):
        return False
    start = i + 1
    determined = text.has(start, "article")
    start += determined
    item = _apposed(scene, draft, start)
    if item is None:
        return False
    end, posts, ranks = item
    if determined and not _closed(text, end):
        return False
    if opener == "(":
        if not text.is_mark(end, ")"):
            return False
        end += 1
    draft.posts += posts
    draft.ranks += ranks
    draft.licensed = True
    draft.end = end
    if opener in {",", "–", "—"} and text.is_mark(end, opener) and _closing(scene, end):
        draft.end = end + 1
        return False
    return True


def _apposed(scene: Scene, draft: _Draft, i: int) -> tuple[int, list[PostMention], list[RankMention]] | None:
    """Posts and ranks that follow a name's comma, not themselves the title of another name."""
    text = scene.text
    inner = _Draft(i, i)
    while text.continues(inner.end) or inner.end == i:
        if not (_post_or_rank(scene, inner) or (inner.end > i and _filler(text, inner))):
            break
    if not (inner.posts or inner.ranks):
        return None
    if text.continues(inner.end) and read_name(text, inner.end):
        return None
    if inner.ranks and draft.ranks:
        return None
    if text.is_mark(inner.end, ",") and text.has(i - 1, "article") and _name_follows(scene, inner.end + 1):
        return None
    return inner.end, inner.posts, inner.ranks


def _name_follows(scene: Scene, i: int) -> bool:
    """Whether a title and name, or a name, stand behind a comma: then what is before it is theirs."""
    text = scene.text
    if not text.continues(i):
        return False
    inner = _Draft(i, i)
    _determiners(text, inner)
    _title_items(scene, inner)
    return text.continues(inner.end) and read_name(text, inner.end) is not None


def _closed(text: Text, end: int) -> bool:
    return not text.continues(end) or text.tokens[end].text in {",", ")", ";", "–", "—", "."}


def _closing(scene: Scene, comma: int) -> bool:
    """Whether a comma closes the apposition, rather than parting two members of a list."""
    text = scene.text
    j = comma + 1
    if not text.continues(j):
        return False
    return text.has(j, "conjunction") or (not _name_follows(scene, j) and not text.has(j, "determiner"))


# ------------------------------------------------------------------ plurals


def _joins(text: Text, i: int) -> bool:
    return text.is_mark(i, ",") or text.has(i, "conjunction")


def _plural(scene: Scene, draft: _Draft) -> list[PersonMention]:
    """``les colonels X et Y``: one mention a name, the title shared, the states dealt out in order."""
    text = scene.text
    names: list[tuple[Span, Span, list[RankMention]]] = [
        ((draft.start, draft.end), _name_of(draft), draft.ranks)
    ]
    end = draft.end
    while text.continues(end) and _joins(text, end) and text.continues(end + 1):
        inner = _Draft(end + 1, end + 1)
        _determiners(text, inner)
        _title_items(scene, inner)
        name = read_name(text, inner.end) if text.continues(inner.end) else None
        if name is None or inner.posts or not _plausible(scene, name):
            break
        names.append(((end + 1, name[1]), name, inner.ranks or draft.ranks))
        end = name[1]
    shared = [
        replace(draft.mention(text), span=span, name=name, ranks=tuple(ranks), count=1)
        for span, name, ranks in names
    ]
    return [_dealt(mention, k, len(names)) for k, mention in enumerate(shared)]


def _name_of(draft: _Draft) -> Span:
    assert draft.name is not None
    return draft.name


def _dealt(mention: PersonMention, k: int, of: int) -> PersonMention:
    """The k-th person of a plural gets the k-th state, where there are as many."""
    posts = tuple(with_bodies(p, (p.bodies[k],)) if len(p.bodies) == of else p for p in mention.posts)
    return replace(mention, posts=posts)
