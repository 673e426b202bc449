"""What several tests need: a small dataset laid out as a build lays it out, and a real triple store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# pytest --hypothesis-profile=many draws more examples where a test says so.
settings.register_profile("many")

DATASET = """\
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://example.org/id/> .

x:graph-a { x:ndiaye a kgr:Person ; rdfs:label "Awa N’Diaye"@fr . x:m kgr:guest x:ndiaye . }
x:graph-b { x:ndiaye a kgr:Person ; rdfs:label "Awa N’Diaye"@fr . }
x:evidence {
  x:graph-a prov:wasDerivedFrom x:document-a . x:graph-b prov:wasDerivedFrom x:document-b .
  x:statement kgr:note "a \\"quoted\\"\\nline", "7"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .
}
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Return the file of a dataset in which two documents state one fact."""
    file = tmp_path / "dataset.trig"
    file.write_text(DATASET, "utf-8")
    return file


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    """Start an Oxigraph server on a free loopback port and give its address, without a final slash."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).parent / "oxigraph"  # the environment may not be an activated one
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _await(address: str, seconds: float = 20) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            httpx.get(address)
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    pytest.fail(f"no Oxigraph server at {address} after {seconds} seconds")
