"""Frames: which words say that something happened, and where in the sentence its parts stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A grammatical place beside a trigger.

    ``active`` and ``passive`` are dependency labels in either voice; ``markers`` the prepositions
    (or ids of compound prepositions) that open the argument, empty where none does.
    """

    id: str
    active: frozenset[str]
    passive: frozenset[str]
    markers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger's meaning: what it evokes, and which slot fills which role (``host``, ``guest``, …).

    ``needs`` are nouns one of which must be its object (``accorder une audience``), empty where
    none is needed. ``features`` are flags such as ``remote`` or ``reciprocal``.
    """

    id: str
    category: str
    evokes: str
    roles: tuple[tuple[str, Slot], ...]
    needs: frozenset[str]
    features: frozenset[str]
