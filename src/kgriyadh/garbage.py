"""Python's collector of garbage that goes round in circles, paused where much is made and all of it stays.

Each of its rounds looks at all that was made before: a third of the time that a large graph takes.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector, and let it go on afterwards if it did before.

    What was made meanwhile is put among what is old, so that the next round does not look through all of it.
    """
    went_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if went_on:
            if not gc.get_freeze_count():  # what somebody else froze would thaw
                gc.freeze()
                gc.unfreeze()
            gc.enable()
