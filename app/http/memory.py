"""Memory that is free again is given back to the system: by itself, the C library keeps it after a flood."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Gives back what is free. Only glibc has such a function; others need none or offer none."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
