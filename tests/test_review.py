"""What analysts are asked and answer, and what documents say differently of one thing."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kgriyadh.cli import commands, main

if TYPE_CHECKING:
    from pathlib import Path

# A colonel and a minister of one name, and of frequent parts: nobody but an analyst can tell.
ASKED = {
    "un": "Le colonel Ahmed Al-Harbi a reçu mardi M. Jean Kouassi-Blé.",
    "deux": "Le ministre de la Santé du Koweït, Ahmed Al-Harbi, a reçu mardi Mme Awa Lawson-Body.",
}
TWICE_ASKED = {
    "un": "Le colonel Ahmed Al-Harbi a reçu mardi M. Jean Kouassi-Blé. Le commandant Moussa Traoré est mort.",
    "deux": "Le ministre de la Santé du Koweït, Ahmed Al-Harbi, a reçu mardi Mme Awa Lawson-Body. "
    "Le ministre malien de la Santé, Moussa Traoré, est mort.",
}
DISPUTED = {
    "mars": "La Ligue d’action du Tibesti compte 12 pays membres. Le colonel Sidi Ould Maouloud est arrivé.",
    "avril": "La Ligue d’action du Tibesti compte 14 pays membres. Le général Sidi Ould Maouloud est arrivé.",
}


def built(folder: Path, texts: dict[str, str], *arguments: str) -> Path:
    """Build texts, each published a month after the one before, and return the dataset."""
    lines = [
        json.dumps({"id": name, "published": f"2026-0{month}-02", "text": text})
        for month, (name, text) in enumerate(texts.items(), 3)
    ]
    source = folder / "fil.jsonl"
    source.write_text("\n".join(lines), "utf-8")
    assert main(["build", str(source), "--out", str(folder / "out"), "--quiet", *arguments]) == 0
    return folder / "out" / "dataset.trig"


def exported(dataset: Path, judged: Path) -> list[dict[str, str]]:
    run = CliRunner().invoke(
        commands, ["review", str(dataset), "--judgements", str(judged), "--export", "csv"]
    )
    return list(csv.DictReader(io.StringIO(run.stdout)))


def test_a_pair_is_shown_with_the_words_of_both_sides_and_judged(tmp_path: Path) -> None:
    dataset, judged = built(tmp_path, ASKED), tmp_path / "judged.tsv"
    asked = exported(dataset, judged)
    assert asked, "nobody was asked"
    arguments = ["review", str(dataset), "--judgements", str(judged), "--who", "A. N."]
    run = CliRunner().invoke(commands, arguments, input="s\nvu le 3 mars\n" + "q\n")
    assert "Al-Harbi" in run.output and "«" in run.output
    (line,) = judged.read_text("utf-8").splitlines()
    verdict, who, _, why, one, other = line.split("\t")
    assert (verdict, who, why) == ("same", "A. N.", "vu le 3 mars")
    assert {one, other} == {asked[0]["one"], asked[0]["other"]}
    built(tmp_path, ASKED, "--judgements", str(judged))
    assert len(exported(dataset, judged)) < len(asked)


def test_answers_are_kept_when_the_analyst_leaves(tmp_path: Path) -> None:
    dataset, judged = built(tmp_path, TWICE_ASKED), tmp_path / "judged.tsv"
    judged.write_text("# the office's", "utf-8")
    first, second = exported(dataset, judged)
    arguments = ["review", str(dataset), "--judgements", str(judged)]
    CliRunner().invoke(commands, arguments, input="d\n\n")  # and then the terminal is closed
    comment, line = judged.read_text("utf-8").splitlines()
    assert comment == "# the office's" and line.split("\t")[4:] == [first["one"], first["other"]]
    assert exported(dataset, judged) == [second]


def test_verdicts_of_an_edited_table_are_taken(tmp_path: Path) -> None:
    dataset, judged, table = built(tmp_path, ASKED), tmp_path / "judged.tsv", tmp_path / "table.csv"
    rows = exported(dataset, judged)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "verdict": "different", "why": "deux hommes"} for row in rows)
    assert main(["review", str(dataset), "--judgements", str(judged), "--import", str(table)]) == 0
    assert [line.split("\t")[0] for line in judged.read_text("utf-8").splitlines()] == ["different"] * len(
        rows
    )
    assert exported(dataset, judged) == []
    built(tmp_path, ASKED, "--judgements", str(judged))
    before = judged.read_bytes()
    assert main(["review", str(dataset), "--judgements", str(judged), "--import", str(table)]) == 0
    assert judged.read_bytes() == before


def test_a_table_that_says_otherwise_than_the_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset, judged, table = built(tmp_path, ASKED), tmp_path / "judged.tsv", tmp_path / "table.csv"
    (row,) = exported(dataset, judged)
    judged.write_text(f"same\tA. N.\t2026-05-01\t\t{row['one']}\t{row['other']}\n", "utf-8")
    for verdict, one, said in (
        ("different", row["one"], f"line 2: {judged}, line 1 says same"),
        ("same", "trois#person/nobody", "line 2: the dataset asks nothing about trois#person/nobody"),
    ):
        table.write_text(f"verdict,one,other\n{verdict},{one},{row['other']}\n", "utf-8")
        assert main(["review", str(dataset), "--judgements", str(judged), "--import", str(table)]) == 2
        complaint = capsys.readouterr().err
        assert said in complaint and complaint.count("\n") == 1
    assert judged.read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize("name", ["absent/judged.tsv", "folder"])
def test_a_judgement_file_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset, table = built(tmp_path, ASKED), tmp_path / "table.csv"
    (tmp_path / "folder").mkdir()
    (row,) = exported(dataset, tmp_path / "judged.tsv")
    table.write_text(f"verdict,one,other\nsame,{row['one']},{row['other']}\n", "utf-8")
    assert main(["review", str(dataset), "--judgements", str(tmp_path / name), "--import", str(table)]) == 2
    complaint = capsys.readouterr().err
    assert name in complaint and complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("verdict,one,other\nperhaps,a,b\n", "line 2"),
        ("one,other\na,b\n", "line 1"),
        ("", "line 1"),
    ],
)
def test_a_table_that_cannot_be_read_changes_nothing(
    tmp_path: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset, judged, table = built(tmp_path, ASKED), tmp_path / "judged.tsv", tmp_path / "table.csv"
    table.write_text(content, "utf-8")
    assert main(["review", str(dataset), "--judgements", str(judged), "--import", str(table)]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1
    assert not judged.exists()


def test_what_documents_disagree_on_is_told_newest_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = built(tmp_path, DISPUTED)
    assert main(["conflicts", str(dataset)]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    values = [line for line in lines if "2026-0" in line]
    assert "14" in values[0] and "avril" in values[0] and "12" in values[1] and "mars" in values[1]
    assert "compte 14" in told.out
    # A general of no level is no other rank than a colonel may rise to, but it is said differently.
    assert "colonel" in told.out


def test_documents_that_agree_have_no_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conflicts", str(built(tmp_path, {"mars": DISPUTED["mars"]}))]) == 0
    assert capsys.readouterr().out == ""
