"""The corridor: documents in, files of their graph out. The only room that knows the order of the others."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgriyadh import graph, lexicon
from kgriyadh.annotate import annotate
from kgriyadh.confidence import at_least
from kgriyadh.extract import extract
from kgriyadh.fact import Document
from kgriyadh.garbage import collection_paused
from kgriyadh.identity import resolve
from kgriyadh.reason import Reasoner, close
from kgriyadh.report import LeftOpen
from kgriyadh.spread import spread
from kgriyadh.terms import BASE
from kgriyadh.validate import validate
from kgriyadh.write import check_writable, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph

    from kgriyadh.authority.own import OwnAuthority
    from kgriyadh.fact import Reading
    from kgriyadh.report import Report
    from kgriyadh.resolution import Judgement

# From here on, the seconds that a second process needs to start are soon made good.
_MANY = 40
_MOST_JOBS = 8
# So many characters before and behind what was left open show the reader what it is about.
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    ``facts`` counts stated relations, each document's own; ``entities`` counts things, each once however
    many documents speak of it. ``report`` says what the shapes object to, ``files`` are those written.
    """

    documents: int
    facts: int
    entities: int
    report: Report
    files: tuple[Path, ...]

    @property
    def conforms(self) -> bool:
        """Whether the graph has all that its shapes ask for."""
        return self.report.conforms


def build(
    documents: Iterable[Document],
    out: Path,
    *,
    judgements: Sequence[Judgement] = (),
    own: OwnAuthority | None = None,
    axioms: Graph | None = None,
    reason: bool = True,
    reasoner: Reasoner = "rules",
    base: str = BASE,
    jobs: int | None = 1,
    least: float = 0.0,
    earlier: Mapping[str, Reading] = MappingProxyType({}),
    progress: Callable[[], object] | None = None,
) -> Summary:
    """Write the knowledge graph of ``documents`` into the folder ``out``, all of its files or none.

    ``judgements`` say who is who where an analyst knows better; ``own`` is what a user knows of persons and
    bodies, read for this ``base``, which starts the IRIs of things; ``axioms`` are those of a user's ontology
    (``read_axioms``). ``reason`` adds what OWL 2 RL infers, by the ``reasoner`` of that name. ``jobs``
    processes read the texts, None chooses by the number of texts and processors; the files are the same
    either way. Facts with a confidence below ``least`` (0 to
    1) are left out. What ``earlier``, by document id, has read of the same document is not read again.
    ``progress`` is called after each document. Raises KgriyadhError.
    """
    check_writable(out)  # before the slow part, not after it
    documents = list(documents)
    known = [earlier[one.id] for one in documents if _is_known(one, earlier)]
    new = read_documents((one for one in documents if not _is_known(one, earlier)), jobs)
    kept = [*known, *_watched(new, progress)]
    readings = [at_least(reading, least) for reading in kept]
    with collection_paused():
        resolution = resolve(readings, judgements, own.known if own else (), base)
        dataset = graph.build(readings, resolution, base, own.triples if own else None, axioms)
        if reason:
            close(dataset, base, reasoner)
        left_open = tuple(sorted(item for reading in readings for item in _left_open(reading)))
        foreign = tuple(sorted(reading.document.id for reading in readings if reading.foreign))
        report = validate(dataset, base)
        report = replace(report, left_open=left_open, foreign=foreign, to_judge=resolution.asks)
        files = write(dataset, report, out, kept)
    facts, things = sum(len(reading.facts) for reading in readings), set(resolution.ids.values())
    return Summary(len(readings), facts, len(things), report, files)


def read_documents(documents: Iterable[Document], jobs: int | None = 1) -> Iterator[Reading]:
    """Yield what each document states, in order and one by one: memory does not grow with their number.

    A script that asks for more than one of ``jobs`` does so under ``if __name__ == "__main__"``, since
    processes are spawned. Raises KgriyadhError.
    """
    documents = iter(documents)
    head = list(islice(documents, _MANY))
    jobs = jobs or (min(_processors(), _MOST_JOBS) if len(head) == _MANY else 1)
    if not head:
        return iter(())  # the model would be loaded for nothing
    documents = chain(head, documents)
    return _read(documents) if jobs == 1 else spread(_read_chunk, documents, jobs, _prepare)


def _is_known(document: Document, earlier: Mapping[str, Reading]) -> bool:
    """Return whether a document was read before, as it is now; where it was read from does not count."""
    before = earlier.get(document.id)
    return before is not None and replace(before.document, origin=document.origin) == document


def _watched(readings: Iterable[Reading], progress: Callable[[], object] | None) -> Iterator[Reading]:
    """Give readings on, and say so after each."""
    for reading in readings:
        if progress:
            progress()
        yield reading


def _left_open(reading: Reading) -> Iterator[LeftOpen]:
    """Yield what a reading left open, with the words around the trigger."""
    text = reading.document.text
    for item in reading.unresolved:
        start, end = max(0, item.quote.start - _AROUND), item.quote.end + _AROUND
        words = " ".join(text[start:end].split())
        yield LeftOpen(reading.document.id, item.quote.start, words, item.reason)


def _processors() -> int:
    """Return how many processors this process may use; not every system can say it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(documents: Iterable[Document]) -> Iterator[Reading]:
    vocabulary = lexicon.load()
    return (extract(parsed, vocabulary) for parsed in annotate(documents, vocabulary))


def _read_chunk(documents: list[Document]) -> list[Reading]:
    return list(_read(documents))


def _prepare() -> None:
    """Load the vocabulary and the model into a new process, with a text that has nothing to tell."""
    _read_chunk([Document("warm-up", "Bonjour.", "warm-up")])
