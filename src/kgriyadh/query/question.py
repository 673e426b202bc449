"""A question's name, file or text in, SPARQL out; a named question may leave blanks to fill in."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgriyadh import paths
from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query.values import blanks, bound

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL and what it is called in messages."""

    name: str
    sparql: str

    @property
    def help(self) -> str:
        """The question in words: the first line of its file, a comment."""
        return self.sparql.partition("\n")[0].lstrip("# ").rstrip()

    def blanks(self) -> dict[str, str]:
        """Return what can be filled in, name to help (``since`` to ``since=DATE``)."""
        return blanks(self.sparql)

    def fill(self, values: Iterable[str]) -> Question:
        """Return the question with ``name=value`` pairs bound, as terms, to what it leaves open.

        Raises QuestionIsUnanswerable for a name that it doesn't take, or a value that doesn't fit.
        """
        return Question(self.name, bound(self.sparql, values, self.name))


def named_questions() -> list[Question]:
    """Return the questions in ``queries/``, in the order of their names."""
    files = {file.stem: file for file in paths.QUERIES.glob("*.rq")}
    return [Question(name, files[name].read_text("utf-8")) for name in sorted(files)]


def find_question(asked: str) -> Question:
    """Return the question that ``asked`` is: the name of one, a file that holds one, or SPARQL itself.

    Raises QuestionIsUnanswerable for an unknown name, with the nearest ones that are known.
    """
    for question in named_questions():
        if question.name == asked:
            return question
    if not asked.strip():
        raise QuestionIsUnanswerable(
            "the question is empty: give a name (kgriyadh query --list), a file or SPARQL"
        )
    if re.search(r"[\s{]", asked.strip()):
        return Question("query", asked)
    if asked.endswith(".rq") or _is_file(asked):
        return Question(asked, _text_of(Path(asked)))
    raise QuestionIsUnanswerable(f"{asked}: no such question{_nearest(asked)} (kgriyadh query --list)")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _nearest(asked: str) -> str:
    near = difflib.get_close_matches(asked, [question.name for question in named_questions()], cutoff=0.4)
    return f", did you mean {' or '.join(near)}?" if near else ""


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise QuestionIsUnanswerable(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: a question is SPARQL text"
        raise QuestionIsUnanswerable(message) from error
