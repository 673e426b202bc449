"""Work spread over processes: results in the items' order, items taken no faster than needed."""

from __future__ import annotations

import os
from itertools import count, islice

import pytest

from kgriyadh.errors import WorkerHasDied
from kgriyadh.spread import spread


def _prepare() -> None:
    os.environ["PREPARED"] = "yes"


def _doubled(numbers: list[int]) -> list[tuple[int, str]]:
    return [(2 * number, os.environ["PREPARED"]) for number in numbers]


def _failing(_numbers: list[int]) -> list[int]:
    raise ValueError("thirteen")


def _dying(_numbers: list[int]) -> list[int]:
    os._exit(9)


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(spread(_doubled, range(50), 2, _prepare)) == [(2 * n, "yes") for n in range(50)]


def test_items_are_taken_only_as_they_are_needed() -> None:
    endless = count()
    results = spread(_doubled, endless, 2, _prepare)
    assert len(list(islice(results, 20))) == 20
    results.close()  # type: ignore[attr-defined]  # a generator
    assert next(endless) < 100


def test_what_goes_wrong_in_a_process_is_raised() -> None:
    with pytest.raises(ValueError, match="thirteen"):
        list(spread(_failing, range(3), 2, _prepare))
    with pytest.raises(WorkerHasDied, match="--jobs 1"):
        list(spread(_dying, range(3), 2, _prepare))
