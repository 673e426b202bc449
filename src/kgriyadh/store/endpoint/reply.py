"""A response in, what the store says by it out; a refusal in one line that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.endpoint.address import shown
from kgriyadh.store.endpoint.patience import asked_pause

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAID = 120  # characters of an answer that a message repeats
_REMEDIES = {
    401: "set KGRIYADH_USER and KGRIYADH_PASSWORD, or KGRIYADH_TOKEN, or write them into ~/.netrc",
    403: "check your rights there",
    413: "give a smaller --batch",
    415: "load without --gzip",
    507: "it has no space left, free some and load again",
}


@dataclass(frozen=True, slots=True)
class Reply:
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

    def insist(self) -> None:
        """Raise StoreRefuses unless the store has done what it was asked."""
        if self.is_success:
            return
        where = shown(self.address)
        if self.location and 300 <= self.status < 400:
            target = shown(self.address.join(self.location))
            raise StoreRefuses(
                f"{where}: sends on to {target} ({self.status}), which was not followed: "
                "give that address if it is the store's"
            )
        remedy = _REMEDIES.get(self.status, "check the address and your rights")
        raise StoreRefuses(f"{where}: the store refused ({self.reason}): {remedy}")


def understood(response: httpx.Response, word: bytes, secrets: Iterable[str]) -> Reply:
    """Return what a response and the first bytes of its body say; no message of it shows a secret."""
    return Reply(
        address=response.request.url,
        status=response.status_code,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip(),
        said=_told(response, word, secrets),
        location=response.headers.get("Location", ""),
        pause=asked_pause(response.headers.get("Retry-After", "")),
    )


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """Return a text with an ellipsis in place of each secret."""
    for secret in secrets:
        text = text.replace(secret, "…")
    return text


def _told(response: httpx.Response, word: bytes, secrets: Iterable[str]) -> str:
    """Return what an answer says to people, in one line, no web page and no secret."""
    if "html" in response.headers.get("Content-Type", "") or word.lstrip().startswith(b"<"):
        return "" if response.is_success else "a web page"
    return without_secrets(" ".join(word.decode(errors="replace").split()), secrets)[:_SAID]
