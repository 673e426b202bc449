"""A request in, what its address answers out: a page for a browser, data for a program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from kgriyadh.errors import QuestionIsUnanswerable
from kgriyadh.query import Question, named_questions
from kgriyadh.serve import page
from kgriyadh.serve.answered import shown
from kgriyadh.serve.lookup import Link
from kgriyadh.serve.negotiation import HTML, TABLES, TRIPLES, language, media_type
from kgriyadh.serve.protocol import Operation, Refused, answer, read_operation, refuse_calls_out
from kgriyadh.serve.resource import kinds, resource, things
from kgriyadh.serve.searched import found
from kgriyadh.serve.workers import OutOfTime

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.exceptions import HTTPException
    from starlette.requests import Request

    from kgriyadh.serve.workers import Workers

_DESCRIPTION = "DESCRIBE <{}>"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost: seconds, bytes of its answer, requests under way or in line, processes."""

    seconds: float = 30
    answer: int = 64 << 20
    waiting: int = 256
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class Rooms:
    """What each address answers."""

    workers: Workers
    base: str
    root: str
    limits: Limits

    @property
    def out_of_time(self) -> str:
        """What is said of work that took too long."""
        return f"no answer within {self.limits.seconds:g} seconds: ask for less"

    async def sparql(self, request: Request) -> Response:
        operation = await read_operation(request)
        accept = _forced(request, TABLES | TRIPLES) or request.headers.get("accept")
        likes_page = request.method != "POST" and media_type(accept, [*TABLES, *TRIPLES, HTML]) == HTML
        if operation is not None and likes_page:
            return await self._answered(partial(self._page, request, "sparql"), operation)
        if operation is not None:
            refuse_calls_out(operation.query)
            return await self._answer(operation, accept)
        if media_type(accept, [*TRIPLES, HTML]) == HTML:
            return self._page(request, "sparql", answer=None, complaint="", query=page.EXAMPLE)
        return await self._described("service", accept)

    async def question(self, request: Request) -> Response:
        question = _questions().get(request.path_params["name"])
        if question is None:
            return self._page(request, "missing", 404)
        given = {name: request.query_params.get(name, "").strip() for name in question.blanks()}
        asked = partial(self._page, request, "question", question=question, given=given)
        if given and not given.keys() & request.query_params.keys():  # its form has not been sent yet
            return asked(answer=None, complaint="", query=question.sparql)
        try:
            filled = question.fill(f"{name}={value}" for name, value in given.items() if value)
        except QuestionIsUnanswerable as error:
            return asked(status=400, answer=None, complaint=str(error), query="")
        return await self._answered(asked, Operation(filled.sparql))

    async def find(self, request: Request) -> Response:
        words = request.query_params.get("words", "").strip()
        if not words:
            return self._page(request, "find", words="", found=None, complaint="")
        try:
            places = await self.workers.do(found, words, _language(request))
        except Refused as error:
            return self._page(request, "find", 400, words=words, found=None, complaint=str(error))
        except OutOfTime:
            return self._page(request, "find", 503, words=words, found=None, complaint=self.out_of_time)
        return self._page(request, "find", words=words, found=places, complaint="")

    async def thing(self, request: Request) -> Response:
        iri = self.base + request.path_params["path"]
        accept = _forced(request, TRIPLES) or request.headers.get("accept")
        if media_type(accept, [HTML, *TRIPLES]) != HTML:
            return await self._data(iri, accept)
        tongue = _language(request)
        known = await self.workers.do(resource, iri, self.base, tongue) if _is_iri(iri) else None
        return self._page(request, "resource", thing=known) if known else self._page(request, "missing", 404)

    async def home(self, request: Request) -> Response:
        counted = await self.workers.do(kinds, _language(request))
        return self._page(request, "home", kinds=counted, questions=_questions().values())

    async def list(self, request: Request) -> Response:
        kind, number = request.query_params.get("class", ""), request.query_params.get("page", "1")
        if not _is_iri(kind) or not number.isdecimal() or not int(number[:9]) > 0:
            return self._page(request, "missing", 404)
        tongue, this = _language(request), int(number[:9])
        named = {link.iri: link for link, _ in await self.workers.do(kinds, tongue)}
        listed, pages = await self.workers.do(things, kind, tongue, this)
        if this > pages:
            return self._page(request, "missing", 404)
        link = named.get(kind, Link(kind, kind))
        return self._page(request, "list", kind=link, things=listed, this=this, pages=pages)

    async def void(self, request: Request) -> Response:
        return await self._described("void", request.headers.get("accept"))

    async def health(self, _request: Request) -> Response:
        await self.workers.do(_alive)
        return JSONResponse({"status": "ok"})

    def nowhere(self, request: Request, error: HTTPException) -> Response:
        """Answer an address that is none: a page in a browser, a line elsewhere."""
        accept = request.headers.get("accept")
        if error.status_code == 404 and accept and media_type(accept, ["text/plain", HTML]) == HTML:
            return self._page(request, "missing", 404)
        return plain(error.status_code, error.detail)

    async def _answered(self, below: Callable[..., Response], operation: Operation) -> Response:
        """Show the answer to a query, or what is wrong with it, below the form that it came from."""
        try:
            refuse_calls_out(operation.query)
            told = await self.workers.do(shown, operation)
        except Refused as error:
            return below(status=error.status, answer=None, complaint=str(error), query=operation.query)
        except OutOfTime:
            return below(status=503, answer=None, complaint=self.out_of_time, query=operation.query)
        return below(answer=told, complaint="", query=operation.query)

    async def _data(self, iri: str, accept: str | None) -> Response:
        if not _is_iri(iri) or await self.workers.do(resource, iri, self.base, "fr") is None:
            return plain(404, f"{iri}: nothing is known of it")
        return await self._answer(Operation(_DESCRIPTION.format(iri)), accept)

    async def _described(self, name: str, accept: str | None) -> Response:
        return await self._answer(Operation(f"BASE <{self.root}>\n{_description(name)}"), accept)

    async def _answer(self, operation: Operation, accept: str | None) -> Response:
        reply = await self.workers.do(answer, operation, accept, self.limits.answer)
        return Response(reply.body, media_type=reply.media_type, headers={"Vary": "Accept"})

    def _page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        html = page.render(template, _language(request), self.base, **values)
        return HTMLResponse(html, status, headers={"Vary": "Accept, Accept-Language"})


def plain(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    """Return one line of plain text."""
    return PlainTextResponse(" ".join(line.split()) + "\n", status, headers)


def _alive() -> bool:
    return True


def _language(request: Request) -> str:
    return language(request.query_params.get("lang"), request.headers.get("accept-language"))


def _forced(request: Request, offered: dict[str, str]) -> str | None:
    """Return the media type that ``?format=ttl`` asks for."""
    wanted = request.query_params.get("format")
    return next((kind for kind, form in offered.items() if form == wanted), None)


def _is_iri(text: str) -> bool:
    """Return whether a text can stand between angle brackets in SPARQL (IRIREF)."""
    return bool(text) and not set(text) & set('<>"{}|^`\\') and min(text) > " " and ":" in text


@cache
def _description(name: str) -> str:
    return resources.files(__package__).joinpath("queries", f"{name}.rq").read_text("utf-8")


@cache
def _questions() -> dict[str, Question]:
    return {question.name: question for question in named_questions()}
