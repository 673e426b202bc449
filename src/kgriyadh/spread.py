"""Items and what to do with them in, results out in the items' order, worked out by several processes."""

from __future__ import annotations

import signal
import sys
import warnings
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
    """Yield ``work`` of the items, chunk by chunk, from ``jobs`` processes that had ``prepare`` run first.

    Items are taken only as fast as results are, so that memory stays flat. ``work`` and ``prepare`` are
    functions of a module. Raises WorkerHasDied, and whatever ``work`` or ``items`` raise.
    """
    remaining = iter(items)
    pending: deque[Future[list[Result]]] = deque()
    pool = _pool(jobs, prepare)
    try:
        while True:
            while len(pending) < jobs * _CHUNKS_AHEAD and (chunk := list(islice(remaining, _CHUNK))):
                pending.append(_submit(pool, work, chunk))
            if not pending:
                return
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerHasDied("a worker process died (out of memory?): build with --jobs 1") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(jobs: int, prepare: Callable[[], object]) -> ProcessPoolExecutor:
    """Make the processes: on Linux copies of this one, which share what it prepared, elsewhere new ones.

    macOS' own libraries may hang in a copy, and Windows has no copies.
    """
    if sys.platform == "linux":
        prepare()
        return ProcessPoolExecutor(jobs, get_context("fork"), _leave_interrupts_to_the_parent)
    return ProcessPoolExecutor(jobs, get_context("spawn"), _start, (prepare,))


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[list[Item]], list[Result]], chunk: list[Item]
) -> Future[list[Result]]:
    with warnings.catch_warnings():
        # Python 3.12 warns of threads that may hold a lock while a copy is made. Here they are numpy's,
        # which wait for work and whose library mends itself in the copy.
        warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
        return pool.submit(work, chunk)


def _start(prepare: Callable[[], object]) -> None:
    _leave_interrupts_to_the_parent()
    prepare()


def _leave_interrupts_to_the_parent() -> None:
    """Ignore Ctrl-C, which reaches every process: the parent ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a copy of the parent would catch it as the parent does
