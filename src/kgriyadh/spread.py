"""Items and what to do with them in, results out in the items' order, worked out by several processes."""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from kgriyadh.errors import WorkerHasDied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8
_CHUNKS_AHEAD = 2


def spread(
    work: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    jobs: int,
    prepare: Callable[[], object],
) -> Iterator[Result]:
    """Yield ``work`` of the items, chunk by chunk, from ``jobs`` processes that each ran ``prepare`` once.

    Items are taken only as fast as results are, so that memory stays flat. ``work`` and ``prepare`` are
    functions of a module, as processes are spawned: a forked one would inherit locks held by threads.

    Raises WorkerHasDied, and whatever ``work`` or ``items`` raise.
    """
    remaining = iter(items)
    pending: deque[Future[list[Result]]] = deque()
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (prepare,))
    try:
        while True:
            while len(pending) < jobs * _CHUNKS_AHEAD and (chunk := list(islice(remaining, _CHUNK))):
                pending.append(pool.submit(work, chunk))
            if not pending:
                return
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerHasDied("a worker process died (out of memory?): build with --jobs 1") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(prepare: Callable[[], object]) -> None:
    """Leave Ctrl-C to the parent, which ends its workers, then prepare."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare()
