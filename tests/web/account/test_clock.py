"""T57: the machine's clock jumps; what was used stays used, what is over stays over, and guesses stay counted."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client, RequestFactory
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.links.actions import LIFE, confirm_details, issue
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.core.refusals import Refused
from parcours.messaging.calendar.actions import make_feed, revoke_feed
from parcours.web.public import link_cookie
from tests import factories
from tests.clocks import HOUR_BACK, YEAR_AHEAD, moved
from tests.web.account.signing import code_of_app, enter_password, is_in, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

JUMPS = pytest.mark.parametrize("step", [HOUR_BACK, YEAR_AHEAD])


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", contact_name="Ana Roy", contact_email="ana@example.org")


def a_link(here: Organization) -> SignedLink:
    """A link for the organization's contact."""
    with scope(organization=here):
        link, _address = issue(
            purpose=Purpose.CONFIRM_CONTACT, name="Ana Roy", email="ana@example.org", by=system(here)
        )
    return link


def enter_second(email: str, code: str) -> bool:
    """Sign in with a code of an app; whether it let the person in."""
    client = Client()
    enter_password(client, email)
    client.post("/account/login/second-factor/", {"code": code})
    return is_in(client)


@JUMPS
def test_t57_a_mailed_code_that_was_used_stays_used(client: Client, step: timedelta) -> None:
    client.post("/account/login/code/", {"email": factories.user().email})
    code = mailed_code()
    client.post("/account/login/code/confirm/", {"code": code})
    assert is_in(client)
    with moved(step):
        client.post("/account/logout/")
        client.post("/account/login/code/confirm/", {"code": code})
        assert not is_in(client)


def test_t57_a_mailed_code_is_over_a_year_ahead_and_guessed_three_times_an_hour_back(client: Client) -> None:
    client.post("/account/login/code/", {"email": factories.user().email})
    with moved(YEAR_AHEAD):
        client.post("/account/login/code/confirm/", {"code": mailed_code()})
        assert not is_in(client)
    client.post("/account/login/code/", {"email": factories.user().email})
    with moved(HOUR_BACK):
        for guess in ("AAAAAA", "BBBBBB", "CCCCCC", mailed_code()):
            client.post("/account/login/code/confirm/", {"code": guess})
        assert not is_in(client)


def test_t57_a_code_of_an_app_stays_used_when_its_time_comes_again() -> None:
    someone = factories.user()
    factories.app_for(someone)
    code = code_of_app()
    assert enter_second(someone.email, code)
    with moved(HOUR_BACK):
        assert not enter_second(someone.email, code)
        assert enter_second(someone.email, code_of_app())
    assert not enter_second(someone.email, code)


def test_t57_a_code_of_an_app_is_none_a_year_ahead() -> None:
    someone = factories.user()
    factories.app_for(someone)
    code = code_of_app()
    with moved(YEAR_AHEAD):
        assert not enter_second(someone.email, code)


@JUMPS
def test_t57_a_link_that_was_used_or_withdrawn_stays_so(north: Organization, step: timedelta) -> None:
    link, version = a_link(north), north.version
    with scope(organization=north):
        confirm_details(link=link, version=version, name="Ana Roy", email="ana@example.org")
        with moved(step):
            link.refresh_from_db()
            assert not link.works
            with pytest.raises(Refused):
                confirm_details(link=link, version=version, name="Else", email="else@example.org")


def test_t57_a_link_works_an_hour_longer_at_most_and_is_over_a_year_ahead(north: Organization) -> None:
    link = a_link(north)
    works = []
    for step in (YEAR_AHEAD, HOUR_BACK, HOUR_BACK + LIFE, HOUR_BACK + LIFE + timedelta(hours=1)):
        with moved(step):
            works.append(link.works)
    assert works == [False, True, True, False]


@JUMPS
def test_t57_what_a_browser_carries_of_a_link_is_over(north: Organization, step: timedelta) -> None:
    link, request = a_link(north), RequestFactory().get("/link/")
    until = int(timezone.now().timestamp()) + 30 * 60
    request.COOKIES[link_cookie.COOKIE] = signing.dumps([link.pk, link.purpose, until], salt="parcours.link")
    assert link_cookie.carried(request) == link
    with moved(step):
        assert link_cookie.carried(request) is None


@JUMPS
def test_t57_the_address_of_a_feed_that_was_withdrawn_stays_so(
    client: Client, north: Organization, step: timedelta
) -> None:
    someone = factories.member(north, Role.MENTOR)
    by = Actor(north, user=someone)
    with scope(organization=north):
        address = f"/calendar/{make_feed(whose=someone, shows_names=False, by=by)}.ics"
        assert client.get(address).status_code == 200
        revoke_feed(whose=someone, by=by)
    with moved(step):
        assert client.get(address).status_code == 404
