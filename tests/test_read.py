"""Reading: texts exactly as given, and each bad input one line that names file and place."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgriyadh.errors import TextIsUnreadable
from kgriyadh.read import parse_date, read

if TYPE_CHECKING:
    from pathlib import Path


def _write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def _pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(
    "text",
    [
        "Une ligne.\r\nUne autre.\rEt une.\n",
        "\ufeffAvec une marque d’ordre.",
        "e\u0301te\u0301 et\u00a0: « 𝔄 »",
    ],
)
def test_a_text_is_kept_exactly_as_given(tmp_path: Path, text: str) -> None:
    (document,) = read([_write(tmp_path, "depeche.v2.txt", text)])
    assert document.text == text
    assert document.id == "depeche.v2"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
        lambda text: text.strip("\ufeff").strip()
    )
)
def test_any_text_comes_back_from_json_lines(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    record = json.dumps({"id": "a", "text": "x" + text})
    (document,) = read([_write(tmp_path_factory.mktemp("any"), "a.jsonl", record)])
    assert document.text == "x" + text


def test_a_folder_stands_for_its_texts_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "notes.md", ".hidden/h.txt", ".x.txt"):
        _write(tmp_path, name, "Texte.")
    _write(tmp_path, "c.jsonl", '{"id": "r1", "text": "Un."}\n\n{"id": 2, "text": "Deux."}\n')
    assert [document.id for document in read([str(tmp_path)])] == ["z", "b", "r1", "2"]


def test_a_record_says_what_is_known_of_its_publication(tmp_path: Path) -> None:
    record = {
        "id": "afp-1",
        "text": "Texte.",
        "title": "Titre",
        "published": "2026-03-14T08:00:00+03:00",
        "url": "https://example.org/1",
        "source": "Agence",
    }
    path = _write(tmp_path, "f.jsonl", "\ufeff" + json.dumps(record))
    (document,) = read([path], published=date(2020, 1, 1))
    assert document.published == date(2026, 3, 14)
    assert (document.title, document.url, document.source) == ("Titre", "https://example.org/1", "Agence")
    assert document.origin == f"{path}, line 1"


def test_published_dates_the_texts_that_bring_no_date(tmp_path: Path) -> None:
    sources = [
        _write(tmp_path, "a.txt", "Texte."),
        _write(tmp_path, "b.jsonl", '{"id": "b", "text": "Texte."}'),
    ]
    assert {document.published for document in read(sources, date(2026, 1, 28))} == {date(2026, 1, 28)}


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, "Le général est reçu.\r\n".encode())
    (document,) = read(["-"])
    assert (document.id, document.text) == ("stdin", "Le général est reçu.\r\n")


def test_standard_input_is_json_lines_when_it_opens_with_a_brace(monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, b'\n{"id": "a", "text": "Un."}\n{"id": "b", "text": "Deux."}\n')
    assert [document.id for document in read(["-"])] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", " \n\ufeff", "a.txt: the text is empty"),
        ("a.txt", b"Riyad,\nle g\xe9n\xe9ral", "a.txt: not UTF-8 at byte 11 (line 2)"),
        ("a.json", "[]", "a.json: JSON is read one record a line"),
        ("a.jsonl", "", "a.jsonl: no record"),
        ("a.jsonl", '{"id": "a", "text": "Un."}\n{"id": "b", "te', "a.jsonl, line 2, column 13: broken JSON"),
        ("a.jsonl", '{"id": "a", "text": "Un."}\n"b"', "a.jsonl, line 2: a record is an object"),
        ("a.jsonl", '{"id": "a", "n": ' + "9" * 5000 + "}", "a.jsonl, line 1: no record has JSON like this"),
        ("a.jsonl", '{"id": "a"}', "a.jsonl, line 1: record 'a' has no text"),
        ("a.jsonl", '{"id": "a", "text": ["x"]}', "a.jsonl, line 1: record 'a' has no text"),
        ("a.jsonl", '{"id": "a", "text": "\\n"}', "a.jsonl, line 1: the text is empty"),
        ("a.jsonl", '{"text": "Un."}', "a.jsonl, line 1: a record needs an id"),
        ("a.jsonl", '{"id": true, "text": "Un."}', "a.jsonl, line 1: a record needs an id"),
        ("a.jsonl", '{"id": "a", "text": "\\ud83d"}', "a.jsonl, line 1: half a character"),
        (
            "a.jsonl",
            '{"id": "a", "text": "Un.", "published": "hier"}',
            "a.jsonl, line 1: published 'hier' is no date",
        ),
        (
            "a.jsonl",
            '{"id": "a", "text": "Un.", "published": 2026}',
            "a.jsonl, line 1: published must be a string",
        ),
        ("a.jsonl", '{"id": "a", "text": "Un.", "url": "pas une adresse"}', "a.jsonl, line 1: url"),
        ("a.jsonl", b'{"id": "a", "text": "\xff"}', "a.jsonl, line 1: not UTF-8 at byte 21"),
    ],
)
def test_a_bad_text_is_one_line_that_names_the_place(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    path = _write(tmp_path, name, content)
    with pytest.raises(TextIsUnreadable) as caught:
        list(read([path]))
    assert str(caught.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(caught.value)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(TextIsUnreadable, match="no such file or folder"):
        list(read([str(tmp_path / "absent.txt")]))
    with pytest.raises(TextIsUnreadable, match="no such file or folder"):
        list(read([str(tmp_path / "absent.jsonl")]))
    with pytest.raises(TextIsUnreadable, match=r"no \.txt, \.jsonl or \.ndjson file in this folder"):
        list(read([str(tmp_path)]))


def test_an_id_given_twice_is_said_with_both_places(tmp_path: Path) -> None:
    text = _write(tmp_path, "a.txt", "Texte.")
    records = _write(tmp_path, "b.jsonl", '{"id": "b", "text": "Un."}\n{"id": "a", "text": "Deux."}')
    with pytest.raises(TextIsUnreadable) as caught:
        list(read([text, records]))
    assert str(caught.value).startswith(f"{records}, line 2: the id 'a' is that of {text} already")


@pytest.mark.parametrize("written", ["20260128", "2026-W05-3", "2026-13-01", "28/01/2026", "2026-01-28x", ""])
def test_only_an_iso_day_is_a_date(written: str) -> None:
    with pytest.raises(ValueError):
        parse_date(written)
