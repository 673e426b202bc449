"""Whom to ask: the options that ``query`` and ``find`` share, and the answer of the one that they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kgriyadh.cli.conventions import DATASET, PATH, SECONDS, insist_on_flavour

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kgriyadh.store import Answer

_OPTIONS = (
    click.option("--data", type=PATH, metavar="FILE", help=f"Dataset to ask.  [default: {DATASET}]"),
    click.option(
        "--store", type=PATH, metavar="FOLDER", help="Embedded store to ask, one that kgriyadh load made."
    ),
    click.option("--endpoint", metavar="URL", help="SPARQL 1.1 endpoint to ask."),
    click.option("--flavour", metavar="NAME", help="Kind of store whose database --endpoint is (fuseki)."),
    click.option(
        "--timeout",
        type=SECONDS,
        metavar="SECONDS",
        show_default="60 for an endpoint",
        help="How long the answer may take.",
    ),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset, an embedded store or an endpoint, and the seconds that an answer of it may take."""

    data: Path | None
    store: Path | None
    endpoint: str | None
    flavour: str | None
    timeout: float | None

    def ask(self, sparql: str, name: str = "query") -> AbstractContextManager[Answer]:
        """Give the answer to a question; raises what ``ask_apart`` and ``ask_endpoint`` do."""
        from kgriyadh import store as stores

        if self.endpoint is not None:
            return stores.ask_endpoint(
                self.endpoint, sparql, name, flavour=self.flavour, seconds=self.timeout
            )
        if self.store is not None:
            return stores.ask_apart(stores.open_store, self.store, sparql, name, seconds=self.timeout)
        return stores.ask_apart(stores.open_dataset, self.data or DATASET, sparql, name, seconds=self.timeout)

    def insist(self) -> None:
        """Raise a usage error where more than one is given, or a flavour that is none."""
        if sum(one is not None for one in (self.data, self.store, self.endpoint)) > 1:
            raise click.UsageError("--data, --store and --endpoint: give one of them")
        if self.flavour is not None:
            insist_on_flavour(self.flavour, self.endpoint)


def source_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options to a command, which gets them as one ``source``."""

    @wraps(command)
    def with_source(
        data: Path | None,
        store: Path | None,
        endpoint: str | None,
        flavour: str | None,
        timeout: float | None,
        **others: Any,
    ) -> int:
        return command(source=Source(data, store, endpoint, flavour, timeout), **others)

    for option in reversed(_OPTIONS):
        with_source = option(with_source)
    return with_source
