"""T42: two people edit the same thing. The second sees both values, has lost nothing, and may save over knowingly."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actions.memberships import end_memberships
from parcours.accounts.actors import Actor
from parcours.accounts.models import (
    AuditEntry,
    Membership,
    Organization,
)
from parcours.accounts.roles import Role
from parcours.core.versions import Versioned
from parcours.people.models.coded import Coded
from parcours.programs.models import Cohort
from parcours.web.editing import Difference
from tests.access.forms import forms_of
from tests.access.world import World, make
from tests.web.edits import BY_BUTTONS, EDITS, details, issuer, link, now, provider, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> World:
    return make("ours")


@pytest.fixture
def browser(ours: World) -> Client:
    client = Client()
    client.force_login(ours.people[Role.ADMINISTRATOR])
    return client


def on(page: bytes) -> dict[str, Any]:
    """What the form on the page sends as it stands, all that is chosen of several included."""
    forms = forms_of(page.decode())
    form = next((one for one in forms if "version" in one.unchanged()), forms[0])
    chosen: dict[str, list[str]] = {}
    for one in form.inputs:
        if one.kind == "checkbox" and one.checked:
            chosen.setdefault(one.name, []).append(one.value)
    return form.unchanged() | {name: several for name, several in chosen.items() if len(several) > 1}


def typed(client: Client, path: str) -> dict[str, Any]:
    """What the form at the address sends as it stands."""
    return on(client.get(path).content)


def test_every_kind_of_row_that_is_edited_is_here() -> None:
    assert {
        model for model in apps.get_models() if issubclass(model, Versioned | Coded)
    } - EDITS.keys() == BY_BUTTONS


@pytest.mark.parametrize("model", EDITS, ids=lambda model: model.__name__)
def test_t42_the_second_sees_both_values_and_may_save_over(
    model: type[Versioned | Membership | Coded], ours: World, browser: Client
) -> None:
    edit = EDITS[model]
    path, button = edit.path(ours), {edit.button: "1"} if edit.button else {}
    seen = typed(browser, path) | button
    assert browser.post(path, seen | edit.theirs).status_code == 302
    second = browser.post(path, seen | edit.yours)
    assert (second.status_code, second.context["editing"].differences) == (409, edit.differences)
    with scopes_disabled():
        before = AuditEntry.objects.count()
    secret = {"secret": edit.yours["secret"]} if "secret" in edit.yours else {}
    assert browser.post(path, on(second.content) | secret | button).status_code == 302
    assert edit.kept(ours) == edit.after
    with scopes_disabled():
        assert AuditEntry.objects.count() > before


@pytest.mark.parametrize("model", EDITS, ids=lambda model: model.__name__)
def test_t42_what_was_typed_stays_in_the_form_and_theirs_stays_kept(
    model: type[Versioned | Membership | Coded], ours: World, browser: Client
) -> None:
    edit = EDITS[model]
    path, button = edit.path(ours), {edit.button: "1"} if edit.button else {}
    seen = typed(browser, path) | button
    browser.post(path, seen | edit.theirs)
    kept = edit.kept(ours)
    again = on(browser.post(path, seen | edit.yours).content)
    assert {name: again[name] for name in edit.yours if name != "secret"} == {
        name: value for name, value in edit.yours.items() if name != "secret"
    }
    assert edit.kept(ours) == kept


def test_t42_a_link_shows_what_the_organization_has_changed_meanwhile(ours: World, browser: Client) -> None:
    Organization.objects.update(contact_name="Ana", contact_email="ana@example.org", contact_phone="1")
    link(ours)
    holder = Client()
    holder.get("/link/known/")
    seen = typed(holder, "/link/open/")
    browser.post(details(ours), typed(browser, details(ours)) | {"contact_phone": "2"})
    second = holder.post("/link/open/", seen | {"phone": "3"})
    assert (second.status_code, second.context["editing"].differences) == (
        409,
        [Difference("Telephone", "2", "3")],
    )
    assert now(ours).contact_phone == "2"
    assert holder.post("/link/open/", on(second.content)).status_code == 200
    assert now(ours).contact_phone == "3"


def test_t42_a_link_raises_the_version_of_the_details(ours: World, browser: Client) -> None:
    Organization.objects.update(contact_name="Ana", contact_email="ana@example.org")
    link(ours)
    seen = typed(browser, details(ours))
    holder = Client()
    holder.get("/link/known/")
    holder.post("/link/open/", typed(holder, "/link/open/") | {"phone": "3"})
    second = browser.post(details(ours), seen | {"contact_phone": "4"})
    assert second.context["editing"].differences == [Difference("Contact’s telephone", "3", "4")]


def test_t42_the_same_from_both_leaves_nothing_to_do(ours: World, browser: Client) -> None:
    path = role(ours)
    seen = typed(browser, path) | {"role": "supervisor"}
    browser.post(path, seen)
    second = browser.post(path, seen)
    assert (second.status_code, second.context["editing"].differences) == (409, [])
    assert "What they saved is what you wrote" in second.content.decode()


def test_t42_what_is_no_value_of_its_field_is_shown_as_it_was_typed(ours: World, browser: Client) -> None:
    path = EDITS[Cohort].path(ours)
    seen = typed(browser, path) | {EDITS[Cohort].button: "1", "seats": "a dozen"}
    second = browser.post(path, seen | {"version": "0"})
    assert second.status_code == 409
    assert "a dozen" in [one.yours for one in second.context["editing"].differences]


def test_t42_a_role_that_has_ended_meanwhile_is_absent(ours: World, browser: Client) -> None:
    path = role(ours)
    seen = typed(browser, path)
    with scope(organization=ours.organization):
        admin = Actor(ours.organization, ours.people[Role.ADMINISTRATOR], frozenset({Role.ADMINISTRATOR}))
        end_memberships(memberships=Membership.objects.filter(user=ours.people[Role.MENTOR]), by=admin)
    assert browser.post(path, seen | {"role": "supervisor"}).status_code == 404


def test_t42_a_provider_removed_meanwhile_is_set_up_anew_knowingly(ours: World, browser: Client) -> None:
    path = provider(ours)
    seen = typed(browser, path)
    browser.post(f"{path}remove/")
    second = browser.post(path, seen | {"client_id": "q"})
    assert second.status_code == 409
    assert Difference("Client ID", "–", "q") in second.context["editing"].differences
    browser.post(path, on(second.content) | {"secret": "anew"})
    assert issuer(ours) == ("https://a.example", "anew")


@pytest.mark.usefixtures("ours")
def test_t42_two_who_set_up_the_first_provider_are_told(browser: Client) -> None:
    fields = {"issuer": "https://a.example", "client_id": "p", "secret": "s", "domains": "a.example"}
    path = "/o/ours/manage/sign-in/"
    answers = [browser.post(path, fields | {"version": "0", "client_id": one}) for one in ("p", "q")]
    assert [answer.status_code for answer in answers] == [302, 409]


def test_t42_a_picture_is_asked_for_again(ours: World, browser: Client) -> None:
    seen = typed(browser, details(ours))
    browser.post(details(ours), seen | {"contact_name": "Anna"})
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    second = browser.post(details(ours), seen | {"new_logo": SimpleUploadedFile("a.png", png, "image/png")})
    assert second.context["editing"].differences == [
        Difference("Contact", "Anna", "–"),
        Difference("Logo", "–", "Not kept: enter it again."),
    ]
    assert now(ours).logo.name == ""


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_t42_a_version_that_is_none_saves_nothing(ours: World, browser: Client, version: str) -> None:
    seen = typed(browser, details(ours))
    answer = browser.post(details(ours), seen | {"contact_name": "Anna", "version": version})
    assert (answer.status_code in {200, 409}, now(ours).contact_name) == (True, "")
