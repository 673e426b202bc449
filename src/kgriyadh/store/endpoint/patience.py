"""How long to wait, and how often to try again, in; pauses and the last refusal out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    stop_never,
    wait_random_exponential,
)

from kgriyadh.errors import StoreRefuses

if TYPE_CHECKING:
    from tenacity import RetryCallState

_LONGEST_PAUSE = 60.0  # seconds
_back_off = wait_random_exponential(multiplier=0.5, max=20)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for an answer, in seconds, and how often to try again.

    ``is_whole`` says that the time is for everything, the answer to its last byte and all tries.
    """

    timeout: float = 60.0
    retries: int = 5
    is_whole: bool = False


class Passing(StoreRefuses):
    """A refusal that may be gone in a moment; ``pause`` says in how many seconds, where the store said so."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


def tries(patience: Patience) -> Retrying:
    """Return what calls a function again as long as it raises Passing and there is patience left."""
    in_time = stop_after_delay(patience.timeout) if patience.is_whole else stop_never
    return Retrying(
        stop=stop_after_attempt(patience.retries + 1) | in_time,
        wait=_pause,
        retry=retry_if_exception_type(Passing),
        reraise=True,
    )


def asked_pause(header: str) -> float | None:
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
    asked = error.pause if isinstance(error, Passing) else None
    if asked is not None and asked > _LONGEST_PAUSE:
        raise StoreRefuses(f"{error} (it asks for {asked:.0f} seconds)")
    return _back_off(state) if asked is None else asked
