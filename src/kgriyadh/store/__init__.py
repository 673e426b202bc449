"""Triple stores: open a dataset or a store, ask it, load it into an embedded store or an endpoint."""

from kgriyadh.store.answer import Answer, ask
from kgriyadh.store.apart import ask_apart
from kgriyadh.store.change import Loaded, Planned
from kgriyadh.store.embedded import changes_to_embedded, load_embedded
from kgriyadh.store.endpoint import (
    FLAVOURS,
    Patience,
    Sending,
    ask_endpoint,
    changes_to_endpoint,
    load_endpoint,
)
from kgriyadh.store.opening import insist_on_named_graphs, open_dataset, open_store, read_quads, stated
from kgriyadh.store.prefixes import prefixes
from kgriyadh.store.upkeep import backup, canonical_lines, described, dump, optimize, restore

__all__ = [
    "FLAVOURS",
    "Answer",
    "Loaded",
    "Patience",
    "Planned",
    "Sending",
    "ask",
    "ask_apart",
    "ask_endpoint",
    "backup",
    "canonical_lines",
    "changes_to_embedded",
    "changes_to_endpoint",
    "described",
    "dump",
    "insist_on_named_graphs",
    "load_embedded",
    "load_endpoint",
    "open_dataset",
    "open_store",
    "optimize",
    "prefixes",
    "read_quads",
    "restore",
    "stated",
]
