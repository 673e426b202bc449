"""A word of each kind that the vocabulary lacks is taught with Turtle alone, and found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TEXT = (
    "Le 3 mars 2026, le capitaine-commandant Issa Traoré, vidame de la Digue, a devisé à Bamako avec le "
    "colonel Oumar Ndiakhate, secrétaire général de l’Initiative du littoral. La rencontre a porté sur le "
    "pillage des tombes."
)
WORDS = """\
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix lex: <https://w3id.org/kgriyadh/lexicon#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix slot: <https://w3id.org/kgriyadh/lexicon/slot/> .

<https://w3id.org/kgriyadh/id/rank/capitaine-commandant> a kgr:MilitaryRank, skos:Concept ;
    skos:prefLabel "capitaine-commandant"@fr, "captain-commandant"@en ; kgr:natoCode "OF-2" .
<https://w3id.org/kgriyadh/id/role/vidame> a kgr:Role, org:Role, skos:Concept ;
    skos:prefLabel "vidame"@fr, "vidame"@en .
<https://w3id.org/kgriyadh/id/threat/tomb-raiding> a kgr:Threat, skos:Concept ;
    skos:prefLabel "pillage des tombes"@fr, "tomb raiding"@en .
<https://w3id.org/kgriyadh/id/organization/littoral> a kgr:Coalition ;
    skos:prefLabel "Initiative du littoral"@fr, "Coastal Initiative"@en .
<https://w3id.org/kgriyadh/id/organization/digue> a org:Organization ;
    skos:prefLabel "Digue"@fr, "Dike"@en .
<https://w3id.org/kgriyadh/lexicon/frame/chat> a lex:Frame ;
    lex:trigger "deviser" ; lex:category "VERB" ; lex:evokes kgr:Meeting ;
    lex:participant slot:grammatical-subject, slot:with .
"""
TAUGHT = (
    "kgr:hasRank rank:capitaine-commandant",
    "org:role role:vidame",
    "kgr:addressesThreat threat:tomb-raiding",
    "org:organization organization:littoral",
    "kgr:participant person:issa-traore",
)


def build(folder: Path, words: Path | None) -> subprocess.CompletedProcess[str]:
    (folder / "note.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-c", "import sys; from kgriyadh.cli import main; sys.exit(main())"]
    arguments = ["build", "note.txt", "--quiet", "--no-reason"]
    environment = {**os.environ, "KGRIYADH_WORDS": str(words) if words else ""}
    return subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def stated(folder: Path) -> str:
    """The graph of a build, its predicates and objects on one line each."""
    return " ".join((folder / "out" / "graph.ttl").read_text("utf-8").split())


def test_a_word_of_each_kind_needs_turtle_only(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "ours.ttl").write_text(WORDS, "utf-8")
    assert build(tmp_path, None).returncode == 0
    before = stated(tmp_path)
    done = build(tmp_path, words)
    assert (done.returncode, done.stderr) == (0, "")
    after = stated(tmp_path)
    for fact in TAUGHT:
        assert fact not in before
        assert fact in after


def test_a_folder_without_words_is_said(tmp_path: Path) -> None:
    done = build(tmp_path, tmp_path / "absent")
    assert done.returncode == 2
    assert "absent: no Turtle (.ttl) in this folder, which KGRIYADH_WORDS names" in done.stderr


def test_broken_words_are_said_with_their_line(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "ours.ttl").write_text(WORDS + "\n<a b> .\n", "utf-8")
    done = build(tmp_path, words)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"ours.ttl, line {WORDS.count(chr(10)) + 2}: " in done.stderr


def test_a_frame_with_an_unknown_slot_is_said(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "ours.ttl").write_text(WORDS.replace("slot:with", "slot:wiht"), "utf-8")
    done = build(tmp_path, words)
    assert done.returncode == 2
    assert "slot/wiht: no vocabulary declares this term" in done.stderr
