"""Each rule of OWL 2 RL, by both engines: it gives what it must, and nothing where a premise is missing."""

from __future__ import annotations

import conformance
import pytest

from kgriyadh.rules.table import rules


@pytest.mark.parametrize("engine", conformance.ENGINES)
@pytest.mark.parametrize("rule", conformance.CASES)
def test_a_rule_needs_all_of_its_premises_and_no_more(rule: str, engine: str) -> None:
    assert conformance.passes(rule, engine) == (True, True)


def test_each_rule_that_says_something_has_a_case() -> None:
    trivial = {"cls-thing", "cls-nothing1", "scm-cls", "scm-op", "scm-dp"}
    assert {rule.name for rule in rules()} - trivial <= set(conformance.CASES)
