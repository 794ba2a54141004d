"""Messages that one can do without are stopped by one click, for one person and one kind; the others still come."""

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.models import AuditEntry, Organization
from parcours.messaging import subscriptions
from parcours.messaging.actions import post
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing, State, Subscription
from parcours.messaging.subscriptions import SUMMARY, subscription
from tests import factories
from tests.messaging.rows import code, invite, rows

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


def imported(to: str, of: Organization) -> Outgoing:
    """A message that one can do without, sent to somebody."""
    post("import.finished", to=to, organization=of, file="a.csv", applied=1, total=2)
    return rows()[-1]


def stop_address(row: Outgoing) -> str:
    """The address that the message gives to stop its kind, as a mail program reads it."""
    said = contents(row)
    assert said is not None
    return said.headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def verbs() -> list[str]:
    with scopes_disabled():
        return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_message_that_one_can_do_without_says_how_to_stop_it(ours: Organization) -> None:
    row = imported("ana@example.org", ours)
    said = contents(row)
    assert said is not None
    assert said.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = stop_address(row)
    assert (address in said.text, address in said.html, address.startswith("/messages/stop/")) == (
        True,
        True,
        True,
    )


def test_an_essential_message_does_not(ours: Organization) -> None:
    invite("ana@example.org", ours)
    code()
    assert [("List-Unsubscribe" in said.headers) for said in map(contents, rows()) if said] == [False, False]
    assert not Subscription.objects.exists()


def test_a_look_changes_nothing_and_one_click_stops(ours: Organization) -> None:
    address = stop_address(imported("ana@example.org", ours))
    page = Client().get(address)
    assert (page.status_code, imported("ana@example.org", ours).state) == (200, State.WAITING)
    for _time in range(2):
        without_cookies = Client(enforce_csrf_checks=True)
        assert without_cookies.post(address, ONE_CLICK).status_code == 200
    assert imported("ana@example.org", ours).state == State.UNWANTED
    assert verbs() == ["messages.stopped"]


def test_it_is_bound_to_one_person_and_one_kind(ours: Organization) -> None:
    Client().post(stop_address(imported("ana@example.org", ours)), ONE_CLICK)
    assert imported("luc@example.org", ours).state == State.WAITING
    invite("ana@example.org", ours)
    post("partner.named", to="ana@example.org", organization=ours, partner="P", day="today", role="funder")
    assert [row.state for row in rows()][-2:] == [State.WAITING, State.HELD]


def test_what_is_not_wanted_is_not_kept_but_noted(ours: Organization) -> None:
    Client().post(stop_address(imported("ana@example.org", ours)), ONE_CLICK)
    unwanted = imported("ana@example.org", ours)
    assert (unwanted.state, unwanted.sealed) == (State.UNWANTED, "")


def test_it_can_be_taken_back_on_the_same_page(ours: Organization) -> None:
    address = stop_address(imported("ana@example.org", ours))
    browser = Client()
    browser.post(address, ONE_CLICK)
    browser.post(address, {"again": "1"})
    assert imported("ana@example.org", ours).state == State.WAITING
    assert verbs() == ["messages.stopped", "messages.wanted"]


def test_every_message_of_a_kind_has_the_same_link_and_only_a_hash_is_readable(ours: Organization) -> None:
    one, other = imported("Ana@example.org", ours), imported("ana@example.org", ours)
    assert stop_address(one) == stop_address(other)
    kept = Subscription.objects.get()
    token = stop_address(one).split("/")[-2]
    assert (token in repr(vars(kept)), kept.token_hash) == (False, subscriptions.hash_of(token))


def test_an_unknown_link_stops_nothing() -> None:
    assert Client().post(f"/messages/stop/{'x' * 43}/", ONE_CLICK).status_code == 404


def test_whoever_stops_the_summary_gets_nothing_that_is_gathered(ours: Organization) -> None:
    subscriptions.stop(subscription("ana@example.org", SUMMARY))
    post("partner.named", to="ana@example.org", organization=ours, partner="P", day="today", role="funder")
    assert rows()[-1].state == State.UNWANTED
    assert imported("ana@example.org", ours).state == State.WAITING
