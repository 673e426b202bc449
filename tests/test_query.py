"""Questions: each named one answers as its file says, blanks are filled in, the nearest name is found."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from kgriyadh import paths
from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query import Question, find_question, named_questions
from kgriyadh.store import ask, open_dataset

DATA = Path(__file__).parent / "data"
NAMES = sorted(file.stem for file in paths.QUERIES.glob("*.rq"))


def _answer(question: Question, dataset: Path = DATA / "two-dispatches.trig") -> str:
    answer = ask(open_dataset(dataset), question.sparql, question.name)
    return answer.serialized("csv" if answer.is_table else "ttl").decode().replace("\r\n", "\n")


def _expected(folder: str) -> list[Path]:
    return sorted((DATA / folder).iterdir())


@pytest.mark.parametrize("expected", _expected("answers"), ids=lambda file: file.stem)
def test_a_named_question_has_the_answer_in_its_file(expected: Path) -> None:
    assert _answer(find_question(expected.stem)) == expected.read_text("utf-8")


@pytest.mark.parametrize("expected", _expected("chronicle"), ids=lambda file: file.stem)
def test_a_question_on_the_course_of_time_has_the_answer_in_its_file(expected: Path, chronicle: Path) -> None:
    assert _answer(find_question(expected.stem), chronicle) == expected.read_text("utf-8")


def test_every_named_question_has_an_answer_in_a_file() -> None:
    assert sorted(file.stem for file in (*_expected("answers"), *_expected("chronicle"))) == NAMES


def test_questions_on_the_course_of_time_are_narrowed(chronicle: Path) -> None:
    def rows(name: str, *values: str) -> int:
        return _answer(find_question(name).fill(values), chronicle).count("\n") - 1

    assert rows("pairs", "until=2026-02-28") == 2
    assert rows("pairs", "person=MOUSSA") == 3
    assert rows("pairs", "organization=MOUSSA") == 0
    assert rows("timeline", "person=diarra", "since=2026-03-20", "until=2026-03-21") == 2
    assert rows("successions", "post=ministre", "organization=mali") == 1
    assert rows("successions", "post=ambassadeur") == 0
    assert rows("meetings-by-month", "organization=sénégal", "since=2026-02-01") == 2
    assert rows("threats-by-month", "threat=terrorisme", "until=2026-02-28") == 2
    assert rows("mentions", "name=cimct") == 1
    assert rows("planned", "until=2026-04-09") == 0
    assert rows("ranks", "person=diarra") == 2
    assert rows("delegations", "organization=maroc", "since=2026-03-01") == 2
    assert rows("doubtful", "below=0.87") < rows("doubtful", "below=0.95")


@pytest.mark.parametrize("name", NAMES)
def test_a_named_question_says_what_it_asks(name: str) -> None:
    assert find_question(name).help[0].isupper()
    assert find_question(name).sparql.startswith("# ")


def test_blanks_narrow_a_question() -> None:
    meetings = find_question("meetings")
    assert meetings.blanks() == {
        "person": "person=TEXT",
        "organization": "organization=TEXT",
        "since": "since=DATE",
        "until": "until=DATE",
    }
    assert "Bamako" in _answer(meetings.fill(["since=2026-03-03", "until=2026-03-03", "person=KONÉ"]))
    assert "Bamako" in _answer(meetings.fill(["organization=TCHAD"]))
    for nothing in (
        "since=2026-03-04",
        "until=0999-12-31",
        'person=" } nobody \\',
        "person=tchad",
        "organization=koné",
    ):
        assert "2026-03-03" not in _answer(meetings.fill([nothing]))
    assert _answer(find_question("quotes").fill(["document=telephone"])).count("\n") == 1


@pytest.mark.parametrize("name", ["quotes", "doubtful"])
def test_facts_are_narrowed_to_those_that_say_so(name: str, chronicle: Path) -> None:
    def facts(*values: str) -> list[str]:
        rows = csv.DictReader(StringIO(_answer(find_question(name).fill(values), chronicle)))
        return [row["fact"] for row in rows]

    everything = facts()
    parts = sorted({part for fact in everything for part in fact.split(" | ")})
    for asked in (*(part.upper()[: len(part) // 2 + 1] for part in parts), " | ", "| rôle", "e "):
        assert facts(f"fact={asked}") == [one for one in everything if asked.lower() in one.lower()], asked


def test_a_question_is_a_name_a_file_or_sparql(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("ASK {}", "utf-8")
    assert find_question(str(file)) == Question(str(file), "ASK {}")
    assert find_question("ASK{}") == Question("query", "ASK{}")
    assert [question.name for question in named_questions()] == NAMES


def test_what_cannot_be_asked_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuestionIsUnanswerable, match="meeting: no such question, did you mean meetings"):
        find_question("meeting")
    with pytest.raises(QuestionIsUnanswerable, match=r"zzz: no such question \(kgriyadh query --list\)"):
        find_question("zzz")
    with pytest.raises(QuestionIsUnanswerable, match="cannot be read"):
        find_question(str(tmp_path / "absent.rq"))
    (tmp_path / "latin.rq").write_bytes(b"# \xe9")
    with pytest.raises(QuestionIsUnanswerable, match="not UTF-8 at byte 2"):
        find_question(str(tmp_path / "latin.rq"))
    with pytest.raises(QuestionIsUnanswerable, match="the question is empty"):
        find_question(" ")
