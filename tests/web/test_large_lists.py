"""A list asks the same questions of the database however many rows it has, and few of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from parcours.people.kinds import Kind
from tests import factories

pytestmark = pytest.mark.django_db

MOST = 20
LISTS = (
    "members/",
    "members/?page=2",
    "members/?q=person",
    "members/?role=mentor",
    "members/?sort=email",
    "people/mentors/",
    "people/mentors/?page=2",
    "people/mentors/?q=person",
)


def queries(client: Client, path: str) -> list[str]:
    client.get(path)  # the first time, more is looked up
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [str(query["sql"]) for query in captured.captured_queries]


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def client(ours: Organization) -> Client:
    client = Client()
    client.force_login(administrator(ours))
    return client


def administrator(of: Organization) -> User:
    return factories.member(of, Role.ADMINISTRATOR)


def mentor(of: Organization) -> None:
    factories.person(of, Kind.MENTOR, user=factories.member(of, Role.MENTOR))


@pytest.mark.parametrize("path", LISTS)
def test_t63_more_rows_are_no_more_queries(path: str, ours: Organization, client: Client) -> None:
    address = f"/o/ours/manage/{path}"
    for _number in range(3):
        mentor(ours)
    few = len(queries(client, address))
    for _number in range(60):
        mentor(ours)
    assert (len(queries(client, address)), few <= MOST) == (few, True)


def test_t63_what_is_passed_over_is_not_read(ours: Organization, client: Client) -> None:
    for _number in range(60):
        factories.member(ours, Role.MENTOR)
    passing = [sql for sql in queries(client, "/o/ours/manage/members/?page=2") if "OFFSET 50" in sql]
    assert [sql.partition(" FROM ")[0] for sql in passing] == ['SELECT "accounts_membership"."id" AS "pk"']
