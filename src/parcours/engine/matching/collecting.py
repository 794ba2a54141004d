"""Keeps Python's collector of cyclic garbage from what is no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_from_collecting() -> Iterator[None]:
    """Make many objects that all stay, without the collector going through them again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
