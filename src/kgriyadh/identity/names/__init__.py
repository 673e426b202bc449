"""Two names in, how alike they are and why out; and the pairs of many that may be one.

Spellings and the names that only look alike are data: ``ontology/name-variants.ttl``. General string
distances and phonetic codes do not serve here: they hold Hassan for Hussein before they hold Youssef
for Yusuf (see ``benchmarks/identity.md``).
"""

from kgriyadh.identity.names.block import candidates
from kgriyadh.identity.names.likeness import Likeness, compare
from kgriyadh.identity.names.title import articles, compare_organizations, content, initials, is_acronym
from kgriyadh.identity.names.variants import links

__all__ = [
    "Likeness",
    "articles",
    "candidates",
    "compare",
    "compare_organizations",
    "content",
    "initials",
    "is_acronym",
    "links",
]
