"""Normal text: what becomes of odd characters and breaks, and the way back to the given text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgriyadh.normal import normalise

PIECES = [
    "<p>",
    "</p>",
    "<br/>",
    "&amp;",
    "&eacute;",
    "&#769;",
    "&lt;",
    "b>",
    "<a href='x'>",
    "Le ",
    "mot ",
    ". ",
    "- ",
    "\n\n",
    "&#x2019;",
    "<!--",
    "ẹ́",
]
LETTERS = list("aéM<>&;/-.,:\n\r\t\xa0\xad\u200b\u2028’‐«» 1e\u0301\u0323\uac00\u11a8")
MARKUP = st.lists(st.sampled_from(PIECES + LETTERS), max_size=60).map("".join)
ANY = st.one_of(MARKUP, st.text())


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("L’État-major", "L'État-major"),
        ("l´armée, l`Union, lʼOTAN", "l'armée, l'Union, l'OTAN"),
        ("Al‑Harbi et Ben‐Ali", "Al-Harbi et Ben-Ali"),
        ("43\u00a0pays, «\u202fpaix\u2009»", "43 pays, « paix »"),
        ("ge\u0301ne\u0301ral a\u0300 Nde\u0301le\u0301", "général à Ndélé"),
        ("anti\u00adterro\u200bris\u2060me\ufeff", "antiterrorisme"),
        ("un\tdeux   trois ", "un deux trois"),
        ("œuvre… fin...", "œuvre… fin..."),
        ("&laquo;&nbsp;Sahel&nbsp;&raquo;", "« Sahel »"),
        ("l&rsquo;&eacute;tat &amp; l&#8217;arm&#xe9;e", "l'état & l'armée"),
        ("le S&eacuten&eacutegal, l&agrave, la&nbsp", "le Sénégal, là, la"),
        ("AT&amp;amp;T, R&D, &inconnu;", "AT&T, R&D, &inconnu;"),
        ("<p>Un.</p><p>Deux.</p>", "Un.\n\nDeux."),
        ("Le <strong>S</strong>ahel<br/>uni", "Le Sahel uni"),
        ('<a href="https://x.example/?a=1">Riyad</a>', "Riyad"),
        ("si 3 < 5 et <Nom> ou a <b et c> d", "si 3 < 5 et <Nom> ou a <b et c> d"),
        ("Titre\r\n\r\nTexte un.\r\n\r\n\r\nTexte deux.\r\n", "Titre\n\nTexte un.\n\nTexte deux."),
        ("Titre\n \t\nTexte", "Titre\n\nTexte"),
        ("une ligne\u2028suite", "une ligne suite"),
        (
            "Le ministre a présidé jeudi la réunion des chefs\nd'état-major de la région, tenue à Lomé.",
            "Le ministre a présidé jeudi la réunion des chefs d'état-major de la région, tenue à Lomé.",
        ),
        ("a été reçu par le général\nOumar Sani au palais", "a été reçu par le général Oumar Sani au palais"),
        ("Il repart pour Niamey.\nLa délégation reste.", "Il repart pour Niamey.\n\nLa délégation reste."),
        ("accueilli par M.\nOumar Sani, maire", "accueilli par M. Oumar Sani, maire"),
        ("les sous-\ndirecteurs", "les sous-directeurs"),
        ("Étaient là :\n- le préfet\n- le maire", "Étaient là :\n\n- le préfet\n\n- le maire"),
        (
            "Étaient présents à ses côtés :\nLe préfet\nLe maire",
            "Étaient présents à ses côtés :\n\nLe préfet\n\nLe maire",
        ),
        ("COMMUNIQUÉ\nLe ministre est arrivé à Dakar.", "COMMUNIQUÉ\n\nLe ministre est arrivé à Dakar."),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_normal_text(text: str, normal: str) -> None:
    assert normalise(text).text == normal


@pytest.mark.parametrize(
    ("text", "words", "given_words"),
    [
        ("<p>L&rsquo;e\u0301tat</p>", "état", "e\u0301tat"),
        ("<p>L&rsquo;e\u0301tat</p>", "L'état", "L&rsquo;e\u0301tat"),
        ("le <b>majo\u00adr</b> Sani", "major", "majo\u00adr"),
        ("le <b>majo\u00adr</b> Sani", "le major Sani", "le <b>majo\u00adr</b> Sani"),
        ("le général\r\nSani", "général Sani", "général\r\nSani"),
        ("\ufeffRiyad, Lomé", "Riyad", "Riyad"),
        ("Riyad\u200b, Lomé\u200b", "Lomé", "Lomé"),
        ("les sous-\ndirecteurs", "sous-directeurs", "sous-\ndirecteurs"),
        ("des\u00a0\u00a0chefs", "chefs", "chefs"),
    ],
)
def test_span_leads_back_to_the_same_words(text: str, words: str, given_words: str) -> None:
    normal = normalise(text)
    at = normal.text.index(words)
    start, end = normal.span(at, at + len(words))
    assert text[start:end] == given_words


@given(ANY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text).text == once.text
    assert normalise(once.text).layers == ()


@given(ANY)
def test_normal_text_is_clean(text: str) -> None:
    normal = normalise(text).text
    assert unicodedata.is_normalized("NFC", normal)
    assert not set(normal) & set("\t\r\xa0’‑\xad\u200b")
    assert normal == normal.strip(" \n")
    assert "  " not in normal
    assert "\n" not in normal.replace("\n\n", "")
    assert "\n\n\n" not in normal


@given(ANY, st.data())
def test_spans_stay_in_range_and_in_order(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    size = len(normal.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    first, last = normal.span(start, end)
    assert 0 <= first <= last <= len(text)
    pieces = [normal.span(i, i + 1) for i in range(size)]
    assert pieces == sorted(pieces)
    assert start == end or (first, last) == (pieces[start][0], pieces[end - 1][1])


@given(ANY)
def test_every_character_comes_from_the_words_it_maps_to(text: str) -> None:
    normal = normalise(text)
    for i, character in enumerate(normal.text):
        start, end = normal.span(i, i + 1)
        if end - start == 1 and character.isalnum():
            assert text[start:end] == character


@given(st.text(alphabet="abcdefghij éèàç.,'\"!?", min_size=1).map(str.strip))
def test_plain_text_is_left_alone(text: str) -> None:
    text = " ".join(text.split())
    normal = normalise(text)
    assert (normal.text, normal.layers) == (text, ())
    assert normal.span(0, len(text)) == (0, len(text))


def test_markup_nested_on_purpose_ends() -> None:
    nested = "<" * 50 + "b>" * 50 + "&" + "a<b>mp;" * 30
    once = normalise(nested)
    assert normalise(once.text) == normalise(normalise(once.text).text)


@pytest.mark.parametrize(
    "unit",
    [
        "Le ministre a reçu l’ambassadeur.\n",
        "Mot ",
        " ",
        "\n",
        " \n",
        "<",
        "&",
        "&amp;",
        "<a ",
        "<a =",
        "<!--",
        "é",
        "a\n",
        "́",
        "\xad",
        "<b>",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """A quadratic step would take minutes on this much; the bound leaves room for a busy machine."""
    begin = time.perf_counter()
    normalise(unit * (300_000 // len(unit)))
    assert time.perf_counter() - begin < 3
