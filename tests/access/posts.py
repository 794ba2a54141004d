"""Forms sent over and over, each time as if it were the first time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import BaseForm, Field
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.access.forms import PageForm
from tests.access.reads import reads
from tests.access.writes import taken_back

type Request = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Where a form is sent, and all that it holds."""


@contextmanager
def undone(*clients: Client) -> Iterator[None]:
    """Take back, at its end, whatever the block wrote and said to the browsers; begin with nobody throttled."""
    cache.clear()
    with taken_back(*clients):
        yield


def each_way(
    client: Client,
    where: str,
    form: PageForm,
    sent: Mapping[str, list[str]],
    names: Sequence[str],
    values: Sequence[str],
    *,
    known: set[Request],
    alike: bool = False,
) -> Iterator[tuple[str, str, Any]]:
    """Send a form with each of ``values`` in the fields called ``names``: give where it stood, it, and the answer.

    A value is sent in every field at once, where one answer shows whatever each of them says to it; then in all that
    take it, as what a form takes goes further only where all else is taken as well; and where that leads nowhere, in
    each of these alone. A field that refuses a value whatever else is sent lets nothing after it see it, and two values
    that it takes for the same (a box that is ticked) are one. What steers a page (its hidden fields and buttons) and
    what is no field of its form is only sent alone, and once where the page does not read it. Of values that are
    ``alike``, such as numbers of rows, only the first is shown to fields that refuse it. What was sent that way before,
    by other forms of the page, is ``known``: it is not sent again. What is written is taken back after each answer was
    looked at; the caller goes on to the end.
    """

    def send(fields: Iterable[str], value: str) -> Any:  # noqa: ANN401 - the test client’s own answer
        return client.post(where, {**sent, **{name: [value] for name in fields}})

    steering = {one.name for one in form.inputs if one.kind in {"hidden", "submit"}}
    together = [name for name in names if name in form.names() and name not in steering]
    if together:
        yield from _in_fields(client, send, together, values, alike=alike)
    for name in (name for name in names if name not in together):
        for value in values:
            request = as_request(where, {**sent, name: [value]})
            if request in known:
                continue
            known.add(request)
            with undone(client), reads() as read:
                yield name, value, send([name], value)
            if name not in read:  # it would answer every other the same
                break


def as_request(where: str, sent: Mapping[str, list[str]]) -> Request:
    """What a page is sent, but for the token against forgery, which is another one in each form."""
    fields = [(name, tuple(values)) for name, values in sent.items() if name != "csrfmiddlewaretoken"]
    return where, tuple(sorted(fields))


def _in_fields(
    client: Client,
    send: Callable[[Iterable[str], str], Any],
    names: Sequence[str],
    values: Sequence[str],
    *,
    alike: bool,
) -> Iterator[tuple[str, str, Any]]:
    first: Any = None
    seen: set[tuple[str, str]] = set()
    for value in values:
        if first is None or not alike:
            with undone(client):
                first = send(names, value)
                yield ", ".join(names), value, first
            if leads_on(first):
                continue
        taken = {name: made for name in names if (made := taken_as(first, name, value))}
        if 1 < len(taken) < len(names):
            with undone(client):
                answer = send(taken, value)
                yield ", ".join(taken), value, answer
            if leads_on(answer):
                continue
        for name in (name for name, made in taken.items() if (name, made) not in seen):
            with undone(client):
                yield name, value, send([name], value)
        seen |= taken.items()


def leads_on(answer: Any) -> bool:  # noqa: ANN401 - the test client’s own answer
    """Whether a form was taken, with all that it held: its page then leads to another."""
    return answer.status_code in {302, 303}


def taken_as(answer: Any, name: str, value: str) -> str:  # noqa: ANN401 - the test client’s own answer
    """What the form that was answered makes of ``value`` in its field ``name``; empty where it refuses it, always."""
    fields = _fields(answer, name)
    return (
        "; ".join(filter(None, (_made(field, name, value) for field in fields)))
        if fields
        else f"as sent: {value}"
    )


def _fields(answer: Any, name: str) -> list[Field]:  # noqa: ANN401 - the test client’s own answer
    """The fields called ``name`` of every form that was sent, as the templates of the answer were given them."""
    if answer.status_code >= 500:  # the page that says so has no form
        return []
    given = [values for context in answer.context or () for values in context]
    forms = {id(one): one for values in given for one in values.values() if isinstance(one, BaseForm)}
    return [
        field
        for form in forms.values()
        for own, field in form.fields.items()
        if form.is_bound and form.add_prefix(own) == name
    ]


def _made(field: Field, name: str, value: str) -> str:
    given = field.widget.value_from_datadict(MultiValueDict({name: [value]}), MultiValueDict(), name)
    try:
        return repr(field.clean(given))
    except ValidationError:
        return ""
