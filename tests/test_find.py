"""Words in names and quotes: found whatever their case and accents, in context, marked where they stand."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from conftest import CHRONICLE
from hypothesis import given, settings
from hypothesis import strategies as st

from kgriyadh.cli import main
from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.find import Place, search
from kgriyadh.find.pattern import pattern
from kgriyadh.fold import fold
from kgriyadh.store import load_embedded

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
TEXTS = {
    record["id"]: record["text"] for record in map(json.loads, CHRONICLE.read_text("utf-8").splitlines())
}
LETTERS = st.text(
    st.sampled_from("aàÀeéÉêœŒçßıİł ﬁ'’-.\"*\n\x02\x03Ωж漢🛡") | st.characters(max_codepoint=0x24F)
)


def _places(*texts: str) -> list[Place]:
    return [Place("quote", ("fait",), ("d",), text, 0, len(text)) for text in texts]


def _marked(place: Place) -> list[str]:
    return [place.text[start:end] for start, end in place.marks]


def _found(capsys: Capture, *arguments: object) -> str:
    assert main(["find", *map(str, arguments)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("penalite", "Une PÉNALITÉ nouvelle", ["PÉNALITÉ"]),
        ("PÉNALITÉ", "sans penalite", ["penalite"]),
        ("l'accord", "selon l’accord signé", ["l’accord"]),
        ("accord", "selon l’accord signé", ["accord"]),
        ("oeuvre", "mise en œuvre", ["œuvre"]),
        ("œuvre", "MISE EN OEUVRE", ["OEUVRE"]),
        ("financ*", "le financement des finances", ["financement", "finances"]),
        ("Al Moghidi", "le général Al-Moghidi", ["Al", "Moghidi"]),
        ("Al-Moghidi", "le général Al Moghidi", ["Al Moghidi"]),
        ('"trafic d\'armes"', "un trafic d’armes", ["trafic d’armes"]),
        ("« trafic d’armes »", "un trafic d'armes", ["trafic d'armes"]),
        ("armes trafic", "un trafic d'armes", ["trafic", "armes"]),
        ("e\u0301tat", "l’état", ["état"]),
        ("etat", "l’e\u0301tat 🛡", ["e\u0301tat"]),
        ("NOT", "un not", ["not"]),
        ("a:b ^c", "a b c", ["a b", "c"]),
    ],
)
def test_words_are_found_as_people_write_them(words: str, text: str, marked: list[str]) -> None:
    (place,) = search(_places("rien", text), words)
    assert _marked(place) == marked


@pytest.mark.parametrize(
    ("words", "text"),
    [("financ", "le financement"), ("trafic vente", "un trafic"), ('"armes trafic"', "trafic d'armes")],
)
def test_what_is_not_meant_is_not_found(words: str, text: str) -> None:
    assert search(_places(text), words) == []


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_any_word_of_a_text_is_found_and_marked(text: str, other: str) -> None:
    for word in re.findall(r"[a-zàéêç]{2,}", text):
        found = search(_places(other, text), word.upper())
        marked = [mark for place in found if place.text == text for mark in _marked(place)]
        assert all(fold(mark).strip() == fold(word) for mark in marked)
    assert len(search(_places(text, other), "financement")) <= 2


@given(LETTERS)
def test_any_search_has_an_answer_or_is_refused(words: str) -> None:
    try:
        assert len(search(_places("a b c"), words, 1)) <= 1
    except QuestionIsUnanswerable as error:
        assert "there is no word in it to find" in str(error)


@settings(deadline=None)
@given(LETTERS)
def test_no_text_is_left_out_before_it_is_searched(text: str) -> None:
    for word in re.findall(r"[^\W_]+", fold(text)):
        if search(_places(text), word):
            assert re.search(pattern(word), text, re.IGNORECASE)


def test_the_best_comes_first_and_names_before_quotes() -> None:
    texts = ("terrorisme et bien d’autres choses encore dont on a parlé", "terrorisme", "terrorisme")
    places = [*_places(*texts[:2]), Place("label", ("terrorisme",), ("d",), texts[2])]
    assert [(place.kind, len(place.text)) for place in search(places, "terrorisme")] == [
        ("label", 10),
        ("quote", 10),
        ("quote", len(texts[0])),
    ]
    assert len(search(places, "terrorisme", 2)) == 2


def test_offsets_are_those_of_the_document(capsys: Capture, chronicle: Path) -> None:
    found = json.loads(_found(capsys, "armees", "senegal", "--data", chronicle, "--format", "json"))
    quotes = [place for place in found if place["kind"] == "quote"]
    assert len(quotes) >= 5
    for place in quotes:
        text = TEXTS[place["documents"][0]]
        assert text[place["start"] : place["end"]] == place["text"]
        assert text[: place["start"]].endswith(place["before"])
        assert text[place["end"] :].startswith(place["behind"])
        assert {text[start:end] for start, end in place["marks"]} == {"armées", "Sénégal"}
    labels = [place for place in found if place["kind"] == "label"]
    assert labels[0]["about"] == ["Oumar Ndiakhate, chef d'état-major des armées, Sénégal"]


def test_a_passage_is_shown_once_with_its_facts_and_its_context(capsys: Capture, chronicle: Path) -> None:
    table = _found(capsys, '"golfe de guinee"', "piraterie", "--data", chronicle)
    assert "c02-dakar" in table
    assert "touche la région | golfe de Guinée" in " ".join(table.split())
    assert "la piraterie dans le golfe de Guinée." in " ".join(table.split())
    rows = list(csv.DictReader(io.StringIO(_found(capsys, "armes", "--data", chronicle, "--format", "csv"))))
    assert [row["kind"] for row in rows] == ["label", "quote"]
    assert rows[1]["text"] == "trafic d’armes"
    assert rows[1]["about"].endswith("traite de la menace | trafic d'armes")


def test_datasets_stores_and_endpoints_are_searched_alike(
    capsys: Capture, chronicle: Path, tmp_path: Path, oxigraph: str
) -> None:
    load_embedded(chronicle, tmp_path / "store")
    assert main(["load", str(chronicle), "--endpoint", f"{oxigraph}/store", "--quiet"]) == 0
    expected = _found(capsys, "defense", "--data", chronicle)
    assert "ministre de la Défense" in " ".join(expected.split())
    assert _found(capsys, "defense", "--store", tmp_path / "store") == expected
    assert _found(capsys, "defense", "--endpoint", f"{oxigraph}/query") == expected


def test_what_cannot_be_found_is_said(capsys: Capture, chronicle: Path) -> None:
    assert main(["find", "licorne", "--data", str(chronicle)]) == 0
    assert capsys.readouterr() == ("", "nothing found\n")
    assert main(["find", "—", "--data", str(chronicle)]) == 2
    assert capsys.readouterr().err == "kgriyadh: '—': there is no word in it to find\n"
    assert main(["find", "a", "--data", "absent.trig"]) == 2
    assert "no such dataset" in capsys.readouterr().err
    assert main(["find"]) == 2
    assert "Missing argument 'WORDS...'" in capsys.readouterr().err
