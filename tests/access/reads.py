"""Which parameters a page reads: what it does not read cannot change what it answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest
from django import http  # noqa: TID251 - what requests are made of
from django.core.handlers import wsgi
from django.http import QueryDict, request  # noqa: TID251 - the same


@contextmanager
def reads() -> Iterator[set[str]]:
    """Give the names that are read, in the block, from the address of a request or from the form that it sends.

    Every page writes its whole address, escaped, into the form that changes the language: to copy all is no reading.
    To go through all is: then every name that is there is read. Whoever only asks whether a name is there, as of the
    button that was pressed, would go on alike whatever it says.
    """
    read: set[str] = set()

    class Noted(QueryDict):
        def __getitem__(self, name: str) -> str:
            read.add(name)
            return cast("str", super().__getitem__(name))

        def getlist(self, key: str, default: list[str] | None = None) -> list[str]:  # type: ignore[override]
            read.add(key)
            return super().getlist(key) if default is None else super().getlist(key, default)

        def setlistdefault(self, key, default_list=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            before = set(read)
            found = super().setlistdefault(key, default_list)
            read.intersection_update(before)  # to put together what was sent is no reading
            return found

        def __iter__(self) -> Iterator[str]:
            read.update(self.keys())
            return super().__iter__()

        def items(self):  # type: ignore[no-untyped-def] # noqa: ANN202 - as it is there
            read.update(self.keys())
            return super().items()

    with pytest.MonkeyPatch.context() as patch:
        for module in (wsgi, request, http):
            patch.setattr(module, "QueryDict", Noted)
        yield read
