"""What a process has of its system: signals that end it, and an output that takes what is printed."""

from __future__ import annotations

import codecs
import os
import signal
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ended(KeyboardInterrupt):
    """A signal that ends the process: what is half made is taken away first, as it is on Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """Let signals that would end the process at once raise ``Ended``; those that it ignores stay ignored."""
    fatal = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    if current_thread() is not main_thread():  # only there can Python's signals be caught
        fatal = []
    caught = [number for number in fatal if signal.getsignal(number) is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> None:
    raise Ended(number)


def write_any_character() -> None:
    """Let files and pipes have UTF-8 on any machine; a terminal of another kind shows what it can."""
    out = sys.stdout
    if isinstance(out, TextIOWrapper) and codecs.lookup(out.encoding).name != "utf-8":
        if out.isatty():
            out.reconfigure(errors="backslashreplace")
        else:
            out.reconfigure(encoding="utf-8")


def let_go_of_output() -> None:
    """Python flushes standard output once more when it exits, which must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
