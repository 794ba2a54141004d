"""Forms sent over and over, each time as if it were the first time."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm, Field
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.access.forms import PageForm


class Undone(Exception):
    """Ends a block so that nothing of it stays."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back, at its end, whatever the block wrote; begin with nobody throttled."""
    cache.clear()
    try:
        with transaction.atomic():
            yield
            raise Undone  # noqa: TRY301 - there is no other way out of a transaction
    except Undone:
        pass


def each_way(
    client: Client,
    where: str,
    form: PageForm,
    sent: Mapping[str, list[str]],
    names: Iterable[str],
    value: str,
) -> Iterator[tuple[str, Any]]:
    """Send a form with ``value`` in the fields called ``names``: give where it stood, and the answer.

    It is sent in every field at once, where one answer shows whatever each of them says to it; then in each field
    alone, as a value that a form takes goes further only where all others are taken as well. A field that refuses the
    value whatever else is sent is not sent alone: nothing comes after it. What steers a page (its hidden fields and
    buttons) and what is no field of its form is only sent alone. What is written is taken back after each answer was
    looked at; the caller goes on to the end.
    """
    steering = {one.name for one in form.inputs if one.kind in {"hidden", "submit"}}
    together = [name for name in names if name in form.names() and name not in steering]
    refused: set[str] = set()
    if together:
        with undone():
            answer = client.post(where, {**sent, **{name: [value] for name in together}})
            refused = {name for name in together if refuses(answer, name, value)}
            yield ", ".join(together), answer
    for name in names:
        if name not in refused:
            with undone():
                yield name, client.post(where, {**sent, name: [value]})


def refuses(answer: Any, name: str, value: str) -> bool:  # noqa: ANN401 - the test client’s own answer
    """Whether the form that was answered refuses ``value`` in its field ``name``, whatever its other fields hold."""
    fields = _fields(answer, name)
    return bool(fields) and all(_refuses(field, name, value) for field in fields)


def _fields(answer: Any, name: str) -> list[Field]:  # noqa: ANN401 - the test client’s own answer
    """The fields called ``name`` of every form that was sent, as the templates of the answer were given them."""
    given = [values for context in answer.context or () for values in context]
    forms = {id(one): one for values in given for one in values.values() if isinstance(one, BaseForm)}
    return [
        field
        for form in forms.values()
        for own, field in form.fields.items()
        if form.is_bound and form.add_prefix(own) == name
    ]


def _refuses(field: Field, name: str, value: str) -> bool:
    given = field.widget.value_from_datadict(MultiValueDict({name: [value]}), MultiValueDict(), name)
    try:
        field.clean(given)
    except ValidationError:
        return True
    return False
