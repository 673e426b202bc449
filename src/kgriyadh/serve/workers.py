"""Work in, what a process of its own made of it out: a query that runs too long ends with its process.

Oxigraph cannot be told to give a query up (pyoxigraph 0.5), and a thread cannot be ended from outside.
Each process holds the store open, read only; one that is ended is replaced by a new one.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from kgriyadh.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyoxigraph import Store

_GRACE = 3  # seconds for work that is nearly done when the server ends
_P = ParamSpec("_P")
_T = TypeVar("_T")
_opened: list[Store] = []  # one in each process, put there when it starts


class TooBusy(Exception):
    """More work is waiting than the limit allows."""


class OutOfTime(Exception):
    """The work took longer than the limit allows, or more memory than there is."""


def store() -> Store:
    """Return the store that this process holds open."""
    return _opened[0]


class Workers:
    """Processes that hold the embedded store in ``directory`` open.

    ``seconds`` is the time that one piece of work may take, ``waiting`` how many pieces may be under way
    or in line.
    """

    def __init__(
        self, directory: Path, *, seconds: float, waiting: int, processes: int | None = None
    ) -> None:
        self._seconds, self._waiting, self._under_way = seconds, waiting, 0
        self._pool = ProcessPool(
            max_workers=processes or os.cpu_count() or 1,
            initializer=_open,
            initargs=[directory],
            context=multiprocessing.get_context("spawn"),
        )

    async def do(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what ``work`` returns in one of the processes; it may call ``store()``.

        Raises TooBusy, OutOfTime and what the work raises.
        """
        if self._under_way >= self._waiting:
            raise TooBusy
        self._under_way += 1
        try:
            future = self._pool.schedule(work, args=args, kwargs=kwargs, timeout=self._seconds)
            return await asyncio.wrap_future(future)
        except (TookTooLong, ProcessExpired) as error:
            raise OutOfTime from error
        finally:
            self._under_way -= 1

    def close(self) -> None:
        """End the processes, after a moment for those that start or are nearly done."""
        # A process that is ended while it starts would complain.
        self._pool.close()  # type: ignore[no-untyped-call]  # pebble 5.2
        with suppress(TookTooLong):
            self._pool.join(timeout=_GRACE)
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble 5.2
        self._pool.join()


def _open(directory: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its processes
    _opened.append(open_store(directory))
