"""The environment and a netrc file in, the credentials for one host out; nothing of them is ever shown."""

from __future__ import annotations

import netrc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from kgriyadh.errors import StoreRefuses

if TYPE_CHECKING:
    from collections.abc import Generator


class _Bearer(httpx.Auth):
    """RFC 6750: a token in the Authorization header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def credentials(address: httpx.URL, digest: bool = False) -> tuple[httpx.Auth | None, frozenset[str]]:
    """Return how to authenticate at ``address``, and the secrets that no message may show.

    KGRIYADH_TOKEN is a Bearer token, KGRIYADH_USER and KGRIYADH_PASSWORD are a name and a password; else the
    file that NETRC names, or ``~/.netrc``, is asked for the host. Raises StoreRefuses when it cannot be read.
    """
    if token := os.environ.get("KGRIYADH_TOKEN"):
        return _Bearer(token), frozenset({token})
    user, password = os.environ.get("KGRIYADH_USER"), os.environ.get("KGRIYADH_PASSWORD")
    if user is None or password is None:
        user, password = _from_netrc(address.host)
    if user is None or password is None:
        return None, frozenset()
    scheme = httpx.DigestAuth if digest else httpx.BasicAuth
    return scheme(user, password), frozenset({password} - {""})


def _from_netrc(host: str) -> tuple[str | None, str | None]:
    file = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        entry = netrc.netrc(file).authenticators(host) if file.is_file() else None
    except netrc.NetrcParseError as error:
        raise StoreRefuses(
            f"{file}, line {error.lineno}: no netrc entry: write machine, login, password"
        ) from error
    except OSError as error:
        raise StoreRefuses(f"{file}: cannot be read ({error.strerror}): set NETRC to another file") from error
    return (entry[0], entry[2]) if entry else (None, None)
