"""What a person at a terminal sees, and what a file or a pipe gets instead."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from kgriyadh.terminal import Marked, print_table, progress, rate

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Terminal(io.StringIO):
    """A file that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def _open_terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """Make standard output and standard error one terminal, 40 columns wide.

    No fixture: pytest puts its own standard output in place between the fixtures and the test.
    """
    screen = _Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_a_terminal_gets_a_drawn_table_as_wide_as_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _open_terminal(monkeypatch)
    print_table(["name", "words"], [["a", "[bold]mot[/bold] " * 20]])
    screen = terminal.getvalue()
    assert "─" in screen
    assert "[bold]mot[/bold]" in screen
    assert "\x1b[" in screen


def test_what_was_found_stands_out_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _open_terminal(monkeypatch)
    print_table(["words"], [[Marked.of("la pénalité due", [(3, 11)])]])
    assert "\x1b[1;7mpénalité\x1b[0m" in terminal.getvalue()


def test_a_long_table_comes_in_pages(capsys: pytest.CaptureFixture[str]) -> None:
    def rows() -> Iterator[list[str]]:
        for number in range(2500):
            if number == 1001:
                assert capsys.readouterr().out.startswith("n\n---\n0\n1\n")
            yield [str(number)]

    assert print_table(["n"], rows())
    assert capsys.readouterr().out.splitlines()[-1] == "2499"
    assert not print_table(["n"], [])
    assert capsys.readouterr().out == ""


def test_a_pipe_gets_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name", "n"], [["Awa", "1"], ["Issa Koné", "12"]])
    assert capsys.readouterr().out == "name        n\n--------------\nAwa         1\nIssa Koné   12\n"


@pytest.mark.parametrize(("total", "quiet", "shown"), [(5, False, True), (5, True, False), (4, False, False)])
def test_a_bar_moves_for_more_than_a_few(
    monkeypatch: pytest.MonkeyPatch, total: int, quiet: bool, shown: bool
) -> None:
    terminal = _open_terminal(monkeypatch)
    with progress(total, quiet) as advance:
        advance()
    assert (f"1/{total}" in terminal.getvalue()) is shown


@pytest.mark.parametrize("quiet", [False, True])
def test_a_load_shows_how_many_a_second(monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    terminal = _open_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "90")
    with rate("loading", "triples", quiet) as step:
        step(1500)
        step(500)
    assert ("2,000 triples, " in terminal.getvalue()) is not quiet
