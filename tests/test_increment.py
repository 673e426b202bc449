"""Builds that are added to or taken from, and what tells two builds apart."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from golden_format import read_cases
from golden_render import read_all

from kgriyadh import annotate, archive, paths
from kgriyadh.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgriyadh.annotate.parsed import Parsed
    from kgriyadh.fact import Document
    from kgriyadh.lexicon import Lexicon

TEXTS = {
    "a": "Le général de brigade Sidi Ould Maouloud, chef d’état-major des armées de Mauritanie, a reçu "
    "lundi à Nouakchott le colonel Ahmed Al-Harbi, attaché de défense d’Arabie saoudite.",
    "b": "Le général Ould Maouloud a reçu mercredi à Nouakchott l’ambassadeur du Koweït, Ahmed Al-Harbi.",
    "c": "La Ligue d’action du Tibesti compte 12 pays membres. Le colonel Ahmad Al-Harby y a vu Jean Petit.",
}


def source(folder: Path, names: Iterable[str], **changed: str) -> str:
    """Write some of the texts as JSON Lines and return the file."""
    lines = [
        json.dumps({"id": name, "published": "2026-03-05", "text": {**TEXTS, **changed}[name]})
        for name in names
    ]
    file = folder / f"{'-'.join(names)}{len(changed)}.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return str(file)


def contents(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


def built(out: Path, *arguments: str) -> dict[str, bytes]:
    assert main(["build", *arguments, "--out", str(out), "--quiet"]) == 0
    return contents(out)


def test_one_at_a_time_is_all_at_once(tmp_path: Path) -> None:
    everything = built(tmp_path / "all", source(tmp_path, "abc"))
    step = tmp_path / "step"
    built(step, source(tmp_path, "c"))
    built(step, source(tmp_path, "a"), "--add")
    assert built(step, source(tmp_path, "b"), "--add") == everything
    assert built(step, source(tmp_path, "abc"), "--add") == everything


def test_what_is_taken_out_was_never_there(tmp_path: Path) -> None:
    without = built(tmp_path / "without", source(tmp_path, "a"))
    out = tmp_path / "out"
    built(out, source(tmp_path, "abc"))
    assert built(out, "--remove", "b", "--remove", "c") == without


def test_a_changed_text_takes_the_place_of_the_old(tmp_path: Path) -> None:
    changed = {"b": "Le colonel Moussa Sow a été nommé gouverneur de Gao."}
    afresh = built(tmp_path / "afresh", source(tmp_path, "ab", **changed))
    out = tmp_path / "out"
    built(out, source(tmp_path, "ab"))
    assert built(out, source(tmp_path, "b", **changed), "--add") == afresh


def test_only_new_texts_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path / "out", source(tmp_path, "ab"))
    seen = []

    def watched(documents: Iterable[Document], words: Lexicon) -> Iterator[Parsed]:
        for document in documents:
            seen.append(document.id)
            yield from annotate.annotate([document], words)

    monkeypatch.setattr("kgriyadh.pipeline.annotate", watched)
    built(tmp_path / "out", source(tmp_path, "abc"), "--add")
    assert seen == ["c"]


def test_readings_come_back_as_they_were(tmp_path: Path) -> None:
    readings = list(read_all(read_cases()[::7]).values())
    random.Random(7).shuffle(readings)
    (tmp_path / archive.NAME).write_bytes(archive.archived(readings, {}))
    restored = archive.restore(tmp_path)
    assert list(restored) == sorted(restored)
    for reading in readings:
        back = restored[reading.document.id]
        assert (back.facts, back.entities, back.unresolved) == (
            reading.facts,
            reading.entities,
            reading.unresolved,
        )
        assert back.document.text == reading.document.text


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda out: (out / "readings.jsonl").unlink(), "no earlier build"),
        (lambda out: (out / "dataset.trig").unlink(), "dataset.trig"),
        (lambda out: (out / "graph.ttl").write_text("half"), "graph.ttl"),
        (lambda out: (out / "readings.jsonl").write_text("{"), "line 1"),
        (lambda out: (out / "readings.jsonl").write_text("[]"), "line 1"),
        (
            lambda out: (out / "readings.jsonl").write_bytes((out / "readings.jsonl").read_bytes()[:-9]),
            "damaged",
        ),
    ],
)
def test_a_build_that_is_not_whole_is_named_and_left_alone(
    tmp_path: Path, damage: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    built(out, source(tmp_path, "c"))
    damage(out)  # type: ignore[operator]
    before = contents(out)
    assert main(["build", "--remove", "c", "--out", str(out)]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1
    assert contents(out) == before


def test_a_build_of_another_vocabulary_is_not_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built(tmp_path / "out", source(tmp_path, "c"))
    (tmp_path / "words").mkdir()
    for file in paths.ONTOLOGY.glob("*.ttl"):
        (tmp_path / "words" / file.name).write_bytes(file.read_bytes() + b"# more\n")
    monkeypatch.setattr(paths, "ONTOLOGY", tmp_path / "words")
    archive._reader.cache_clear()
    assert main(["build", source(tmp_path, "a"), "--add", "--out", str(tmp_path / "out")]) == 2
    archive._reader.cache_clear()
    assert "vocabulary" in capsys.readouterr().err


def test_a_document_that_is_not_there_cannot_be_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(tmp_path / "out", source(tmp_path, "c"))
    assert main(["build", "--remove", "cc", "--out", str(tmp_path / "out")]) == 2
    assert "no such document, did you mean c?" in capsys.readouterr().err
    assert main(["build", "--out", str(tmp_path / "out")]) == 2


def test_a_build_differs_from_itself_in_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built(tmp_path / "one", source(tmp_path, "ab"))
    assert main(["diff", str(tmp_path / "one"), str(tmp_path / "one" / "dataset.trig")]) == 0
    assert capsys.readouterr().out == ""


def test_what_a_text_brings_is_told_and_what_it_takes_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(tmp_path / "less", source(tmp_path, "ab"))
    built(tmp_path / "more", source(tmp_path, "abc"))
    assert main(["diff", str(tmp_path / "less"), str(tmp_path / "more")]) == 1
    more = capsys.readouterr().out.splitlines()
    assert more[0] == "+ document c"
    assert any("12 (c)" in line and line.startswith("+ ") for line in more)
    assert main(["diff", str(tmp_path / "more"), str(tmp_path / "less")]) == 1
    assert capsys.readouterr().out.splitlines() == [f"-{line[1:]}" for line in more]


def test_persons_that_become_one_are_one_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = source(tmp_path, "abc")
    judged = tmp_path / "judged.tsv"
    judged.write_text(
        "different\tA. N.\t2026-03-06\ttwo men\ta#person/ahmed-al-harbi\tc#person/ahmad-al-harby\n", "utf-8"
    )
    built(tmp_path / "apart", texts, "--judgements", str(judged))
    built(tmp_path / "one", texts)
    assert main(["diff", str(tmp_path / "apart"), str(tmp_path / "one")]) == 1
    assert capsys.readouterr().out == "= « Ahmad Al-Harby » (c) and « Ahmed Al-Harbi » (a) are one now\n"
    assert main(["diff", str(tmp_path / "one"), str(tmp_path / "apart")]) == 1
    assert (
        capsys.readouterr().out == "≠ « Ahmad Al-Harby » (c) and « Ahmed Al-Harbi » (a) are no longer one\n"
    )


def test_meetings_that_become_one_are_one_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meeting = "Le 3 mars 2026, le colonel Sidi Ould Maouloud a reçu à {} le commandant Jean Kouassi-Blé."
    texts = source(tmp_path, "ab", a=meeting.format("Dakar"), b=meeting.format("Bamako"))
    built(tmp_path / "two", texts)
    report = (tmp_path / "two" / "report.txt").read_text("utf-8")
    one, other = re.findall(r"[ab]#meeting/\S+", report)
    judged = tmp_path / "judged.tsv"
    judged.write_text(f"same\tA. N.\t2026-03-06\tone talk\t{one}\t{other}\n", "utf-8")
    built(tmp_path / "one", texts, "--judgements", str(judged))
    assert main(["diff", str(tmp_path / "two"), str(tmp_path / "one")]) == 1
    (change,) = capsys.readouterr().out.splitlines()
    assert change.startswith("= « Rencontre du 3 mars 2026, Bamako") and change.endswith("are one now")
    assert main(["conflicts", str(tmp_path / "one" / "dataset.trig")]) == 0
    told = capsys.readouterr().out
    assert "Dakar" in told and "Bamako" in told
