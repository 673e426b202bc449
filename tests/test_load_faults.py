"""A load into stores that fail: one clear line, exit code 3, nothing hung, no secret shown, nothing lost."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import trustme
from pyoxigraph import Store, parse
from servers import Request, faulty, free_port, oxigraph_command, process

from kgriyadh.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
LOAD = "import sys; from kgriyadh.cli import main; sys.exit(main())"


def _refused(capsys: Capture, dataset: Path, endpoint: str, *options: str) -> str:
    """Load, insist on one line and exit code 3, and return the line."""
    options = options or ("--retries", "0")
    assert main(["load", str(dataset), "--endpoint", endpoint, *options]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kgriyadh: ")
    assert said.err.count("\n") == 1
    return said.err


def _large(folder: Path, graphs: int, triples: int) -> Path:
    """Write a dataset of documents' graphs."""
    file = folder / "large.nq"
    with file.open("w", encoding="utf-8") as lines:
        for graph in range(graphs):
            name = f"<https://example.org/graph/{graph}>"
            lines.write(f"{name} <http://www.w3.org/ns/prov#wasDerivedFrom> <urn:x:d> {name} .\n")
            for number in range(triples):
                lines.write(f'<https://example.org/{number}> <urn:x:says> "é {graph} {number}"@fr {name} .\n')
    return file


def _held(server: str) -> set[str]:
    answer = httpx.get(f"{server}/store", headers={"Accept": "application/n-quads"}, timeout=60)
    return set(answer.raise_for_status().text.splitlines())


def _of_file(file: Path) -> set[str]:
    held = Store()
    held.bulk_extend(parse(path=file))
    return {f"{quad} ." for quad in held}


def test_a_killed_server_is_said_and_the_load_can_be_repeated(tmp_path: Path) -> None:
    file, port = _large(tmp_path, 40, 500), free_port()
    address, command = f"http://127.0.0.1:{port}", oxigraph_command(port, tmp_path / "server")
    load = [sys.executable, "-c", LOAD, "load", str(file), "--endpoint", f"{address}/store", "--batch", "100"]
    with process(command, address) as server:
        loading = subprocess.Popen([*load, "--retries", "1"], stderr=subprocess.PIPE, text=True)
        while not httpx.get(f"{address}/store?graph=https://example.org/graph/12").is_success:
            time.sleep(0.01)
        server.send_signal(signal.SIGKILL)
        _, said = loading.communicate(timeout=60)
    assert loading.returncode == 3, said
    assert "is the store running?" in said
    assert said.count("\n") == 1
    with process(command, address):
        assert 0 < len(_held(address)) < len(_of_file(file))
        done = subprocess.run([*load, "--resume"], check=True, capture_output=True, text=True)
        assert "there already" in done.stdout
        assert _held(address) == _of_file(file)


def test_a_server_that_comes_back_gets_the_rest(tmp_path: Path) -> None:
    file, port = _large(tmp_path, 20, 500), free_port()
    address, command = f"http://127.0.0.1:{port}", oxigraph_command(port, tmp_path / "server")
    load = [sys.executable, "-c", LOAD, "load", str(file), "--endpoint", f"{address}/store", "--batch", "100"]
    with process(command, address) as server:
        loading = subprocess.Popen([*load, "--retries", "12"], stdout=subprocess.PIPE, text=True)
        while not httpx.get(f"{address}/store?graph=https://example.org/graph/0").is_success:
            time.sleep(0.01)
        server.send_signal(signal.SIGKILL)
    with process(command, address):
        said, _ = loading.communicate(timeout=120)
        assert (loading.returncode, said) == (0, f"{address}/store: 20 graphs loaded\n")
        assert _held(address) == _of_file(file)


def _drops(request: Request, _: int) -> None:
    """Break off in the middle of an answer."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<urn:x:a> <urn")
    request.wfile.flush()
    request.close_connection = True
    request.connection.shutdown(2)


def _never(request: Request, _: int) -> None:
    time.sleep(3)


def _in_drops(request: Request, _: int) -> None:
    """Send a byte at a time, each before a client that waits for the next one gives up."""
    request.wfile.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 1000\r\n\r\n")
    for _letter in range(60):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


def _web_page(request: Request, _: int) -> None:
    request.reply(200, b"<html><body>Welcome</body></html>", Content_Type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("behave", "message"),
    [
        (_drops, "cannot be reached"),
        (_never, "no answer in time"),
        (_in_drops, "no answer in time"),
        (_web_page, "answers text/html, not RDF: is it the address of a store?"),
        (lambda request, _: request.reply(507), "it has no space left, free some and load again"),
        (lambda request, _: request.reply(503, b"<h1>busy</h1>"), "503 Service Unavailable, a web page"),
        (lambda request, _: request.reply(403, b"no\nright"), "(403 Forbidden, no right): check your rights"),
        (lambda request, _: request.reply(401), "set KGRIYADH_USER and KGRIYADH_PASSWORD"),
        (lambda request, _: request.reply(429, Retry_After="3600"), "it asks for 3600 seconds"),
        (lambda request, _: request.reply(200, b"<urn:x:a>", Content_Type="text/turtle"), "broken RDF"),
    ],
)
def test_a_fault_is_one_line(
    capsys: Capture, dataset: Path, behave: Callable[[Request, int], object], message: str
) -> None:
    started = time.monotonic()
    with faulty(behave) as server:
        retries = "1" if "3600" in message else "0"
        said = _refused(capsys, dataset, f"{server.address}/x", "--timeout", "0.5", "--retries", retries)
    assert message in said
    assert time.monotonic() - started < 20


def test_a_redirection_to_another_host_is_not_followed(
    capsys: Capture, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRIYADH_TOKEN", "geheim-4711")
    with faulty(lambda request, _: request.reply(200)) as other:
        target = f"{other.address.replace('127.0.0.1', 'localhost')}/y?key=geheim-4711"
        with faulty(lambda request, _: request.reply(307, Location=target)) as server:
            said = _refused(capsys, dataset, f"{server.address}/x")
    assert "sends on to http://localhost" in said
    assert "geheim" not in said
    assert not other.seen
    assert server.seen[0][1]["Authorization"] == "Bearer geheim-4711"


def test_a_wrong_certificate_is_not_accepted(
    capsys: Capture, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(certificate)
    with faulty(lambda request, _: request.reply(403), certificate) as server:
        address = server.address.replace("http:", "https:") + "/x"
        assert "its certificate is not trusted" in _refused(capsys, dataset, address)
        assert not server.seen
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert "403 Forbidden" in _refused(capsys, dataset, address)


@pytest.mark.parametrize("as_date", [False, True])
def test_a_store_that_asks_for_a_pause_gets_it(capsys: Capture, dataset: Path, as_date: bool) -> None:
    times: list[float] = []

    def behave(request: Request, number: int) -> None:
        times.append(time.monotonic())
        when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if as_date else "1"
        if number == 1:
            request.reply(429, Retry_After=when)
        else:
            request.reply(403)

    with faulty(behave) as server:
        assert "403 Forbidden" in _refused(capsys, dataset, f"{server.address}/x", "--retries", "1")
    assert times[1] - times[0] >= 0.9


def test_a_store_that_is_busy_for_a_moment_is_asked_again(
    dataset: Path, capsys: Capture, oxigraph: str
) -> None:
    """The faulty server stands before a real one and refuses every third request."""

    def behave(request: Request, number: int) -> None:
        if number % 3 == 0:
            request.reply(503)
            return
        kept = {name: request.headers[name] for name in ("Content-Type", "Accept") if name in request.headers}
        answer = httpx.request(request.command, oxigraph + request.path, content=request.body, headers=kept)
        request.reply(answer.status_code, answer.content, Content_Type=answer.headers.get("Content-Type", ""))

    with faulty(behave) as server:
        assert main(["load", str(dataset), "--endpoint", f"{server.address}/store"]) == 0
        assert len(server.seen) > 7
    assert _held(oxigraph) == _of_file(dataset)
    assert capsys.readouterr().err == ""


def test_a_store_that_loses_a_triple_is_found_out(capsys: Capture, dataset: Path) -> None:
    graphs: dict[str, bytes] = {}

    def behave(request: Request, _: int) -> None:
        if request.command == "GET":
            found = graphs.get(request.path)
            request.reply(200 if found else 404, found or b"", Content_Type="application/n-triples")
        else:
            graphs[request.path] = request.body.partition(b"\n")[2]
            request.reply(204)

    with faulty(behave) as server:
        said = _refused(capsys, dataset, f"{server.address}/store")
    assert "<https://example.org/id/evidence> has 3 triples after the load" in said
    assert "load it again" in said


@pytest.mark.parametrize(
    ("variables", "netrc", "header"),
    [
        ({"KGRIYADH_TOKEN": "geheim"}, "", "Bearer geheim"),
        ({"KGRIYADH_USER": "awa", "KGRIYADH_PASSWORD": "geheim"}, "", "Basic YXdhOmdlaGVpbQ=="),
        ({}, "machine 127.0.0.1 login awa password geheim", "Basic YXdhOmdlaGVpbQ=="),
        ({}, "machine example.org login awa password geheim", None),
        ({}, "", None),
    ],
)
def test_credentials_come_from_the_environment_or_a_netrc_file(
    capsys: Capture,
    dataset: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    netrc: str,
    header: str | None,
) -> None:
    (tmp_path / "netrc").write_text(netrc, "utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    def echo(request: Request, _: int) -> None:
        request.reply(403, f"you sent {request.headers.get('Authorization')}, geheim".encode())

    with faulty(echo) as server:
        said = _refused(capsys, dataset, f"{server.address}/x")
    assert server.seen[0][1].get("Authorization") == header
    assert header is None or "geheim" not in said


def test_credentials_on_the_command_line_are_refused(capsys: Capture, dataset: Path) -> None:
    said = _refused(capsys, dataset, "http://awa:geheim@127.0.0.1:9/store")
    assert "give no user or password in the address" in said
    assert "geheim" not in said


def test_a_broken_netrc_file_is_said_without_its_words(
    capsys: Capture, dataset: Path, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1\nlogin awa geheim", "utf-8")
    said = _refused(capsys, dataset, "http://127.0.0.1:9/store")
    assert "netrc, line 2" in said
    assert "geheim" not in said
