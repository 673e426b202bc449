"""Values by name: bound as the terms that they are, whatever stands in them and in the query."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store
from rdflib import Graph

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query import find_question, named_questions
from kgriyadh.query.sparql import form, group_start, undeclared, variables

XSD = "http://www.w3.org/2001/XMLSchema#"
OF_OUR_OWN = """# A { and a ?x in a comment
PREFIX x: <urn:x:#>
SELECT ("{ ?x" AS ?text) ?given (IF(EXISTS { ?a x:p ?c }, 1, 0) AS ?number)
WHERE { BIND(?x AS ?given) }"""
NUMBER = "SELECT ?n {\nVALUES ?n { 0.8 } # --with n=NUMBER\n}"
HOSTILE = st.text(
    st.sampled_from("\"'\\uU0022}{#?\n\r\t <>|é🛡\u2028\x00") | st.characters(exclude_categories=["Cs"])
)
ESCAPED = re.compile(r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})")


@pytest.mark.parametrize(
    ("asked", "values", "message"),
    [
        (
            "meetings",
            ["when=2026"],
            "meetings: cannot take 'when=2026': it takes "
            "person=TEXT, organization=TEXT, since=DATE, until=DATE",
        ),
        (
            "meetings",
            ["persone=x"],
            "meetings: cannot take 'persone=x', did you mean person: it takes "
            "person=TEXT, organization=TEXT, since=DATE, until=DATE",
        ),
        ("meetings", ["since"], "meetings: --with since: write it as NAME=VALUE"),
        ("meetings", ["person=a", "person=b"], "meetings: --with person= comes twice: give one value"),
        ("meetings", ["since=demain"], "since=demain: no date: write it as 2026-01-28"),
        ("meetings", ["person=\udc80"], "person: the value is not UTF-8"),
        ("ASK { ?s ?p ?o }", ["o=1", "x=2"], "query: cannot take 'x=2': it takes o=VALUE, p=VALUE, s=VALUE"),
        ("ASK { ?s ?p ?o }", ["o=2026-02-30"], "o=2026-02-30: no date: write it as 2026-01-28"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ["o=1"], "query: --with needs a query with WHERE { … } of its own"),
        ("DESCRIBE ?s", ["s=1"], "query: --with needs a query with WHERE { … } of its own"),
        (NUMBER, ["n=viel"], "n=viel: no number: write it as 12 or 0.8"),
    ],
)
def test_a_value_that_fits_nothing_is_said(asked: str, values: list[str], message: str) -> None:
    with pytest.raises(QuestionIsUnanswerable) as caught:
        find_question(asked).fill(values)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("2026-01-28", Literal("2026-01-28", datatype=NamedNode(f"{XSD}date"))),
        ("12", Literal("12", datatype=NamedNode(f"{XSD}integer"))),
        ("-0.8", Literal("-0.8", datatype=NamedNode(f"{XSD}decimal"))),
        ("<urn:x:a>", NamedNode("urn:x:a")),
        ("<urn:x:a> } #", Literal("<urn:x:a> } #")),
        ("kgr:Person", Literal("kgr:Person")),
    ],
)
def test_a_variable_of_any_query_takes_a_term(value: str, term: Literal | NamedNode) -> None:
    found = Store().query(find_question(OF_OUR_OWN).fill([f"x={value}"]).sparql)
    assert isinstance(found, QuerySolutions)
    assert next(found)["given"] == term
    construct = find_question("CONSTRUCT { <urn:x:s> <urn:x:p> ?x } { BIND(1 AS ?y) }")
    made = Store().query(construct.fill([f"x={value}"]).sparql)
    assert isinstance(made, QueryTriples)
    assert next(made).object == term


def test_a_blank_for_a_number_takes_one() -> None:
    found = Store().query(find_question(NUMBER).fill(["n=0.25"]).sparql)
    assert isinstance(found, QuerySolutions)
    assert next(found)["n"] == Literal("0.25", datatype=NamedNode(f"{XSD}decimal"))


@settings(deadline=None)  # rdflib's first query takes its time
@given(HOSTILE)
def test_a_text_is_bound_as_it_is_whatever_stands_in_it(value: str) -> None:
    """By Oxigraph, by rdflib, and by a store that reads escapes of code points before all else."""
    asked = find_question('SELECT ?x {\nVALUES ?x { "" } # --with x=TEXT\n}').fill([f"x={value}"]).sparql
    early = ESCAPED.sub(lambda code: chr(int(code[1] or code[2], 16)), asked)
    for sparql in (asked, early):
        found = Store().query(sparql)
        assert isinstance(found, QuerySolutions)
        assert [solution["x"] for solution in found] == [Literal(value)]
    assert [str(row[0]) for row in Graph().query(asked)] == [value]  # type: ignore[index]


@given(
    HOSTILE, st.sampled_from(["# {}\n ?o", "'{} ?z {{'", '"{} ?z {{"', "'''{} ?z {{'''", '"""{} ?z {{"""'])
)
def test_what_stands_in_a_text_or_a_comment_is_no_part_of_a_query(text: str, where: str) -> None:
    within = where.format(re.sub(r"[\\\n\r\"']", "", text))
    sparql = f"ASK # SELECT ?z {{\n WHERE {{ ?s ?p {within} }}"
    assert form(sparql) == "ASK"
    assert "z" not in variables(sparql)
    start = group_start(sparql)
    assert start is not None
    assert sparql[:start].endswith("WHERE {")


def test_prefixes_that_are_not_declared_are_found() -> None:
    sparql = "PREFIX a: <urn:b:> # c:d\nSELECT * { ?s a:x 'g:h', kgr:Person ; :i <j:k> . _:l a m:n }"
    assert {sparql[start:].split()[0]: prefix for prefix, start in undeclared(sparql).items()} == {
        "kgr:Person": "kgr",
        ":i": "",
        "m:n": "m",
    }
    assert all(undeclared(question.sparql) == {} for question in named_questions())
