"""The README holds: its commands give the output it shows, and it names every command, option and question.

Fenced ``console`` blocks run one after the other in one scratch folder that has the examples; a line
``$ …`` is a command, the lines after it are its output. A ``python`` block prints the ``text`` block
after it. Where an output has changed on purpose, ``python tests/test_readme.py`` writes it anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from kgriyadh.cli import commands
from kgriyadh.query import named_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"^```(?P<language>console|python)\n(?P<block>.*?)^```\n(?:\n```text\n.*?^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*\n)", re.MULTILINE)


def _with_real_output(readme: str, folder: Path) -> str:
    """Return a README with the output that its commands have in ``folder``."""
    shutil.copytree(ROOT / "examples", folder / "examples")

    def run(block: re.Match[str]) -> str:
        code = block["block"]
        if block["language"] == "python":
            printed = _output([sys.executable, "-c", code], folder)
            return f"```python\n{code}```\n\n```text\n{printed}```\n"
        shown = (
            f"$ {command}" + _output(["bash", "-c", command], folder) for command in _COMMAND.findall(code)
        )
        return f"```console\n{''.join(shown)}```\n"

    return _BLOCK.sub(run, readme)


def _output(command: list[str], folder: Path) -> str:
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("COLUMNS", None)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are bash")
def test_the_commands_give_the_output_that_is_shown(tmp_path: Path) -> None:
    readme = README.read_text("utf-8")
    assert _with_real_output(readme, tmp_path) == readme


def test_every_command_and_option_is_explained() -> None:
    readme = README.read_text("utf-8")
    for name, command in _commands(commands):
        assert f"kgriyadh {name}" in readme
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in readme, f"{name} {option}"


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Give the commands of a group and of the groups in it, with their names."""
    for name, command in group.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in _commands(command))


def test_every_named_question_is_listed() -> None:
    readme = README.read_text("utf-8")
    for question in named_questions():
        assert question.name in readme


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(_with_real_output(README.read_text("utf-8"), Path(scratch)), "utf-8")
