"""T36: the address of a calendar feed gets out."""

import datetime as dt
import io
import logging

import pytest
import vobject
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from ical.calendar_stream import IcsCalendarStream
from pytest_django.fixtures import Settings

from parcours.accounts.actors import Actor
from parcours.accounts.models import AuditEntry, Membership, User
from parcours.accounts.roles import Role
from parcours.core.logs import JsonFormatter
from parcours.core.refusals import NotAllowed, Refused
from parcours.messaging.calendar.actions import cancel_appointment, make_feed, revoke_feed
from parcours.messaging.calendar.actions.feeds import guest
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from tests import factories
from tests.messaging.calendar.made import acting, coordinator, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor() -> Actor:
    """Somebody with an account who is invited to a meeting with Luc."""
    north = factories.organization("north", contact_email="hello@north.example")
    user = factories.member(north, Role.MENTOR, email="ana@example.org", name="Ana Roy")
    factories.member(north, Role.PARTICIPANT, email="luc@example.org", name="Luc Côté-Martin")
    make(
        coordinator(north),
        "ana@example.org",
        "luc@example.org",
        place="20 Main Street",
        online="https://m.ca/x",
    )
    return acting(user, north)


def user_of(actor: Actor) -> User:
    assert actor.user is not None
    return actor.user


def feed(actor: Actor, *, names: bool = False) -> str:
    """Make the actor's feed; its address."""
    with scope(organization=actor.here):
        return f"/calendar/{make_feed(whose=user_of(actor), shows_names=names, by=actor)}.ics"


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_t36_the_address_is_256_random_bits_of_which_only_a_hash_is_kept(mentor: Actor) -> None:
    secrets = {feed(mentor).removeprefix("/calendar/").removesuffix(".ics") for _ in range(3)}
    assert {len(secret) for secret in secrets} == {43}  # 32 bytes, in base64
    assert len(secrets) == 3
    with scopes_disabled():
        kept = str(list(Feed.objects.values_list()))
    assert [secret for secret in secrets if secret in kept] == []


def test_t36_a_feed_says_initials_only_and_nothing_that_was_typed(mentor: Actor) -> None:
    text = read(feed(mentor))
    (event,) = IcsCalendarStream.calendar_from_ics(text).events
    assert event.summary == "Mentoring meeting with L. C. M."
    assert vobject.readOne(text).vevent.summary.value == event.summary
    typed = (
        "Luc",
        "Ana",
        "Martin",
        "First meeting",
        "Main Street",
        "m.ca",
        "luc@example.org",
        "ana@example.org",
    )
    assert [word for word in typed if word in text.replace("\r\n ", "")] == []


def test_t36_names_are_shown_where_the_person_chose_to(mentor: Actor) -> None:
    (event,) = IcsCalendarStream.calendar_from_ics(read(feed(mentor, names=True))).events
    assert (event.summary, event.location) == (
        "First meeting with Luc Côté-Martin",
        "20 Main Street · https://m.ca/x",
    )


def test_t36_nobody_learns_who_else_comes_to_an_orientation(mentor: Actor) -> None:
    make(
        coordinator(mentor.here), "ana@example.org", "luc@example.org", kind="orientation", title_en="Welcome"
    )
    events = IcsCalendarStream.calendar_from_ics(read(feed(mentor, names=True))).events
    assert sorted(str(event.summary) for event in events) == ["First meeting with Luc Côté-Martin", "Welcome"]


def test_t36_a_new_address_ends_the_old_one(mentor: Actor) -> None:
    old, new = feed(mentor), feed(mentor)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]


def test_t36_withdrawn_it_is_not_found(mentor: Actor) -> None:
    address = feed(mentor)
    with scope(organization=mentor.here):
        revoke_feed(whose=user_of(mentor), by=mentor)
        with pytest.raises(Refused, match="no address that works"):
            revoke_feed(whose=user_of(mentor), by=mentor)
    assert Client().get(address).status_code == 404
    with scopes_disabled():
        verbs = list(AuditEntry.objects.filter(verb__startswith="feed").values_list("verb", flat=True))
    assert verbs == ["feed.made", "feed.revoked"]


@pytest.mark.parametrize("end", ["membership", "account", "organization"])
def test_t36_it_ends_with_the_membership_the_account_and_the_organization(mentor: Actor, end: str) -> None:
    address, user = feed(mentor), user_of(mentor)
    with scope(organization=mentor.here):
        if end == "membership":
            Membership.objects.filter(user=user).update(ended_at=timezone.now())
        elif end == "account":
            User.objects.filter(pk=user.pk).update(is_active=False)
        else:
            type(mentor.here).objects.filter(pk=mentor.here.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_t36_it_can_only_be_read(mentor: Actor) -> None:
    address = feed(mentor)
    client = Client()
    assert [
        getattr(client, method)(address).status_code
        for method in ("post", "put", "patch", "delete", "options")
    ] == [405] * 5
    assert client.head(address).status_code == 200


def test_t36_nobody_makes_or_withdraws_another_s(mentor: Actor) -> None:
    other = coordinator(mentor.here)
    with scope(organization=mentor.here):
        with pytest.raises(NotAllowed):
            make_feed(whose=user_of(mentor), shows_names=True, by=other)
        with pytest.raises(NotAllowed):
            revoke_feed(whose=user_of(mentor), by=other)


def test_t36_no_store_no_referrer_and_an_etag(mentor: Actor) -> None:
    address = feed(mentor)
    response = Client().get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    again = Client().get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in again["Cache-Control"]


def test_a_change_makes_another_etag(mentor: Actor) -> None:
    address = feed(mentor)
    before = Client().get(address)["ETag"]
    with scope(organization=mentor.here):
        row = Appointment.objects.get()
        cancel_appointment(appointment=row, sequence=0, by=coordinator(mentor.here))
    after = Client().get(address, headers={"if-none-match": before})
    event = vobject.readOne(after.content.decode()).vevent
    assert (after.status_code, event.status.value, event.sequence.value) == (200, "CANCELLED", "1")


def test_it_says_how_often_to_ask(mentor: Actor) -> None:
    calendar = vobject.readOne(read(feed(mentor)))
    said = [calendar.contents[name][0].value for name in ("refresh-interval", "x-published-ttl")]
    assert said == ["PT1H", "PT1H"]
    assert [name for name in calendar.contents if name == "method"] == []


def test_t36_the_secret_is_in_no_log(mentor: Actor, settings: Settings) -> None:
    """Every logger, at every level: pages that work, that do not, that break."""
    address = feed(mentor)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.server", "parcours")
    ]
    for logger in loggers:
        logger.addHandler(handler)
    client = Client(raise_request_exception=False)
    try:
        client.get(address)
        client.post(address)
        client.get(f"{address}/")
        settings.ALLOWED_HOSTS = ["elsewhere.example"]
        client.get(address)
        settings.ALLOWED_HOSTS = ["*"]
        with scope(organization=mentor.here):
            revoke_feed(whose=user_of(mentor), by=mentor)
        client.get(address)
        logging.getLogger("django.request").error("Broken: %s", address)
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert "/calendar/" in written.getvalue()
    assert secret not in written.getvalue()


def guest_of(actor: Actor) -> Attendee:
    """Somebody without an account who is invited."""
    make(coordinator(actor.here), "guest@example.org", "ana@example.org")
    with scope(organization=actor.here):
        return Attendee.objects.select_related("organization").get(email="guest@example.org")


def test_t36_a_guest_s_feed_holds_what_the_guest_is_invited_to(mentor: Actor) -> None:
    attendee = guest_of(mentor)
    with scope(organization=mentor.here):
        token = make_feed(whose=attendee, shows_names=False, by=guest(attendee))
        with pytest.raises(NotAllowed):
            make_feed(whose=attendee, shows_names=True, by=mentor)
    (event,) = IcsCalendarStream.calendar_from_ics(read(f"/calendar/{token}.ics")).events
    assert event.summary == "Mentoring meeting with A. R."


def test_t36_another_organization_s_appointments_are_not_in_it(mentor: Actor) -> None:
    south = factories.organization("south")
    factories.join(south, user_of(mentor), Role.MENTOR)
    make(coordinator(south), "ana@example.org", title_en="Elsewhere")
    events = IcsCalendarStream.calendar_from_ics(read(feed(mentor, names=True))).events
    assert [event.summary for event in events] == ["First meeting with Luc Côté-Martin"]


def test_it_is_in_the_person_s_language(mentor: Actor) -> None:
    User.objects.filter(pk=user_of(mentor).pk).update(language="fr")
    (event,) = IcsCalendarStream.calendar_from_ics(read(feed(mentor))).events
    assert event.summary == "Rencontre de mentorat avec L. C. M."


def test_what_is_long_over_is_left_out(mentor: Actor) -> None:
    address = feed(mentor)
    with scope(organization=mentor.here):
        Appointment.objects.update(starts_at=timezone.now() - dt.timedelta(days=91))
    assert IcsCalendarStream.calendar_from_ics(read(address)).events == []
