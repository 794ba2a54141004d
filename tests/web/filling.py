"""Filling in a form that says which version of the row it shows."""

from collections.abc import Mapping
from typing import Any

from django.test import Client


def fill_in(client: Client, path: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the client types it
    """Open the page, and send ``values`` as somebody does who saw what it says now; return the answer."""
    version = client.get(path).context["form"]["version"].value()
    return client.post(path, {"version": version, **values})
