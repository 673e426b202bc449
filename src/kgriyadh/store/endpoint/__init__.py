"""A triple store elsewhere, over HTTP: a dataset's named graphs into it, questions to it."""

from kgriyadh.store.endpoint.address import FLAVOURS
from kgriyadh.store.endpoint.asking import ask_endpoint
from kgriyadh.store.endpoint.loading import Sending, changes_to_endpoint, load_endpoint
from kgriyadh.store.endpoint.patience import Patience

__all__ = ["FLAVOURS", "Patience", "Sending", "ask_endpoint", "changes_to_endpoint", "load_endpoint"]
