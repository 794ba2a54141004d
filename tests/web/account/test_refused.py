"""A wrong password or code is in the audit log of the person's organizations, and the answer does not tell."""

import pytest
from django.db import connection
from django.tasks import default_task_backend
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled
from time_machine import Traveller

from parcours.accounts.audit.queries import readable
from parcours.accounts.models import AuditEntry, Organization, User
from parcours.accounts.roles import Role
from parcours.accounts.tasks import note_refused
from tests import factories
from tests.web.account.signing import enter_password, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave", "_nothing_waits")]

WRONG = "wrong and long enough"


@pytest.fixture
def _nothing_waits() -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]


def work() -> list[tuple[str, str, object, object]]:
    """Do what the worker does; the entries: organization, verb, who, and what else is said."""
    for result in default_task_backend.results:  # type: ignore[attr-defined]
        note_refused.call(*result.args, **result.kwargs)
    with scopes_disabled():
        rows = AuditEntry.objects.filter(verb="account.refused").select_related(
            "organization", "content__actor"
        )
        return [
            (row.organization.slug, str(row.content.about), row.content.actor, (readable(row) or {})["more"])
            for row in rows.order_by("pk")
            if row.organization
        ]


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def mentor(ours: Organization) -> User:
    return factories.member(ours, Role.MENTOR, email="mentor@ours.example")


def test_v5_0_0_16_3_1_t55_a_wrong_password_is_noted_once_a_minute(mentor: User, clock: Traveller) -> None:
    for _ in range(3):
        enter_password(Client(), mentor.email.upper(), WRONG)
    clock.shift(61)
    enter_password(Client(), mentor.email, WRONG)
    said = {"way": "sign_in", "too_often": False}
    assert work() == [("ours", mentor.email, None, said)] * 2


def test_t55_it_is_noted_in_every_organization_of_the_person_and_in_no_other(mentor: User) -> None:
    factories.join(factories.organization("second"), mentor, Role.FUNDER)
    factories.organization("third")
    enter_password(Client(), mentor.email, WRONG)
    assert [slug for slug, *_rest in work()] == ["ours", "second"]


def test_t55_too_many_tries_are_noted(mentor: User) -> None:
    for _ in range(12):
        enter_password(Client(), mentor.email, WRONG)
    assert [said for *_row, said in work()] == [
        {"way": "sign_in", "too_often": False},
        {"way": "sign_in", "too_often": True},
    ]


def test_t55_a_wrong_mailed_code_is_noted(client: Client, mentor: User) -> None:
    client.post("/account/login/code/", {"email": mentor.email})
    client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    assert work() == [("ours", mentor.email, None, {"way": "code", "too_often": False})]


def test_t55_a_wrong_second_factor_is_noted(client: Client, mentor: User) -> None:
    factories.app_for(mentor)
    enter_password(client, mentor.email)
    client.post("/account/login/second-factor/", {"code": "000000"})
    assert work() == [("ours", mentor.email, None, {"way": "factor", "too_often": False})]


@pytest.mark.parametrize(
    ("path", "fields", "way"),
    [
        ("/account/confirm/", {"password": WRONG}, "confirm"),
        ("/account/password/", {"oldpassword": WRONG, "password1": "another long sentence"}, "change"),
    ],
)
def test_t55_whoever_is_signed_in_and_enters_a_wrong_password_is_named(
    client: Client, mentor: User, path: str, fields: dict[str, str], way: str
) -> None:
    enter_password(client, mentor.email)
    client.post(path, fields)
    assert work() == [("ours", mentor.email, mentor, {"way": way, "too_often": False})]


@pytest.mark.parametrize("login", ["nobody@example.org", "1", "mentor"])
def test_t55_where_nobody_has_the_account_nothing_is_written(mentor: User, login: str) -> None:
    assert mentor.pk
    enter_password(Client(), login, WRONG)
    assert work() == []


def test_t55_what_is_right_or_left_empty_is_not_noted(client: Client, mentor: User) -> None:
    enter_password(client, mentor.email, "")
    enter_password(client, mentor.email)
    client.post("/account/login/code/", {"email": mentor.email})
    assert work() == []


def test_t55_what_was_typed_is_kept_nowhere(mentor: User) -> None:
    enter_password(Client(), mentor.email, WRONG)
    enter_password(Client(), "nobody@example.org", WRONG)
    waiting = str([(result.args, result.kwargs) for result in default_task_backend.results])  # type: ignore[attr-defined]
    assert (WRONG in waiting, "example" in waiting, WRONG in str(work())) == (False, False, False)


@pytest.mark.parametrize("password", [WRONG, ""])
def test_t16_the_page_does_as_much_for_an_address_that_nobody_has(mentor: User, password: str) -> None:
    done = []
    for email in (
        "first@example.org",
        mentor.email,
        "nobody@example.org",
    ):  # the first time more is looked up
        default_task_backend.clear()  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as asked:
            answer = enter_password(Client(), email, password)
        # allauth looks once more, by an index, for an address that nobody has: what takes time is writing and hashing.
        writes = [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
        waiting = len(default_task_backend.results)  # type: ignore[attr-defined]
        done.append((answer.status_code, len(writes), waiting))
    assert done[1] == done[2]


def test_a_code_mailed_and_entered_right_is_not_noted(client: Client, mentor: User) -> None:
    client.post("/account/login/code/", {"email": mentor.email})
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    assert work() == []
