"""Readings in, who is who across them out: mentions, candidate pairs, decisions, groups, ids.

Bodies first, for posts are held in them; then persons; then what is known by what it ties together,
posts, regional threats and meetings. Nothing depends on the order of the readings.
"""

from kgriyadh.identity.judgement import read_judgements
from kgriyadh.identity.resolve import resolve

__all__ = ["read_judgements", "resolve"]
