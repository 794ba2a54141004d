"""What no database takes, and what keeps a site busy: a page that says no, never an error of ours."""

import re
import time
from collections.abc import Iterator, Sequence

import pytest
from django.test import Client, RequestFactory
from django.urls import is_valid_path
from django.utils.http import urlencode

from tests.access.addresses import Address, addresses
from tests.access.few import few_at_once
from tests.access.forms import QUERIES, each_form, pages_with_forms
from tests.access.posts import Request, each_way, undone
from tests.access.reads import reads
from tests.access.test_forms import everything
from tests.access.test_matrix import path_of
from tests.access.walk import pages
from tests.access.world import World
from tests.access.writes import writes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ODD = {
    "NUL": "a\0b",
    "beyond 64 bits": str(2**63),
    "far beyond": "9" * 400,
    "negative": "-1",
    "no such day": "9999-99-99",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "wildcards, quotes, right to left": "%_\\*?['\"`;--\u202etxt.exe",
    "digits that are no number": "²٣",
    "not a number": "NaN",
    "deep": "[" * 20_000,
    "long": "x" * 5_000,
}
"""Values by what is odd about them."""

# What no text holds: written as the bytes that a browser would never send.
RAW = {"half a letter": "%ED%A0%80", "no letter": "%FF%FE", "cut": "%E2%82"}

NAMES = (
    "q",
    "sort",
    "page",
    "file",
    "next",
    "lang",
    "language",
    "role",
    "state",
    "runs",
    "selected",
    "network",
    "key",
)
"""Parameters that some page reads from its address; each page is asked with all of them."""
OWN_NAMES = frozenset(NAMES) - {"lang"}
"""Those that a page reads by itself: the language is read before any page, by the same lines."""

A_MEGABYTE = "a" * 1_000_000
SOON = 60.0
"""Seconds of this process. A page takes hundredths of one; what looks at every letter again for every letter, hours."""


@pytest.mark.postgresql_only
@few_at_once(pages())
def test_t38_odd_values_in_the_query(some: Sequence[Address], administrator: Client, ours: World) -> None:
    asked = [urlencode(dict.fromkeys(NAMES, value)) for value in ODD.values()]
    asked += ["&".join(f"{name}={value}" for name in NAMES) for value in RAW.values()]
    broken = []
    for path in [path_of(address, "ours", ours) for address in some]:
        for query in asked:
            with undone(administrator), reads() as read:
                if administrator.get(f"{path}?{query}").status_code >= 500:
                    broken.append(f"{path} {query[:60]}")
            if read.isdisjoint(OWN_NAMES):  # it would answer every other the same
                break
    assert broken == []


ODD_NUMBERS = ("0", str(2**31), str(2**63), str(2**64), "9" * 400, "٣")
ODD_TEXTS = ("%00", "%ED%A0%80", "%FF", "a" * 5_000, "..", "'", "%25")


def odd_paths(address: Address) -> Iterator[str]:
    """The address with something odd in the place of all its parameters, then of those beside the organization."""
    for value in (*ODD_NUMBERS, *ODD_TEXTS):
        yield "/" + re.sub(r"<[^>]+>", value, address.route)
        if address.parameters and "<slug:organization>" in address.route:
            yield "/" + re.sub(r"<[^>]+>", value, address.route.replace("<slug:organization>", "ours"))


def leads_to_a_page(path: str) -> bool:
    """Whether the site has a page at the address, as a request names it: all others are answered by the same lines."""
    return bool(is_valid_path(RequestFactory().get(path).path_info))


@pytest.mark.postgresql_only
@few_at_once([one for one in addresses() if "<" in one.route])
def test_t38_odd_values_in_the_address(some: Sequence[Address], administrator: Client, ours: World) -> None:
    assert ours.organization.slug == "ours"
    broken = []
    for address in some:
        assert address.access is not None
        for path in filter(leads_to_a_page, odd_paths(address)):
            for method in {"GET", "POST"} & {*address.access.methods}:
                with undone(administrator):
                    status = administrator.generic(method, path).status_code
                broken += [f"{method} {path[:80]}"] if status >= 500 else []
    assert broken == []


@pytest.mark.postgresql_only
@pytest.mark.parametrize("value", [*ODD_NUMBERS, *ODD_TEXTS], ids=lambda value: value[:9])
@pytest.mark.usefixtures("ours")
def test_t38_an_odd_address_that_leads_nowhere(value: str, administrator: Client) -> None:
    paths = [f"/{value}", f"/{value}/", f"/o/{value}/nowhere/", f"/o/ours/nowhere/{value}/"]
    answers = {
        administrator.generic(method, path).status_code for path in paths for method in ("GET", "POST")
    }
    assert answers <= {301, 404}


@pytest.mark.postgresql_only
@few_at_once(pages_with_forms(), 1)  # some take half a minute: one worker would end long after the others
def test_t38_odd_values_in_forms(some: Sequence[Address], administrator: Client, ours: World) -> None:
    broken, called = [], {value: what for what, value in ODD.items()}
    known: set[Request] = set()
    for where, form, sent in each_form(administrator, some, ours):
        names = [
            name for name in form.names() if name != "csrfmiddlewaretoken"
        ]  # the client's, not the page's
        for name, value, answer in each_way(
            administrator, where, form, sent, names, [*ODD.values()], known=known
        ):
            if answer.status_code >= 500:
                broken.append(f"{where} {name}: {called[value]}")
    assert broken == []


@pytest.mark.sqlite_only
@few_at_once(pages_with_forms())
def test_t37_a_megabyte_in_a_field_is_refused_soon(
    some: Sequence[Address], administrator: Client, ours: World
) -> None:
    wrong = []
    for where, form, sent in each_form(administrator, some, ours):
        for name in form.texts():
            with undone(administrator):
                began = time.process_time()
                with writes("django_session", "usersessions_") as written:
                    answer = administrator.post(where, sent | {name: [A_MEGABYTE]})
                took = time.process_time() - began
                after = everything() if written else {}
            if answer.status_code >= 500 or took > SOON:
                wrong.append(f"{where} {name}: {answer.status_code}, {took:.2f} s")
            if written and everything() != after:
                wrong.append(f"{where} keeps a megabyte in {name}")
    assert wrong == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("path", ["/account/login/", "/language/", "/o/ours/manage/organization/"])
def test_t37_a_hundred_thousand_fields_are_refused_soon(path: str, administrator: Client) -> None:
    began = time.process_time()
    answer = administrator.post(path, {f"field{number}": "" for number in range(100_000)})
    took = time.process_time() - began
    assert answer.status_code in {400, 413}
    assert took < SOON


def test_the_odd_pages_are_looked_at_with_their_queries() -> None:
    assert {address.name for address in pages()} >= QUERIES.keys()
