"""The server as its clients see it: a real process on loopback, asked by an independent HTTP client."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kgriyadh.cli import main
from kgriyadh.query import named_questions
from kgriyadh.store import ask, open_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).parents[1] / "examples" / "riyad-2026-01-28.txt"
PERSON = "/id/person/mohammed-bin-saeed-al-moghidi"
# Twelve loops over all statements within each other: no machine comes to its end.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + " }"
HOSTILE = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kgr: <https://w3id.org/kgriyadh/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/kgriyadh/id/person/> .
@prefix e: <https://w3id.org/kgriyadh/id/evidence/> .
@prefix d: <https://w3id.org/kgriyadh/id/document/> .

<https://w3id.org/kgriyadh/id/graph/document-x> {
  id:x a kgr:Person ; rdfs:label "<script>alert(1)</script>"@fr ; kgr:note <javascript:alert(2)> .
}
<https://w3id.org/kgriyadh/id/graph/evidence> {
  d:x dcterms:identifier "\\"><img src=x onerror=alert(3)>" .
  e:s a rdf:Statement ; rdf:subject id:x ; rdf:predicate kgr:note ; rdf:object <javascript:alert(2)> ;
    prov:wasDerivedFrom e:p .
  e:p oa:hasSource d:x ; oa:hasSelector e:q .
  e:q oa:exact "</mark><script>alert(4)</script>" ; oa:prefix "<b>" ; oa:suffix "&" .
}
"""


@contextmanager
def served(*options: str) -> Iterator[httpx.Client]:
    """Start ``kgriyadh serve`` on a free port and give a client of it."""
    code = "import sys; from kgriyadh.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "serve", "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        line = server.stdout.readline()
        assert "served at" in line, server.communicate()[1]
        with httpx.Client(base_url=line.split("served at ")[1].split()[0], timeout=60) as client:
            yield client
    finally:
        server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=30)
    assert complaints == ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example's files and a store of them."""
    out = tmp_path_factory.mktemp("served")
    assert main(["build", str(EXAMPLE), "--published", "2026-01-28", "--out", str(out), "--quiet"]) == 0
    assert main(["load", str(out / "dataset.trig"), "--store", str(out / "store")]) == 0
    return out


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with served("--store", str(folder / "store"), "--timeout", "5", "--max-waiting", "64") as client:
        yield client


SELECT = "SELECT ?p WHERE { ?p a kgr:Person } ORDER BY ?p"
CONSTRUCT = "CONSTRUCT { ?p a kgr:Person } WHERE { ?p a kgr:Person }"


def test_a_query_comes_by_get_by_form_and_by_itself(client: httpx.Client) -> None:
    accept = {"Accept": "text/csv"}
    got = client.get("/sparql", params={"query": SELECT}, headers=accept)
    form = client.post("/sparql", data={"query": SELECT}, headers=accept)
    kind = {"Content-Type": "application/sparql-query; charset=utf-8"}
    itself = client.post("/sparql", content=SELECT, headers={**accept, **kind})
    assert got.status_code == form.status_code == itself.status_code == 200
    assert got.text == form.text == itself.text
    assert "mohammed-bin-saeed-al-moghidi" in got.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        ("text/html;q=0.5, application/sparql-results+json", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        (";;;q=,,=", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(
    client: httpx.Client, accept: str | None, kind: str
) -> None:
    headers = {"Accept": accept} if accept else {"Accept": "*/*"}
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert "Accept" in answer.headers["vary"]


def test_a_header_that_is_none_is_refused_and_the_server_goes_on(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": SELECT}, headers={"Accept": "\x7f"}).status_code == 400
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_triples_come_as_rdf(client: httpx.Client, kind: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": kind})
    assert answer.headers["content-type"].partition(";")[0] == kind
    form = {"text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld"}.get(
        kind, "rdf"
    )
    assert len(list(parse(answer.content, format=RdfFormat.from_extension(form)))) == 2


@pytest.mark.parametrize(
    ("query", "form", "kind"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "json", "application/sparql-results+json"),
        (CONSTRUCT, "ttl", "text/turtle"),
    ],
)
def test_a_link_can_name_the_form(client: httpx.Client, query: str, form: str, kind: str) -> None:
    browser = {"Accept": "text/html, */*;q=0.8"}
    answer = client.get("/sparql", params={"query": query, "format": form}, headers=browser)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)


def test_yes_and_no(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?p a kgr:Person }"})
    assert answer.json()["boolean"] is True


def test_graphs_are_chosen_by_the_protocol(client: httpx.Client) -> None:
    graph = "https://w3id.org/kgriyadh/id/graph/document-riyad-2026-01-28"
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"

    def number(query: str, **graphs: str) -> int:
        answer = client.get("/sparql", params={"query": query, **graphs})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    stated = number(count, **{"default-graph-uri": graph})
    assert 0 < stated < number(count)
    assert number(count, **{"named-graph-uri": graph}) == 0
    assert number(named, **{"named-graph-uri": graph}) == stated


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "params": {"query": "SELEKT *"}}, 400),
        ({"method": "GET", "params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"method": "GET", "params": {"default-graph-uri": "urn:x"}}, 400),
        ({"method": "GET", "params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 400),
        ({"method": "POST", "data": {}}, 415),
        (
            {"method": "POST", "content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}},
            400,
        ),
        (
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
            415,
        ),
        ({"method": "POST", "content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "GET", "params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
        ({"method": "PUT", "content": "ASK {}"}, 405),
        (
            {
                "method": "POST",
                "content": b"x" * (2 << 20),
                "headers": {"Content-Type": "application/sparql-query"},
            },
            413,
        ),
        ({"method": "GET", "params": {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}}, 403),
        (
            {"method": "GET", "params": {"query": "ASK { FILTER(1<2)SERVICESILENT<http://127.0.0.1:9/>{} }"}},
            403,
        ),
        ({"method": "GET", "params": {"query": "ASK { #'\nSERVICE <http://127.0.0.1:9/> {} #'\n}"}}, 403),
    ],
)
def test_what_is_no_query_gets_its_status_and_one_line(
    client: httpx.Client, request_: dict[str, object], status: int
) -> None:
    answer = client.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.text.count("\n") <= 1
    assert "Traceback" not in answer.text


def test_the_word_service_may_stand_in_a_text(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": 'ASK { FILTER(CONTAINS("le service", "service")) }'})
    assert answer.json()["boolean"] is True


def test_nothing_is_read_from_files(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }"})
    assert answer.json()["results"]["bindings"] == []
    for path in ("/static/../resource.py", "/static/%2e%2e/resource.py", "/id/../../../etc/passwd"):
        assert client.get(path).status_code == 404


def test_head_is_get_without_its_body(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/csv")


def test_a_query_that_never_ends_is_ended(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ENDLESS})
    assert answer.status_code == 503
    page = client.get("/sparql", params={"query": ENDLESS}, headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "</textarea>" in page.text and "no answer within 5 seconds" in page.text
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_an_answer_may_not_be_endless(folder: Path) -> None:
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with served("--store", str(folder / "store"), "--max-answer", "1") as client:
        answer = client.get("/sparql", params={"query": query})
        assert (answer.status_code, "LIMIT" in answer.text) == (500, True)


def test_too_many_at_once_are_sent_away_and_the_others_answered(folder: Path) -> None:
    with served("--store", str(folder / "store"), "--max-waiting", "1", "--timeout", "3") as client:
        with ThreadPoolExecutor(1) as one:
            slow = one.submit(client.get, "/sparql", params={"query": ENDLESS})
            time.sleep(1)
            turned_away = client.get("/sparql", params={"query": "ASK {}"})
            assert (turned_away.status_code, turned_away.headers["retry-after"]) == (503, "1")
            assert slow.result().status_code == 503
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_ten_thousand_requests_fifty_at_a_time(client: httpx.Client) -> None:
    limits = httpx.Limits(max_connections=50)
    with (
        httpx.Client(base_url=client.base_url, limits=limits, timeout=60) as crowd,
        ThreadPoolExecutor(50) as many,
    ):
        ask = lambda _: crowd.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code  # noqa: E731
        assert set(many.map(ask, range(10_000))) == {200}


def test_the_service_describes_itself(client: httpx.Client) -> None:
    description = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "SPARQL11Query" in description.text and f"{client.base_url}sparql" in description.text
    void = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    assert "http://rdfs.org/ns/void#triples" in void.text
    assert client.get("/health").json() == {"status": "ok"}


def test_an_iri_of_ours_gives_data_and_a_page(client: httpx.Client) -> None:
    turtle = client.get(PERSON, headers={"Accept": "text/turtle"})
    assert "kgr:counterpartOf" in turtle.text
    assert json.loads(client.get(PERSON, params={"format": "jsonld"}).content)
    page = client.get(PERSON, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<mark>Général de division Mohammed bin Saeed Al-Moghidi</mark>" in page.text
    assert client.get("/id/person/nobody", headers={"Accept": "text/html"}).status_code == 404
    assert client.get("/id/person/nobody", headers={"Accept": "text/turtle"}).status_code == 404
    assert client.get("/id/person/<x> {", headers={"Accept": "text/turtle"}).status_code == 404


def test_a_page_speaks_french_or_english(client: httpx.Client) -> None:
    assert "Fonctions" in client.get(PERSON).text
    assert "Posts" in client.get(PERSON, headers={"Accept-Language": "en-GB, fr;q=0.5"}).text
    assert "Posts" in client.get(PERSON, params={"lang": "en"}).text


def test_an_address_that_is_none_is_a_page_in_a_browser(client: httpx.Client) -> None:
    for path in ("/nowhere", "/questions/who", "/list?class=urn:x&page=2", "/list?class=urn:x&page=x"):
        page = client.get(path, headers={"Accept": "text/html"})
        assert (page.status_code, "ne connaît pas cette adresse" in page.text) == (404, True), path
    assert client.get("/nowhere", headers={"Accept": "*/*"}).text == "Not Found\n"


def test_a_document_says_when_it_was_published_and_each_fact_once(client: httpx.Client) -> None:
    page = client.get("/id/document/riyad-2026-01-28", params={"lang": "fr"}).text
    assert "<time>2026-01-28</time>" in page
    facts = re.findall(r"<li>\s*<p>(.*?)</p>", page)
    assert len(facts) == len(set(facts)) > 10
    assert "skos:" not in page
    assert all(len(one) <= 4 for one in re.findall(r"confiance ([\d,]+)", page))


def test_a_meeting_is_told_by_day_persons_and_place_first(client: httpx.Client) -> None:
    listed = client.get("/list", params={"class": "https://w3id.org/kgriyadh/ontology#Meeting"}).text
    (address,) = re.findall(r'href="(/id/meeting/[^"?]+)', listed)
    page = client.get(address, params={"lang": "fr"}).text
    headings = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert headings == ["Quand et comment", "Personnes", "Lieux", "Menaces", "Organisations"]
    coalition = client.get("/id/organization/cimct", params={"lang": "fr"}).text
    assert '<p class="kinds">coalition, organisation</p>' in coalition


def test_every_question_can_be_asked_in_both_languages(client: httpx.Client) -> None:
    for question in named_questions():
        for language in ("fr", "en"):
            blanks = dict.fromkeys(question.blanks(), "")
            page = client.get(f"/questions/{question.name}", params={"lang": language, **blanks})
            assert page.status_code == 200, question.name
            assert page.text.count("<label>") == len(question.blanks())
    french = client.get("/", params={"lang": "fr"}).text
    assert "Qui a rencontré qui" in french and "Who met whom" not in french


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    dataset = tmp_path / "many.trig"
    persons = "".join(f"<urn:{number}> a kgr:Person ." for number in range(501))
    dataset.write_text(
        f"@prefix kgr: <https://w3id.org/kgriyadh/ontology#> . <urn:g> {{ {persons} }}", "utf-8"
    )
    with served("--data", str(dataset)) as client:
        address = {"class": "https://w3id.org/kgriyadh/ontology#Person"}
        pages = [client.get("/list", params={**address, "page": str(number)}) for number in (1, 2, 3)]
        assert [page.status_code for page in pages] == [200, 200, 404]
        assert [page.text.count("<li>") for page in pages[:2]] == [500, 1]
        assert 'rel="next"' in pages[0].text and 'rel="prev"' in pages[1].text


def test_every_link_of_the_pages_leads_somewhere(client: httpx.Client) -> None:
    seen, waiting = set[str](), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 200:
            continue
        seen.add(path)
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200, path
        waiting += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', page.text)]
    assert any(path.startswith("/id/document/") for path in seen)


def test_hostile_texts_are_shown_and_never_run(tmp_path: Path) -> None:
    dataset = tmp_path / "hostile.trig"
    dataset.write_text(HOSTILE, "utf-8")
    with served("--data", str(dataset)) as client:
        page = client.get("/id/person/x", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "&lt;script&gt;alert(1)" in page.text and "&lt;script&gt;alert(4)" in page.text
        assert "<script" not in page.text and "<img" not in page.text and 'href="javascript' not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        searches = ("/find?words=%22%3E%3Cscript%3E", "/sparql?query=%3C/textarea%3E%3Cscript%3E")
        for path in (
            "/list?class=%3Cscript%3E",
            "/list?class=urn:%3Cscript%3E",
            "/?lang=%3Cscript%3E",
            *searches,
        ):
            assert "<script" not in client.get(path, headers={"Accept": "text/html"}).text


def test_other_sites_may_ask_only_where_that_was_said(folder: Path, client: httpx.Client) -> None:
    origin = {"Origin": "https://press.example"}
    closed = client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert "access-control-allow-origin" not in closed.headers
    with served("--store", str(folder / "store"), "--cors", "https://press.example") as open_:
        answer = open_.get("/sparql", params={"query": "ASK {}"}, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "https://press.example"


def test_a_name_that_leads_here_by_a_trick_is_not_answered(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "rebound.example"}).status_code == 400


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["--host", "0.0.0.0"], "--public", 2),
        (["--host", "::"], "--public", 2),
        (["--store", "nowhere"], "no store here", 2),
        (["--data", "nothing.trig"], "no such dataset", 2),
        (["--data", "a", "--store", "b"], "one of them", 2),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(
    arguments: list[str], said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == code
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1


def test_a_taken_port_is_said_in_one_line(
    client: httpx.Client, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(client.base_url.port)
    assert main(["serve", "--store", str(folder / "store"), "--port", port]) == 2
    assert f"port {port}" in capsys.readouterr().err


def test_answers_are_those_of_the_file(client: httpx.Client, folder: Path) -> None:
    dataset = open_dataset(folder / "dataset.trig")
    for question in named_questions():
        if "service" in question.sparql.lower() or question.sparql.count("CONSTRUCT"):
            continue
        answer = client.get("/sparql", params={"query": question.sparql}, headers={"Accept": "text/csv"})
        assert answer.content == ask(dataset, question.sparql).serialized("csv"), question.name
