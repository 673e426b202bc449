"""Each golden case gives exactly the facts that it lists, and quotes the words of its text."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from golden_format import Case, fold, key, parse, read_cases, read_gaps
from golden_render import misquoted, read_all, render

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from kgriyadh.fact import Reading

CASES = read_cases()
GAPS = read_gaps()


def cases_with_gaps() -> list[ParameterSet]:
    """All cases; those listed in GAPS must fail, and say why."""
    return [
        pytest.param(case, id=case.id, marks=pytest.mark.xfail(reason=GAPS[case.id], strict=True))
        if case.id in GAPS
        else pytest.param(case, id=case.id)
        for case in CASES
    ]


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """What the program finds in the texts of all cases, by the id of the case."""
    return read_all(CASES)


@pytest.mark.parametrize("case", cases_with_gaps())
def test_case(case: Case, readings: dict[str, Reading]) -> None:
    reading = readings[case.id]
    found = render(reading, case)
    wanted, got = {key(line) for line in case.facts}, {key(line) for line in found}
    missing = [f"- {line}" for line in case.facts if key(line) not in got]
    extra = [f"+ {line}" for line in found if key(line) not in wanted]
    if missing or extra:
        pytest.fail("\n".join([case.text, "", *missing, *extra]), pytrace=False)
    assert not [*misquoted(reading)]


def test_a_known_gap_is_a_case() -> None:
    assert GAPS.keys() <= {case.id for case in CASES}


def test_every_case_has_an_id_of_its_own() -> None:
    ids = [case.id for case in CASES]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_names_of_a_case_lie_in_its_text(case: Case) -> None:
    text = fold(unescape(case.text))
    declared = [
        line.partition(" ")[2] for line in case.facts if line.startswith(("person ", "organization "))
    ]
    names = [name for line in declared for name in line.partition(" : ")[0].split(" | ")]
    assert not [name for name in names if fold(name) not in text]


def test_a_malformed_fact_names_its_file_and_line() -> None:
    with pytest.raises(ValueError, match=r"posts\.txt, case at line 3: not a fact line: 'psot A = b of C'"):
        list(parse("preface\n\n=== title\n\ntext\n---\npsot A = b of C\n", "posts"))


def test_a_party_that_no_line_declares_is_refused() -> None:
    with pytest.raises(ValueError, match="no line declares it"):
        list(parse("=== title\ntext\n---\nmeeting hosts: Nobody\n", "meetings"))
