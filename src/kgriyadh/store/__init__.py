"""Triple stores: open a dataset or a store, ask it, load it into an embedded store or an endpoint."""

from kgriyadh.store.answer import Answer, ask, prefixes
from kgriyadh.store.embedded import load_embedded
from kgriyadh.store.endpoint import load_endpoint
from kgriyadh.store.opening import open_dataset, open_store, stated

__all__ = [
    "Answer",
    "ask",
    "load_embedded",
    "load_endpoint",
    "open_dataset",
    "open_store",
    "prefixes",
    "stated",
]
