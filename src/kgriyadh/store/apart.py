"""A dataset or an embedded store and SPARQL in, the answer out of a process of its own.

Oxigraph cannot be told to give a query up (pyoxigraph 0.5), and Ctrl-C does not reach it; a process can be
ended. The answer comes through a pipe in a standard form, as from an endpoint, so that neither process
holds it whole.
"""

from __future__ import annotations

import io
import os
import signal
import time
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from kgriyadh.errors import KgriyadhError, QuestionIsUnanswerable, StoreRefuses
from kgriyadh.store.answer import Answer, ask, insist_on_sparql
from kgriyadh.store.opening import first_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Store, Triple
    from typing_extensions import Buffer

_PART = 1 << 16  # bytes that go through the pipe together


@contextmanager
def ask_apart(
    opening: Callable[[Path], Store],
    source: Path,
    sparql: str,
    name: str = "query",
    seconds: float | None = None,
) -> Iterator[Answer]:
    """Give the answer of the store that ``opening`` makes of ``source``.

    ``name`` stands for the question in messages, ``seconds`` is how long the answer may take in all, opening
    included. When the context ends so does the process, whether or not the answer has been read. Raises, also
    while the answer is read: StoreRefuses when it takes too long, and what ``opening`` and ``ask`` raise.
    """
    insist_on_sparql(sparql, name)
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sending, opening, source, sparql, name), daemon=True)
    process.start()
    sending.close()
    received = _Received(receiving, name, seconds)
    try:
        is_table = received.next()
        stream = cast("IO[bytes]", io.BufferedReader(received, _PART))
        if is_table:
            yield Answer(parse_query_results(stream, QueryResultsFormat.JSON))
        else:
            yield Answer(quad.triple for quad in parse(stream, RdfFormat.N_TRIPLES))
    finally:
        process.kill()
        process.join()
        receiving.close()


class _Received(io.RawIOBase):
    """What comes through the pipe: bytes, an error to raise, or nothing more."""

    def __init__(self, pipe: connection.Connection, name: str, seconds: float | None) -> None:
        super().__init__()
        self._pipe, self._name, self._seconds, self._left = pipe, name, seconds, seconds
        self._rest, self._is_over = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        if not self._rest and not self._is_over:
            self._rest = cast("bytes", self.next())
            self._is_over = not self._rest
        view = memoryview(buffer)
        count = min(len(view), len(self._rest))
        view[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def next(self) -> object:
        """Return what comes next; only the time until it comes counts, not the time that its reader takes."""
        started = time.monotonic()
        if not self._pipe.poll(self._left):
            raise StoreRefuses(
                f"{self._name}: no answer within {self._seconds:g} seconds: ask for less, or give it longer "
                "with --timeout"
            )
        if self._left is not None:
            self._left = max(self._left - (time.monotonic() - started), 0)
        try:
            came = self._pipe.recv()
        except EOFError as error:
            message = (
                f"{self._name}: the process that was asked has died: is there memory enough? ask for less"
            )
            raise StoreRefuses(message) from error
        if isinstance(came, KgriyadhError):
            raise came
        return came


def _answer(
    pipe: connection.Connection, opening: Callable[[Path], Store], source: Path, sparql: str, name: str
) -> None:
    """Answer through a pipe: whether it is a table, then bytes, of which the last are none; or an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(BrokenPipeError):
        try:
            answer = ask(opening(source), sparql, name)
            pipe.send(answer.is_table)
            sent = io.BufferedWriter(_Sent(pipe), _PART)
            if answer.is_table:
                answer.write("json", sent)
            else:
                serialize(cast("Iterable[Triple]", answer.results), sent, format=RdfFormat.N_TRIPLES)
            sent.flush()
            pipe.send(b"")
        except KgriyadhError as error:
            pipe.send(error)
        except BrokenPipeError:
            raise
        except (OSError, RuntimeError, ValueError) as error:  # what shows only while the answer is drawn
            pipe.send(QuestionIsUnanswerable(f"{name}: {first_line(error)}"))


class _Sent(io.RawIOBase):
    """The end of a pipe as a file to write to."""

    def __init__(self, pipe: connection.Connection) -> None:
        super().__init__()
        self._pipe = pipe

    def writable(self) -> bool:
        return True

    def write(self, part: Buffer, /) -> int:
        sent = bytes(part)
        self._pipe.send(sent)
        return len(sent)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
