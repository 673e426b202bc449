"""What several tests need: a small dataset laid out as a build lays it out, and a real triple store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import settings
from servers import free_port, oxigraph_command, process, rdflib_command

if TYPE_CHECKING:
    from collections.abc import Iterator

# pytest --hypothesis-profile=many draws more examples where a test says so.
settings.register_profile("many")

CHRONICLE = Path(__file__).parent / "data" / "chronicle.jsonl"
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


@pytest.fixture(autouse=True)
def _own_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the credentials of whoever runs the tests out of them."""
    for name in ("KGRIYADH_USER", "KGRIYADH_PASSWORD", "KGRIYADH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Return the file of a dataset in which two documents state one fact."""
    file = tmp_path / "dataset.trig"
    file.write_text(DATASET, "utf-8")
    return file


@pytest.fixture(scope="session")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dataset of nine dispatches of one spring, built as any others are."""
    from kgriyadh.pipeline import build
    from kgriyadh.read import read

    folder = tmp_path_factory.mktemp("chronicle")
    assert build(read([str(CHRONICLE)]), folder).conforms
    return folder / "dataset.trig"


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[str]:
    """Start an Oxigraph server on a free loopback port and give its address, without a final slash."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with process([*oxigraph_command(port), "--union-default-graph"], address):
        yield address


@pytest.fixture
def oxigraph(oxigraph_server: str) -> str:
    """Return the address of an Oxigraph server that holds nothing."""
    _clear(f"{oxigraph_server}/update")
    return oxigraph_server


@pytest.fixture(scope="session")
def rdflib_own_server() -> Iterator[str]:
    """Start RDFLib's SPARQL server, which shares no code with Oxigraph, and give its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with process(rdflib_command(port), address):
        yield address


@pytest.fixture
def rdflib_server(rdflib_own_server: str) -> str:
    """Return the address of RDFLib's SPARQL server, which holds nothing."""
    _clear(rdflib_own_server)
    return rdflib_own_server


def _clear(address: str) -> None:
    """Empty a server by an update."""
    httpx.post(address, data={"update": "CLEAR ALL"}, timeout=60).raise_for_status()
