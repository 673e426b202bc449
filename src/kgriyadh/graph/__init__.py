"""Readings in, a dataset of named graphs out; ``mint.py`` is the only place where IRIs are made."""

from kgriyadh.graph.dataset import build

__all__ = ["build"]
