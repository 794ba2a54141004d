"""Who gets a page, and what the others get instead."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_member_sees_the_organization(client: Client) -> None:
    ours = factories.organization("north", name_en="Northern Agency")
    client.force_login(factories.member(ours, Role.MENTOR))
    response = client.get("/o/north/")
    assert (response.status_code, response.context["organization"]) == (200, ours)
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_another_organization_looks_as_if_it_did_not_exist(client: Client) -> None:
    factories.organization("south")
    client.force_login(factories.member(factories.organization("north"), Role.ADMINISTRATOR))
    answers = [client.get(address) for address in ("/o/south/", "/o/missing/")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_role_without_the_permission_is_refused(client: Client) -> None:
    client.force_login(factories.member(factories.organization("north"), Role.MENTOR))
    assert client.get("/o/north/manage/members/").status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    factories.organization("north")
    response = client.get("/o/north/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/o/north/")


@pytest.mark.parametrize("method", ["trace", "put", "delete", "patch", "options"])
def test_t25_no_page_answers_other_methods(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_the_language_chosen_is_kept(client: Client) -> None:
    response = client.post("/language/", {"language": "fr", "next": "/"}, follow=True)
    assert (response["Content-Language"], response.redirect_chain) == ("fr-CA", [("/", 302)])
