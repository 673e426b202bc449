"""A dataset's file and an address in, its named graphs there, read back and compared.

The SPARQL 1.1 Graph Store HTTP Protocol is tried first, SPARQL 1.1 Update where it is not spoken.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kgriyadh.errors import StoreRefuses
from kgriyadh.store.canonical import Fingerprint, as_given, compared, fingerprint, sorted_once
from kgriyadh.store.change import Change, Loaded, Planned, change_of
from kgriyadh.store.endpoint.address import services, shown
from kgriyadh.store.endpoint.bulk import missing, send
from kgriyadh.store.endpoint.connection import Connection
from kgriyadh.store.endpoint.credentials import credentials
from kgriyadh.store.endpoint.patience import Patience
from kgriyadh.store.endpoint.protocol import GraphStore, ProtocolIsNotSpoken, Update, is_spoken
from kgriyadh.store.graphs import named_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgriyadh.store.endpoint.address import Services
    from kgriyadh.store.endpoint.protocol import Speaker
    from kgriyadh.store.endpoint.reply import Reply
    from kgriyadh.store.graphs import Manner, NamedGraph

_NO_GRAPH = "urn:uuid:00000000-0000-0000-0000-000000000000"  # RFC 9562: the nil UUID names nothing


@dataclass(frozen=True, slots=True)
class Sending:
    """How graphs are sent.

    ``batch`` is the most triples of one request; ``compress`` packs requests with gzip; ``resume`` leaves out
    graphs that are there complete; ``flavour`` is the kind of store whose database is at the address.
    """

    manner: Manner = "auto"
    flavour: str | None = None
    batch: int = 50_000
    compress: bool = False
    resume: bool = False
    patience: Patience = field(default_factory=Patience)


def load_endpoint(
    file: Path, url: str, sending: Sending | None = None, step: Callable[[int], object] = lambda _: None
) -> Loaded:
    """Send the named graphs of ``file`` to the store at ``url``, then read them back and compare.

    ``url`` is a Graph Store or an Update address, or a database's with a flavour. Graphs that the dataset
    does not have stay as they are, loading twice changes nothing, and a load that broke off can be repeated.
    ``step`` is told the number of triples of each request that the store took.

    Raises StoreRefuses, DatasetIsMissing, DatasetIsDamaged.
    """
    sending = sending or Sending()
    with _session(file, url, sending) as (session, graphs):
        return Loaded.of(session.bring_all(graphs, step))


def changes_to_endpoint(file: Path, url: str, sending: Sending | None = None) -> list[Planned]:
    """Return what ``load_endpoint`` would change, having only read there; raises what it does."""
    with _session(file, url, sending or Sending()) as (session, graphs):
        return [Planned.of(session.compare(graph)) for graph in graphs]


@contextmanager
def _session(file: Path, url: str, sending: Sending) -> Iterator[tuple[_Session, list[NamedGraph]]]:
    found = services(url, sending.flavour)
    auth, secrets = credentials(found.query, found.digest)
    with (
        named_graphs(file, sending.manner) as (graphs, scratch),
        Connection(auth, secrets, sending.patience, sending.compress) as connection,
    ):
        session = _Session(connection, found, sending, scratch)
        session.find_protocol()
        yield session, graphs


class _Session:
    """One load: the protocol that was found to be spoken, and what it takes to bring a graph."""

    def __init__(self, connection: Connection, found: Services, sending: Sending, scratch: Path) -> None:
        self._connection, self._services, self._sending, self._scratch = connection, found, sending, scratch
        self._speaker: Speaker = (
            GraphStore(connection, found) if found.graph_store is not None else Update(connection, found)
        )
        self._may_guess = found.graph_store is not None and not found.certain

    def find_protocol(self) -> None:
        """Turn to Update where Graph Store is not spoken: where one gets triples of a graph that cannot be.

        An address for queries answers so, with the description of its service.
        """
        if self._may_guess:
            try:
                is_graph_store = next(self._read(_NO_GRAPH), None) is None
            except ProtocolIsNotSpoken:
                is_graph_store = False
            if not is_graph_store:
                self._turn_to_update()

    def bring_all(self, graphs: list[NamedGraph], step: Callable[[int], object]) -> list[Change]:
        """Bring graphs: those that the store does not have together, where its kind takes that."""
        connection, found = self._connection, self._services
        new = missing(graphs, connection, found, self._scratch) if found.bulk else []
        send(new, connection, found, step)
        changes = [Change(graph, Fingerprint(), graph, ()) for graph in new]
        for change in changes:
            self._insist_on(change)
        brought = {graph.name for graph in new}
        return changes + [self.bring(graph, step) for graph in graphs if graph.name not in brought]

    def bring(self, graph: NamedGraph, step: Callable[[int], object]) -> Change:
        """Send a graph, or what its graph in the store lacks; read it back and compare."""
        blind = graph.replaces and not self._sending.resume
        change = Change(graph, Fingerprint(), graph, ()) if blind else self.compare(graph)
        if not change:
            return change
        if not self._sent(change, step):
            return self.bring(graph, step)
        self._insist_on(change)
        return change

    def compare(self, graph: NamedGraph) -> Change:
        """Return what a load changes in the store's graph of that name."""
        return change_of(graph, self._read(graph.name), self._scratch)

    def _sent(self, change: Change, step: Callable[[int], object]) -> bool:
        """Send a graph in batches; False if it turned out that the other protocol has to be spoken."""
        graph = change.graph
        lines = iter(graph if graph.replaces else change.added)
        first = True
        while batch := list(islice(lines, self._sending.batch)):
            triples = b"".join(as_given(line) + b" .\n" for line in batch)
            answer = self._speaker.write(graph.name, triples, graph.replaces and first)
            if self._may_guess and not is_spoken(answer):
                self._turn_to_update()
                return False
            self._accept(answer)
            step(len(batch))
            first = False
        return True

    def _read(self, name: str) -> Iterator[bytes]:
        return self._speaker.read(name, self._scratch)

    def _turn_to_update(self) -> None:
        self._speaker, self._may_guess = Update(self._connection, self._services), False

    def _accept(self, answer: Reply) -> None:
        """Insist that the store took a batch; from then on the protocol is certain."""
        if not is_spoken(answer) and not self._services.certain:
            raise StoreRefuses(
                f"{shown(answer.address)}: takes neither Graph Store requests nor Update ({answer.reason}): "
                "give one of these addresses, such as http://localhost:7878/store"
            )
        answer.insist()
        self._may_guess = False

    def _insist_on(self, change: Change) -> None:
        """Read a graph back and compare it; a store that keeps "7" as two kinds of integer has it twice."""
        name, wanted = change.graph.name, change.after
        found = fingerprint(self._read(name))
        if found != wanted:
            found = fingerprint(sorted_once(map(compared, self._read(name)), self._scratch))
        if found != wanted:
            raise StoreRefuses(
                f"{shown(self._services.query)}: <{name}> has {found.triples} triples after the load, digest "
                f"{found.digest[:16]}, not {wanted.triples}, digest {wanted.digest[:16]}: load it again"
            )
