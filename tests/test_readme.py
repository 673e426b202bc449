"""The README holds: its commands give the output it shows, and it names every command, option and question.

Fenced ``console`` blocks run one after the other in one scratch folder that has the examples; a line
``$ …`` is a command, the lines after it are its output. A ``python`` block prints the ``text`` block
after it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgriyadh.cli import commands
from kgriyadh.query import named_questions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(
    r"^```(console|python)\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL
)


def _steps() -> list[tuple[list[str], str]]:
    """Return each command as arguments, with the output that the README shows."""
    steps: list[tuple[list[str], str]] = []
    for language, block, printed in _BLOCK.findall(README):
        if language == "python":
            steps.append(([sys.executable, "-c", block], printed))
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, shown = _split(part)
            steps.append((["bash", "-c", command], shown))
    return steps


def _split(part: str) -> tuple[str, str]:
    """Part a command, which goes on after a backslash at a line's end, from its output."""
    match = re.match(r"((?:.*\\\n)*.*\n)(.*)", part, re.DOTALL)
    assert match
    return match[1], match[2]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are bash")
def test_the_commands_give_the_output_that_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("COLUMNS", None)
    for command, shown in _steps():
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.stdout == shown, command[-1]


def test_every_command_and_option_is_explained() -> None:
    for name, command in commands.commands.items():
        assert f"kgriyadh {name}" in README
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in README, f"{name} {option}"


def test_every_named_question_is_listed() -> None:
    for question in named_questions():
        assert question.name in README
