"""An embedded store in, a read-only server of it out: SPARQL, the project's own IRIs as data and as pages.

It answers the SPARQL 1.1 Protocol at ``/sparql`` and dereferences what starts with the base IRI at ``/id/``;
``/void`` describes the data, ``/health`` says that it runs. It never changes the store and calls no one.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kgriyadh.serve.protocol import Refused
from kgriyadh.serve.rooms import Limits, Rooms, plain
from kgriyadh.serve.workers import OutOfTime, TooBusy, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Limits", "application"]

_LIMITS = Limits()
_POLICY = b"default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"
_SAFE = {
    b"content-security-policy": _POLICY,
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}


def application(
    directory: Path,
    base: str,
    root: str,
    *,
    limits: Limits = _LIMITS,
    hosts: Sequence[str] = ("*",),
    origins: Sequence[str] = (),
) -> Starlette:
    """Return the server of the embedded store in ``directory``, an ASGI application.

    ``base`` starts the IRIs of things, ``root`` is the address of the server itself with a final slash.
    Only requests for one of ``hosts`` are answered; ``origins`` are those whose scripts may ask (CORS).
    """
    workers = Workers(directory, seconds=limits.seconds, waiting=limits.waiting, processes=limits.processes)
    rooms = Rooms(workers, base, root, limits)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        workers.close()

    with resources.as_file(resources.files(__package__) / "static") as static:
        routes = [
            Route("/", rooms.home),
            Route("/sparql", rooms.sparql, methods=["GET", "POST"]),
            Route("/questions/{name}", rooms.question),
            Route("/find", rooms.find),
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
        OutOfTime: lambda *_: plain(503, rooms.out_of_time),
        HTTPException: rooms.nowhere,
    }
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)


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


def _refused(_request: Request, error: Refused) -> Response:
    return plain(error.status, str(error))


def _too_busy(_request: Request, _error: TooBusy) -> Response:
    return plain(503, "too many requests at once: try again", {"Retry-After": "1"})
