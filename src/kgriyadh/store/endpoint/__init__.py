"""A dataset's file in, its named graphs in a triple store elsewhere, over HTTP."""

from kgriyadh.store.endpoint.address import FLAVOURS
from kgriyadh.store.endpoint.loading import Sending, changes_to_endpoint, load_endpoint
from kgriyadh.store.endpoint.patience import Patience

__all__ = ["FLAVOURS", "Patience", "Sending", "changes_to_endpoint", "load_endpoint"]
