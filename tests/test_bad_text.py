"""Texts as they really arrive, spoilt or foreign: the same facts where the words allow it, else none."""

from __future__ import annotations

import unicodedata
from datetime import date
from html.entities import codepoint2name
from textwrap import wrap
from typing import TYPE_CHECKING

import pytest
from golden_format import Case
from golden_render import misquoted, render

from kgriyadh.cli import main
from kgriyadh.fact import Document
from kgriyadh.pipeline import read_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kgriyadh.fact import Reading

PUBLISHED = date(2026, 3, 5)
VISIT = """Dakar : le chef d’état-major général reçoit le secrétaire général du Comité conjoint

Le général de division Mamadou Sangaré, chef d’état-major général des armées du Sénégal, a reçu mardi à \
Dakar le colonel Issa Traoré, secrétaire général du Comité d’état-major opérationnel conjoint, au siège de \
l’Union africaine. L’entretien a porté sur la lutte contre le terrorisme au Sahel. « La menace évolue », a \
déclaré le colonel Traoré."""
GIVEN = "Mamadou Ousmane Issa Karim Oumar Idriss Moussa Salif Brahim Adoum"
FAMILY = "Traoré Sangaré Diallo Konaté Ndiaye Sow Keïta Cissé Touré Ba Fall Diop Gueye Sarr Faye Seck Mbaye "
FAMILY += "Sy Kane Niang"
FRENCH = "Le général Mamadou Sangaré a reçu mardi à Dakar le colonel Issa Traoré."
ENGLISH = (
    "General Mamadou Sangaré received Colonel Issa Traoré in Dakar on Tuesday. The Minister of Defence, "
    "Ibrahima Fall, and the Ambassador of Morocco, Karim Bensalmi, were present at the meeting."
)
ARABIC = "استقبل الفريق محمد سانغاري رئيس الأركان في داكار العقيد عيسى تراوري يوم الثلاثاء."
SPANISH = (
    "El ministro de Defensa de España, Javier Ruiz Ortega, recibió en Madrid al general Mamadou Sangaré. "
    "Los dos hablaron de la lucha contra el terrorismo en la región del Sahel."
)


def reading_of(text: str) -> Reading:
    (reading,) = read_documents([Document("note", text, "note", PUBLISHED)])
    assert not [*misquoted(reading)]
    return reading


def facts_of(text: str) -> set[str]:
    return set(render(reading_of(text), Case("", "", text, PUBLISHED, ())))


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, SPANISH], ids=["English", "Arabic", "Spanish"])
def test_a_foreign_text_gives_no_facts_and_that_is_said(
    text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "out"
    note.write_text(text, "utf-8")
    assert main(["build", str(note), "--out", str(out)]) == 0
    said, warned = capsys.readouterr()
    assert "nothing found" in said
    assert warned == "kgriyadh: note: its language is not French; no facts were made from it\n"
    report = (out / "report.txt").read_text("utf-8")
    assert report.endswith("\nPas en français, donc sans faits / Not in French, hence no facts:\n  note\n")


def test_many_foreign_texts_are_said_in_few_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"note-{number:02}.txt").write_text(ENGLISH, "utf-8")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1].startswith("kgriyadh: 2 more documents not in French; ")


@pytest.mark.parametrize("other", [ENGLISH, ARABIC, SPANISH], ids=["English", "Arabic", "Spanish"])
@pytest.mark.parametrize("order", [1, -1], ids=["French first", "French last"])
def test_the_french_of_a_text_in_two_languages_is_read(other: str, order: int) -> None:
    text = "\n\n".join([FRENCH, other][::order])
    assert facts_of(text) == facts_of(FRENCH) != set()
    assert not reading_of(text).foreign


def test_a_name_in_another_script_beside_it_changes_nothing() -> None:
    mixed = FRENCH.replace("Sangaré", "Sangaré (مامادو سانغاري)").replace("Dakar", "Dakar (داكار)")
    assert facts_of(mixed) == facts_of(FRENCH)


def test_a_french_text_that_quotes_english_stays_french() -> None:
    quoting = FRENCH + " Le directeur de « The Voice of the Desert », John Smith Adler, était en ville."
    assert facts_of(quoting) >= facts_of(FRENCH)


def bare(text: str) -> str:
    """A text as it comes from software without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def entities(text: str, end: str) -> str:
    """A text whose accented letters are HTML entities, as they end in some software."""
    named = codepoint2name
    return "".join(f"&{named[ord(c)]}{end}" if c.isalpha() and ord(c) in named else c for c in text)


def wrapped(text: str) -> str:
    """A text with line breaks inside its sentences."""
    return "\n\n".join("\n".join(wrap(part, 60)) for part in text.split("\n\n"))


SPOILT: dict[str, Callable[[str], str]] = {
    "straight quotes": lambda text: text.replace("’", "'").replace("« ", '"').replace(" »", '"'),
    "English quotes": lambda text: text.replace("« ", "“").replace(" »", "”"),
    "line breaks": wrapped,
    "Windows line ends": lambda text: wrapped(text).replace("\n", "\r\n"),
    "entities": lambda text: entities(text, ";").replace(" a reçu", "&nbsp;a reçu"),
    "entities twice over": lambda text: entities(text, ";").replace("&", "&amp;"),
    "entities without semicolons": lambda text: entities(text, ""),
    "zero-width characters": lambda text: text.replace("a", "a\u200b").replace(" d", "\u2060 d"),
    "soft hyphens": lambda text: text.replace("n", "n\u00ad"),
    "letters and accents apart": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs": lambda text: text.replace(" ", "\t "),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_text_gives_the_facts_of_the_clean_one(spoilt: Callable[[str], str]) -> None:
    assert spoilt(VISIT) != VISIT
    assert facts_of(spoilt(VISIT)) == facts_of(VISIT) != set()


@pytest.mark.parametrize(
    "text",
    [
        VISIT,
        "Le général Oumar Ba a rencontré mardi le colonel Issa Traoré, secrétaire général de la CIMCT.",
        "Le général Oumar Ba a longuement échangé avec le colonel Issa Traoré à la présidence.",
        "Le général Oumar Ba a été reçu à N’Djaména par l’ambassadeur du Sénégal, Issa Traoré.",
        "Le général Oumar Ba préside une réunion en présence de l’ambassadeur du Sénégal, Issa Traoré.",
        "Le général Oumar Ba n’a pas rencontré le colonel Issa Traoré.",
        "Le colonel Issa Traoré a été nommé chef d’état-major de l’armée de terre du Mali.",
    ],
)
def test_missing_accents_change_no_fact(text: str) -> None:
    assert facts_of(bare(text)) == {bare(fact) for fact in facts_of(text)} != set()


def test_a_headline_in_capitals_adds_and_takes_nothing() -> None:
    shouted = "LE GENERAL MAMADOU SANGARE RECOIT LE COLONEL ISSA TRAORE A LA PRESIDENCE\n\n"
    assert facts_of(shouted + FRENCH) == facts_of(FRENCH)
    assert facts_of(shouted) == set()


NAMES = [f"{a} {b}" for a in GIVEN.split() for b in FAMILY.split()]
MEETING = "Le général Brice Ogandaga a présidé mardi à Dakar une réunion en présence de"
LISTED: dict[str, Callable[[list[str]], str]] = {
    "commas": lambda names: f"{MEETING} {', '.join(names)}.",
    "titles alone": lambda names: f"{MEETING} {' '.join(names)}.",
    "lines": lambda names: f"{MEETING} :\n" + "\n".join(names),
    "bullets": lambda names: f"{MEETING} :\n\n- " + " ;\n- ".join(names) + "\n\nUn communiqué a suivi.",
    "numbers": lambda names: f"{MEETING} :\n" + "\n".join(f"{i}. {n}" for i, n in enumerate(names, 1)),
}


@pytest.mark.parametrize("listed", LISTED.values(), ids=LISTED)
def test_two_hundred_participants_are_two_hundred(listed: Callable[[list[str]], str]) -> None:
    facts = facts_of(listed([f"M. {name}" for name in NAMES]))
    (meeting,) = (fact for fact in facts if fact.startswith("meeting "))
    assert meeting.count(",") == len(NAMES) - 1 == 199
    assert facts >= {f"person {name}" for name in NAMES}


def test_names_that_nothing_parts_are_none() -> None:
    assert facts_of(f"{MEETING} : {' '.join(NAMES)}.") == facts_of(f"{MEETING} plusieurs ministres.")


def test_a_list_of_what_else_to_read_adds_no_participant() -> None:
    more = "\n\nÀ lire aussi :\n- M. Jean Mba\n- Mme Awa Ndiaye Ba"
    meetings = {fact for fact in facts_of(FRENCH + more) if fact.startswith("meeting")}
    assert meetings == {fact for fact in facts_of(FRENCH) if fact.startswith("meeting")}


def test_posts_within_posts_are_read_however_many() -> None:
    chain = "du directeur " * 60
    said = f"Le colonel Issa Traoré, conseiller {chain}du ministre de la Défense du Mali, est venu."
    assert "person Issa Traoré" in facts_of(said)
