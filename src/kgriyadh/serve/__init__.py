"""An embedded store in, a read-only server of it out: SPARQL, the project's own IRIs as data and as pages.

It answers the SPARQL 1.1 Protocol at ``/sparql`` and dereferences what starts with the base IRI at ``/id/``;
``/void`` describes the data, ``/health`` says that it runs. It never changes the store and calls no one.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kgriyadh.serve import page
from kgriyadh.serve.lookup import Link
from kgriyadh.serve.negotiation import HTML, TRIPLES, language, media_type
from kgriyadh.serve.protocol import Operation, Refused, answer, read_operation, refuse_calls_out
from kgriyadh.serve.resource import kinds, resource, things
from kgriyadh.serve.workers import OutOfTime, TooBusy, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = b"default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"
_SAFE = {
    b"content-security-policy": _POLICY,
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}
_DESCRIPTION = "DESCRIBE <{}>"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost: seconds, bytes of its answer, requests under way or in line, processes."""

    seconds: float = 30
    answer: int = 64 << 20
    waiting: int = 256
    processes: int | None = None


def application(
    directory: Path,
    base: str,
    root: str,
    *,
    limits: Limits = Limits(),  # frozen
    hosts: Sequence[str] = ("*",),
    origins: Sequence[str] = (),
) -> Starlette:
    """Return the server of the embedded store in ``directory``, an ASGI application.

    ``base`` starts the IRIs of things, ``root`` is the address of the server itself with a final slash.
    Only requests for one of ``hosts`` are answered; ``origins`` are those whose scripts may ask (CORS).
    """
    workers = Workers(directory, seconds=limits.seconds, waiting=limits.waiting, processes=limits.processes)
    rooms = _Rooms(workers, base, root, limits)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        workers.close()

    with resources.as_file(resources.files(__package__) / "static") as static:
        routes = [
            Route("/", rooms.home),
            Route("/sparql", rooms.sparql, methods=["GET", "POST"]),
            Route("/list", rooms.list),
            Route("/id/{path:path}", rooms.thing),
            Route("/void", rooms.void),
            Route("/.well-known/void", rooms.void),
            Route("/health", rooms.health),
            Mount("/static", StaticFiles(directory=static)),
        ]
    middleware = [
        Middleware(_Safe),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
    ]
    if origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"])
        )
    handlers: dict[type[Exception], Callable[..., Response]] = {
        Refused: _refused,
        TooBusy: _too_busy,
        OutOfTime: lambda *_: _plain(503, f"no answer within {limits.seconds:g} seconds: ask for less"),
        HTTPException: lambda _, error: _plain(error.status_code, error.detail),
    }
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)


@dataclass(frozen=True, slots=True)
class _Rooms:
    """What each address answers."""

    workers: Workers
    base: str
    root: str
    limits: Limits

    async def sparql(self, request: Request) -> Response:
        operation = await read_operation(request)
        accept = request.headers.get("accept")
        if operation is not None:
            refuse_calls_out(operation.query)
            return await self._answer(operation, accept)
        if media_type(accept, [*TRIPLES, HTML]) == HTML:
            return self._page(request, "sparql")
        return await self._described("service", accept)

    async def thing(self, request: Request) -> Response:
        iri = self.base + request.path_params["path"]
        accept = _forced(request) or request.headers.get("accept")
        if media_type(accept, [HTML, *TRIPLES]) != HTML:
            return await self._data(iri, accept)
        tongue = _language(request)
        found = await self.workers.do(resource, iri, self.base, tongue) if _is_iri(iri) else None
        return self._page(request, "resource", thing=found) if found else self._page(request, "missing", 404)

    async def home(self, request: Request) -> Response:
        return self._page(request, "home", kinds=await self.workers.do(kinds, _language(request)))

    async def list(self, request: Request) -> Response:
        kind = request.query_params.get("class", "")
        if not _is_iri(kind):
            return self._page(request, "missing", 404)
        tongue = _language(request)
        named = {link.iri: link for link, _ in await self.workers.do(kinds, tongue)}
        found = await self.workers.do(things, kind, tongue)
        return self._page(request, "list", kind=named.get(kind, Link(kind, kind)), things=found)

    async def void(self, request: Request) -> Response:
        return await self._described("void", request.headers.get("accept"))

    async def health(self, _request: Request) -> Response:
        await self.workers.do(_alive)
        return JSONResponse({"status": "ok"})

    async def _data(self, iri: str, accept: str | None) -> Response:
        if not _is_iri(iri) or await self.workers.do(resource, iri, self.base, "fr") is None:
            return _plain(404, f"{iri}: nothing is known of it")
        return await self._answer(Operation(_DESCRIPTION.format(iri)), accept)

    async def _described(self, name: str, accept: str | None) -> Response:
        return await self._answer(Operation(f"BASE <{self.root}>\n{_question(name)}"), accept)

    async def _answer(self, operation: Operation, accept: str | None) -> Response:
        reply = await self.workers.do(answer, operation, accept, self.limits.answer)
        return Response(reply.body, media_type=reply.media_type, headers={"Vary": "Accept"})

    def _page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        html = page.render(template, _language(request), self.base, **values)
        return HTMLResponse(html, status, headers={"Vary": "Accept, Accept-Language"})


class _Safe:
    """Sends with every answer what keeps a browser from running anything that stands in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_SAFE.items()]
            await send(message)

        await self._app(scope, receive, send_safely)


def _alive() -> bool:
    return True


def _refused(_request: Request, error: Refused) -> Response:
    return _plain(error.status, str(error))


def _too_busy(_request: Request, _error: TooBusy) -> Response:
    return _plain(503, "too many requests at once: try again", {"Retry-After": "1"})


def _plain(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(" ".join(line.split()) + "\n", status, headers)


def _language(request: Request) -> str:
    return language(request.query_params.get("lang"), request.headers.get("accept-language"))


def _forced(request: Request) -> str | None:
    """Return the media type that ``?format=ttl`` asks for."""
    wanted = request.query_params.get("format")
    return next((kind for kind, form in TRIPLES.items() if form == wanted), None)


def _is_iri(text: str) -> bool:
    """Return whether a text can stand between angle brackets in SPARQL (IRIREF)."""
    return bool(text) and not set(text) & set('<>"{}|^`\\') and min(text) > " " and ":" in text


@cache
def _question(name: str) -> str:
    return resources.files(__package__).joinpath("queries", f"{name}.rq").read_text("utf-8")
