"""What stands before a name: determiner, number, civilities, ranks, posts, nouns and demonyms."""

from __future__ import annotations

from kgriyadh.annotate.mention import Span
from kgriyadh.annotate.name import read_name
from kgriyadh.annotate.person.draft import Draft
from kgriyadh.annotate.person.noun import read_demonym, read_person_noun
from kgriyadh.annotate.person.post_or_rank import read_post_or_rank
from kgriyadh.annotate.post import Scene
from kgriyadh.annotate.text import Text
from kgriyadh.dates import cardinal


def determined(text: Text, i: int) -> Draft:
    """A draft that begins at token ``i``, past its determiner and number."""
    draft = Draft(i, i)
    read_determiner(text, draft)
    return draft


def titled_name(scene: Scene, i: int) -> Draft:
    """What begins at token ``i``, up to its name; ``name`` is None where no name follows."""
    draft = determined(scene.text, i)
    read_to_name(scene, draft)
    return draft


def read_determiner(text: Text, draft: Draft) -> None:
    """``le``, ``son``, ``les deux``: who points, and to how many."""
    end = text.after(draft.end, "determiner")
    if end and text.continues(end):
        draft.mark(text, draft.end)
        draft.definite = text.has(draft.end, "definite")
        draft.possessive = text.has(draft.end, "possessive")
        draft.end = end
    if text.has(draft.end, "number") and text.continues(draft.end + 1):
        draft.count = cardinal(text.tokens[draft.end].text) or 0
        draft.end += 1


def read_to_name(scene: Scene, draft: Draft) -> None:
    """Civilities, demonyms, ranks, posts and person nouns, in whatever order, and the name behind them."""
    text = scene.text
    while draft.end < len(text) and (draft.end == draft.start or text.continues(draft.end)):
        if not (
            read_civility(text, draft)
            or read_grade(text, draft)
            or read_post_or_rank(scene, draft)
            or read_person_noun(scene, draft)
            or read_demonym(text, draft)
            or read_filler(text, draft)
        ):
            break
    draft.name = further_name(text, draft.end)


def further_name(text: Text, i: int) -> Span | None:
    """The name at token ``i``, in the same sentence as what stands before it."""
    if not text.continues(i) or (text.has(i - 1, "facility") and text.has(i - 2, "article")):
        return None  # « le commandant de la base X »
    return read_name(text, i)


def read_civility(text: Text, draft: Draft) -> bool:
    """``M.``, ``Mme la``, ``cheikh``: with a capital, a post or a rank behind it."""
    i, end = draft.end, _past_civility(text, draft.end, draft.civil)
    if end is None or not text.continues(end):
        return False
    capital, determiner = text.tokens[end].capital, text.has(end, "determiner")
    if not (capital or determiner or text.at(end, "role") or text.at(end, "rank")):
        return False
    draft.mark(text, i)
    draft.civil = True
    article = text.has(end, "article") and not capital and text.continues(end + 1)
    draft.end = end + article
    return True


def _past_civility(text: Text, i: int, behind: bool) -> int | None:
    """Past a civility and its full stop; None where it is a name or a clitic (« M' »).

    ``behind`` another civility, or before one, a word that may be a name (« Cheikh ») is none.
    """
    end, word = text.after(i, "civility"), text.tokens[i]
    if end is None or word.text.endswith("'"):
        return None
    if text.has(i, "civility-or-name") and word.capital and text.has(end, "son-of"):
        return None  # « M. Sidi Ould Baba »
    ambiguous = text.has(i, "civility-or-name") and word.capital and not behind
    if ambiguous and _descent_follows(text, i):
        return None
    if ambiguous and not text.has(end, "civility") and not _patronymic_follows(text, end):
        return None
    return end + (text.is_mark(end, ".") and not word.text.endswith("."))


def _patronymic_follows(text: Text, i: int) -> bool:
    """Whether a name with a patronymic or a family article follows, as behind a Gulf title."""
    span = further_name(text, i)
    return span is not None and any(text.has(k, "patronymic") for k in range(*span))


def _descent_follows(text: Text, i: int) -> bool:
    """« Sidi Cheikh Ould Ahmed »: given names before the father's, in Mauritania."""
    k = i + 1
    while text.continues(k) and text.tokens[k].capital and not text.has(k, "son-of"):
        k += 1
    return text.continues(k) and text.has(k, "son-of") and not text.has(k, "patronymic")


def read_grade(text: Text, draft: Draft) -> bool:
    """``commissaire divisionnaire``, ``chef suprême des armées``: a grade or style, no rank and no post."""
    end = text.after(draft.end, "police-grade") or text.after(draft.end, "style")
    if end is None:
        return False
    joined = text.has(end, "plain-conjunction") and (
        text.at(end + 1, "role") or text.at(end + 1, "post-head")
    )
    draft.end, draft.graded = end + bool(joined and text.continues(end)), True
    return True


def read_filler(text: Text, draft: Draft) -> bool:
    """Words between titles that say nothing of the person (``nouveau``)."""
    end = text.after(draft.end, "filler")
    if end is None or not text.continues(end):
        return False
    role = text.at(end, "role")
    if text.tokens[draft.end].capital and not role:
        return False
    begun = draft.described or draft.civil
    if not begun and not (role or text.at(end, "post-head") or text.at(end, "rank")):
        return False
    draft.end = end
    return True
