"""Requests in, replies out: tried again where that can help, each failure in one line."""

from __future__ import annotations

import gzip
import ssl
import time
import zlib
from contextlib import nullcontext
from typing import TYPE_CHECKING

import httpx

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.endpoint.address import shown
from kgriyadh.store.endpoint.patience import Passing, tries
from kgriyadh.store.endpoint.reply import understood, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgriyadh.store.endpoint.patience import Patience
    from kgriyadh.store.endpoint.reply import Reply

_WORD = 4096  # bytes of an answer that are looked at
_BUSY = {429, 500, 502, 503, 504}


class Connection:
    """A connection to one store, whose certificate is verified; it follows no redirection."""

    def __init__(
        self, auth: httpx.Auth | None, secrets: frozenset[str], patience: Patience, compress: bool = False
    ) -> None:
        self._client = httpx.Client(auth=auth, timeout=patience.timeout, follow_redirects=False)
        self._secrets, self._patience, self._compress = secrets, patience, compress
        self._answered = False

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, method: str, address: httpx.URL, body: bytes, media_type: str) -> Reply:
        """Send a body and return the reply, which may be a refusal.

        Raises StoreRefuses when there is no reply, or none but passing refusals in all tries.
        """
        headers = {"Content-Type": media_type}
        if self._compress:
            body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        return self._tried(lambda: self._client.build_request(method, address, headers=headers, content=body))

    def stream(
        self, method: str, address: httpx.URL, body: Callable[[], Iterator[bytes]], media_type: str
    ) -> Reply:
        """Send a body of any length in parts, from the first again at each try; else as ``send``."""
        headers = {"Content-Type": media_type}
        if self._compress:
            headers["Content-Encoding"] = "gzip"

        def made() -> httpx.Request:
            parts = _packed(body()) if self._compress else body()
            return self._client.build_request(method, address, headers=headers, content=parts)

        return self._tried(made)

    def fetch(self, request: httpx.Request, target: Path) -> Reply:
        """Write what is asked for to ``target`` and return the reply; raises what ``send`` does."""
        return self._tried(lambda: request, target)

    def request(
        self, method: str, address: httpx.URL, accept: str, form: dict[str, str] | None
    ) -> httpx.Request:
        """Return a request for ``fetch``; ``form`` is sent as a form's fields."""
        return self._client.build_request(method, address, headers={"Accept": accept}, data=form)

    def _tried(self, made: Callable[[], httpx.Request], target: Path | None = None) -> Reply:
        return tries(self._patience)(lambda: self._reply(made(), target))

    def _reply(self, request: httpx.Request, target: Path | None) -> Reply:
        where = shown(request.url)
        try:
            response = self._client.send(request, stream=True)
            try:
                word = self._read(response, target)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            message = f"{where}: no answer in time: is the store busy? --timeout gives it longer"
            raise Passing(message) from error
        except httpx.HTTPError as error:
            raise self._unreachable(where, error) from error
        self._answered = True
        reply = understood(response, word, self._secrets)
        if reply.status in _BUSY:
            raise Passing(f"{where}: the store refused ({reply.reason}): try again later", reply.pause)
        return reply

    def _read(self, response: httpx.Response, target: Path | None) -> bytes:
        """Read an answer to its end, into a file if it is what was asked for, and return its first bytes.

        A word on what was done that comes in drops for longer than the timeout is no answer.
        """
        end, word = time.monotonic() + self._patience.timeout, b""
        with target.open("wb") if target and response.is_success else nullcontext() as file:
            for part in response.iter_bytes():
                if file:
                    file.write(part)
                else:
                    word = (word + part)[:_WORD]
                if time.monotonic() > end and (self._patience.is_whole or not file):
                    raise httpx.ReadTimeout("an answer in drops", request=response.request)
        return word

    def _unreachable(self, where: str, error: httpx.HTTPError) -> StoreRefuses:
        cause: BaseException | None = error
        while cause and not isinstance(cause, ssl.SSLCertVerificationError):
            cause = cause.__cause__ or cause.__context__
        if isinstance(cause, ssl.SSLCertVerificationError):
            return StoreRefuses(
                f"{where}: its certificate is not trusted ({cause.verify_message}): "
                "set SSL_CERT_FILE to the certificate of who issued it"
            )
        reason = without_secrets(str(error), self._secrets) or type(error).__name__
        message = f"{where}: cannot be reached ({reason}): is the store running?"
        if isinstance(error, httpx.ConnectError) and not self._answered:
            return StoreRefuses(message)
        return Passing(message)


def _packed(parts: Iterator[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)  # 16 asks for the form of gzip
    for part in parts:
        yield packing.compress(part)
    yield packing.flush()
