"""A person while the phrase that names or describes them is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgriyadh.annotate.mention import PRESENT, PersonMention, PlaceMention, PostMention, RankMention, Span
from kgriyadh.annotate.text import Text


@dataclass(slots=True)
class Draft:
    """A person so far: the phrase from token ``start`` up to ``end`` is read.

    ``opened`` is true where a name in apposition opened a comma that another may close, ``graded``
    where a grade of the police was read; the other fields are those of ``PersonMention``.
    """

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
    graded: bool = False

    @property
    def described(self) -> bool:
        """Whether a rank, a post, a grade of the police or a person noun says who is meant."""
        return bool(self.ranks or self.posts or self.noun or self.graded)

    def mark(self, text: Text, i: int) -> None:
        """Take the number and gender of the determiner or civility at token ``i``."""
        if text.has(i, "plural"):
            self.count = 0
        if text.has(i, "feminine"):
            self.feminine = True

    def take_titles(self, other: Draft) -> None:
        """Take what another phrase says of the same person."""
        self.ranks += other.ranks
        self.posts += other.posts
        self.states += other.states
        self.feminine |= other.feminine
        self.civil |= other.civil

    def mention(self, text: Text) -> PersonMention:
        """The person as far as read; a title of courtesy, or of a head alone, gives way to a post."""
        posts = self.posts
        if len(posts) > 1:
            posts = [p for p in posts if not of_courtesy(text, p)] or posts
            posts = [p for p in posts if not _told_again(text, p, posts)]
        return PersonMention(
            (self.start, self.end), self.name, tuple(self.ranks), tuple(posts), self.noun,
            tuple(self.states), self.count, self.feminine, self.possessive, self.definite, self.civil,
            self.licensed,
        )  # fmt: skip


def of_courtesy(text: Text, post: PostMention) -> bool:
    """« l'ambassadeur X », of no state: a title that its holder keeps, not the post that he holds."""
    styled = text.lexicon.entry(post.role).says("accredited") and post.standing == PRESENT
    return styled and not post.bodies


def _told_again(text: Text, post: PostMention, posts: list[PostMention]) -> bool:
    """« ministre d'État, ministre de la Défense »: a head of no portfolio, told again with one."""
    head = text.at(post.span[0], "post-head")
    if post.bodies or head is None or head.end != post.span[1]:
        return False
    heads = set(text.lexicon.entry(post.role).get("head"))
    others = (text.lexicon.entry(one.role) for one in posts if one.role != post.role)
    return any(heads & set(other.get("head")) for other in others)


def nicknamed(text: Text, draft: Draft) -> bool:
    """``Général Tso, surnom d'un restaurateur``."""
    return text.is_mark(draft.end, ",", "(") and text.has(draft.end + 1, "nickname")
