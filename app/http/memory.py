"""Memory that is free again is given back to the system: by itself, the C library keeps it after a flood."""

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Gives back what is free. Only glibc has such a function; others need none or offer none."""
    # Connections and their requests refer to each other, so that they are free only after a search for cycles.
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
