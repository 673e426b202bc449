"""The same bytes come out whatever the hash seed, the order of the inputs, the locale or the jobs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "amman": "Le 12 mai 2026, le roi Hamza Al-Tamimi a reçu à Amman le général Moussa Kanouté, ministre de "
    "la Défense du Mali. La lutte contre le terrorisme au Sahel était au centre des entretiens.",
    "dakar": "Le général de division Moussa Kanouté, ministre de la Défense du Mali, s’est entretenu le "
    "14 mai 2026 à Dakar avec son homologue sénégalais, l’amiral Oumar Ndiakhate.",
    "lome": "À Lomé, l’Union africaine et la CEDEAO ont convenu de coopérer contre la piraterie dans le "
    "golfe de Guinée.",
}
_CODE = "import sys; from kgriyadh.cli import main; sys.exit(main())"


def _digests(out: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())}


def _built(folder: Path, names: list[str], options: list[str], **environment: str) -> dict[str, str]:
    sources = []
    for name in names:
        source = folder / f"{name}.txt"
        source.write_text(TEXTS[name], "utf-8")
        sources.append(str(source))
    out = folder / f"out-{len(list(folder.glob('out-*')))}"
    command = [sys.executable, "-c", _CODE, "build", *sources, "--out", str(out), *options]
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    return _digests(out)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the digests of the files of a plain build."""
    digests = _built(tmp_path_factory.mktemp("reference"), sorted(TEXTS), [], PYTHONHASHSEED="0")
    assert {"dataset.trig", "graph.jsonld", "graph.ttl", "report.ttl"} <= set(digests)
    return digests


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_the_hash_seed_changes_nothing(tmp_path: Path, reference: dict[str, str], seed: str) -> None:
    assert _built(tmp_path, sorted(TEXTS), [], PYTHONHASHSEED=seed) == reference


@pytest.mark.parametrize("names", [["lome", "amman", "dakar"], ["dakar", "lome", "amman"]])
def test_the_order_of_the_inputs_changes_nothing(
    tmp_path: Path, reference: dict[str, str], names: list[str]
) -> None:
    assert _built(tmp_path, names, [], PYTHONHASHSEED="random") == reference


def test_the_number_of_jobs_changes_nothing(tmp_path: Path, reference: dict[str, str]) -> None:
    assert _built(tmp_path, sorted(TEXTS), ["--jobs", "2"]) == reference


def test_the_locale_changes_nothing(tmp_path: Path, reference: dict[str, str]) -> None:
    assert _built(tmp_path, sorted(TEXTS), [], LC_ALL="C", PYTHONUTF8="0", TZ="Asia/Riyadh") == reference
