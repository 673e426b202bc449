"""Requests in, answers out: tried again where that can help, each refusal in one line."""

from __future__ import annotations

import gzip
import ssl
import time
import zlib
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_random_exponential,
)

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.endpoint.address import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LONGEST_PAUSE = 60.0  # seconds
_SAID = 120  # characters of an answer that a message repeats
_WORD = 4096  # bytes of an answer that are looked at
_BUSY = {429, 500, 502, 503, 504}
_REMEDIES = {
    401: "set KGRIYADH_USER and KGRIYADH_PASSWORD, or KGRIYADH_TOKEN, or write them into ~/.netrc",
    403: "check your rights there",
    413: "give a smaller --batch",
    415: "load without --gzip",
    507: "it has no space left, free some and load again",
}
_back_off = wait_random_exponential(multiplier=0.5, max=20)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for an answer, in seconds, and how often to try again."""

    timeout: float = 60.0
    retries: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answered: the status, the media type, and the first words where it says something."""

    address: httpx.URL
    status: int
    media_type: str
    said: str
    location: str
    pause: float | None  # seconds that the store wants to be left alone

    @property
    def is_success(self) -> bool:
        """Whether the store has done what it was asked."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """The status with its name, and what the store said."""
        name = httpx.codes.get_reason_phrase(self.status)
        return f"{self.status} {name}".strip() + (f", {self.said}" if self.said else "")


class _Passing(StoreRefuses):
    """A refusal that may be gone in a moment; ``pause`` says in how many seconds, where the store said so."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


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

    def send(self, method: str, address: httpx.URL, body: bytes, media_type: str) -> Answer:
        """Send a body and return the answer, which may be a refusal.

        Raises StoreRefuses when there is no answer, or none but passing refusals in all tries.
        """
        headers = {"Content-Type": media_type}
        if self._compress:
            body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        return self._tried(lambda: self._client.build_request(method, address, headers=headers, content=body))

    def stream(
        self, method: str, address: httpx.URL, body: Callable[[], Iterator[bytes]], media_type: str
    ) -> Answer:
        """Send a body of any length in parts, from the first again at each try; else as ``send``."""
        headers = {"Content-Type": media_type}
        if self._compress:
            headers["Content-Encoding"] = "gzip"

        def made() -> httpx.Request:
            parts = _packed(body()) if self._compress else body()
            return self._client.build_request(method, address, headers=headers, content=parts)

        return self._tried(made)

    def fetch(self, request: httpx.Request, target: Path) -> Answer:
        """Write what is asked for to ``target`` and return the answer; raises what ``send`` does."""
        return self._tried(lambda: request, target)

    def request(
        self, method: str, address: httpx.URL, accept: str, form: dict[str, str] | None
    ) -> httpx.Request:
        """Return a request for ``fetch``; ``form`` is sent as a form's fields."""
        return self._client.build_request(method, address, headers={"Accept": accept}, data=form)

    def insist(self, answer: Answer) -> None:
        """Raise StoreRefuses unless the store has done what it was asked."""
        if answer.is_success:
            return
        where = shown(answer.address)
        if answer.location and 300 <= answer.status < 400:
            target = shown(answer.address.join(answer.location))
            raise StoreRefuses(
                f"{where}: sends on to {target} ({answer.status}), which was not followed: "
                "give that address if it is the store's"
            )
        remedy = _REMEDIES.get(answer.status, "check the address and your rights")
        raise StoreRefuses(f"{where}: the store refused ({answer.reason}): {remedy}")

    def _tried(self, made: Callable[[], httpx.Request], target: Path | None = None) -> Answer:
        return Retrying(
            stop=stop_after_attempt(self._patience.retries + 1),
            wait=_pause,
            retry=retry_if_exception_type(_Passing),
            reraise=True,
        )(lambda: self._answer(made(), target))

    def _answer(self, request: httpx.Request, target: Path | None) -> Answer:
        where = shown(request.url)
        try:
            response = self._client.send(request, stream=True)
            try:
                said = self._read(response, target)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise _Passing(
                f"{where}: no answer in time: is the store busy? --timeout gives it longer"
            ) from error
        except httpx.HTTPError as error:
            raise self._unreachable(where, error) from error
        self._answered = True
        answer = _understood(response, said)
        if answer.status in _BUSY:
            raise _Passing(f"{where}: the store refused ({answer.reason}): try again later", answer.pause)
        return answer

    def _read(self, response: httpx.Response, target: Path | None) -> str:
        """Read an answer to its end: into a file, or in memory if it is a word on what was done.

        A word that comes in drops for longer than the timeout is no answer.
        """
        end, word = time.monotonic() + self._patience.timeout, b""
        with target.open("wb") if target and response.is_success else nullcontext() as file:
            for part in response.iter_bytes():
                if file:
                    file.write(part)
                    continue
                word = (word + part)[:_WORD]
                if time.monotonic() > end:
                    raise httpx.ReadTimeout("an answer in drops", request=response.request)
        return self._told(response, word)

    def _told(self, response: httpx.Response, word: bytes) -> str:
        """Return what an answer says to people, in one line, no web page and no secret."""
        if "html" in response.headers.get("Content-Type", "") or word.lstrip().startswith(b"<"):
            return "" if response.is_success else "a web page"
        return self._without_secrets(" ".join(word.decode(errors="replace").split()))[:_SAID]

    def _unreachable(self, where: str, error: httpx.HTTPError) -> StoreRefuses:
        cause: BaseException | None = error
        while cause and not isinstance(cause, ssl.SSLCertVerificationError):
            cause = cause.__cause__ or cause.__context__
        if isinstance(cause, ssl.SSLCertVerificationError):
            return StoreRefuses(
                f"{where}: its certificate is not trusted ({cause.verify_message}): "
                "set SSL_CERT_FILE to the certificate of who issued it"
            )
        reason = self._without_secrets(str(error)) or type(error).__name__
        message = f"{where}: cannot be reached ({reason}): is the store running?"
        if isinstance(error, httpx.ConnectError) and not self._answered:
            return StoreRefuses(message)
        return _Passing(message)

    def _without_secrets(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text


def _packed(parts: Iterator[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)  # 16 asks for the form of gzip
    for part in parts:
        yield packing.compress(part)
    yield packing.flush()


def _understood(response: httpx.Response, said: str) -> Answer:
    return Answer(
        address=response.request.url,
        status=response.status_code,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip(),
        said=said,
        location=response.headers.get("Location", ""),
        pause=_asked_pause(response.headers.get("Retry-After", "")),
    )


def _asked_pause(header: str) -> float | None:
    """Return the seconds of a Retry-After header, which are a number or a date (RFC 9110, 10.2.3)."""
    if header.isdigit():
        return float(header)
    try:
        return max((parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds(), 0)
    except (TypeError, ValueError):
        return None


def _pause(state: RetryCallState) -> float:
    """Return the seconds until the next try: what the store asked for, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.pause if isinstance(error, _Passing) else None
    if asked is not None and asked > _LONGEST_PAUSE:
        raise StoreRefuses(f"{error} (it asks for {asked:.0f} seconds)")
    return _back_off(state) if asked is None else asked
