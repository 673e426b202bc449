"""What is built of two dispatches: one body and one meeting are found in both, two are not held for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dispatch_pairs import PAIRS, judged

if TYPE_CHECKING:
    from dispatch_pairs import Pair


SETS = sorted(file.stem for file in PAIRS.glob("*.txt"))


@pytest.fixture(scope="module")
def rows() -> list[tuple[Pair, str]]:
    """Return the pairs of all files with their verdicts."""
    return [row for name in SETS for row in judged(name)]


def test_no_two_are_held_for_one(rows: list[tuple[Pair, str]]) -> None:
    assert not [_texts(pair) for pair, verdict in rows if verdict == "same" != pair.gold]


def test_most_of_what_is_one_is_found(rows: list[tuple[Pair, str]]) -> None:
    read = [(pair, verdict) for pair, verdict in rows if pair.gold == "same" and verdict != "unread"]
    missed = [_texts(pair) for pair, verdict in read if verdict != "same"]
    assert len(missed) <= len(read) * 0.1, missed


def _texts(pair: Pair) -> tuple[str, ...]:
    return tuple(document.text for document in pair.documents)
