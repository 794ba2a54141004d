"""Signing in through an organization's own provider, and everything it must not be able to do."""

import html
import re
import time
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.actions.invitations import hashed
from parcours.accounts.actions.sign_in import remove_provider, set_provider
from parcours.accounts.actors import Actor
from parcours.accounts.models import Identity, IdentityProvider, Membership, Organization, User
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from tests import factories
from tests.accounts import provider as fake
from tests.accounts.provider import Provider
from tests.web.account.signing import enter_password, is_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.usefixtures("mails_leave"),
]

EMAIL = "person@work.example"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    with fake.running() as running:
        yield running


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def person(ours: Organization) -> User:
    return factories.member(ours, Role.MENTOR, email=EMAIL)


def administrator(organization: Organization) -> Actor:
    with scope(organization=organization):
        return actor_for(factories.member(organization, Role.ADMINISTRATOR), organization)


def set_up(organization: Organization, provider: Provider, **changes: object) -> IdentityProvider:
    values = {
        "issuer": provider.issuer,
        "client_id": fake.CLIENT,
        "secret": fake.SECRET,
        "domains": ["work.example"],
        "asks_second_factor": False,
        "is_active": True,
    }
    with scope(organization=organization):
        seen = IdentityProvider.objects.first()
        values["version"] = seen.version if seen else 0
        return set_provider(by=administrator(organization), **(values | changes))  # type: ignore[arg-type]


def leave(client: Client, provider: Provider, email: str = EMAIL) -> dict[str, str]:
    """Leave for the provider and sign in there; what the browser brings back."""
    page = client.post("/account/login/provider/", {"email": email}).content.decode()
    found = re.search(r'href="(http://127[^"]+)"', page)
    assert found, page
    return provider.authorize(html.unescape(found[1]))


def go_and_come_back(client: Client, provider: Provider, email: str = EMAIL) -> int:
    """Leave for the provider, sign in there, and come back; the status of the last page."""
    brought = leave(client, provider, email)
    return client.get("/account/login/provider/back/", brought).status_code


def test_a_member_signs_in_and_is_linked(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    set_up(ours, provider)
    assert go_and_come_back(client, provider) == 302
    assert client.get("/o/ours/").status_code == 200
    with scopes_disabled():
        assert [(row.user, row.subject) for row in Identity.objects.all()] == [(person, "subject-1")]


def test_later_the_subject_counts_and_not_the_address(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    provider.claims = {"email": "renamed@work.example"}
    other = Client()
    assert go_and_come_back(other, provider) == 302
    assert other.get("/account/profile/").context["request"].user == person


@pytest.mark.usefixtures("person")
def test_the_flow_uses_pkce_a_nonce_and_a_state(
    client: Client, provider: Provider, ours: Organization
) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    assert (provider.seen["code_challenge_method"], provider.seen["response_type"]) == ("S256", "code")
    assert min(len(provider.seen[name]) for name in ("state", "nonce", "code_challenge")) >= 43


@pytest.mark.usefixtures("person")
def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(
    client: Client, provider: Provider, ours: Organization
) -> None:
    provider.posts_secret = True
    set_up(ours, provider)
    assert go_and_come_back(client, provider) == 302


@pytest.mark.usefixtures("person")
def test_a_vouched_session_accepts_no_invitation_of_another_organization(
    client: Client, provider: Provider, ours: Organization
) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    theirs = factories.organization("theirs")
    admin = administrator(theirs)
    factories.invitation(theirs, EMAIL, token_hash=hashed("known"), invited_by=admin.user)
    client.get("/invitation/known/")
    assert client.post("/invitation/")["Location"].startswith("/account/confirm/again/")
    with scope(organization=theirs):
        assert not Membership.objects.filter(user__email=EMAIL).exists()


def past() -> int:
    return int(time.time()) - 3600


REFUSED = {
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "another audience": {"claims": {"aud": "somebody-else"}},
    "several audiences, made for another": {"claims": {"aud": ["parcours", "other"], "azp": "other"}},
    "expired": {"claims": {"exp": past()}},
    "without an end": {"claims": {"exp": None}},
    "without a subject": {"claims": {"sub": None}},
    "signed by nobody": {"alg": "none"},
    "signed with a shared secret": {"alg": "HS256"},
    "signed with another key": {"key": fake.OTHER_KEY},
    "another issuer in its configuration": {"calls_itself": "https://evil.example"},
    "an unverified address": {"claims": {"email_verified": False}},
    "an address whose verification is not said": {"claims": {"email_verified": None}},
    "verification as a word": {"claims": {"email_verified": "true"}},
    "an address outside its domains": {"claims": {"email": "person@other.example"}},
    "an address that looks like it": {"claims": {"email": "person@evil.example@notwork.example"}},
}


@pytest.mark.parametrize("lie", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.usefixtures("person")
def test_v5_0_0_10_5_1_what_proves_nothing_signs_nobody_in(
    client: Client, provider: Provider, ours: Organization, lie: dict[str, object]
) -> None:
    factories.member(ours, Role.MENTOR, email="person@other.example")
    set_up(ours, provider)
    page = client.post("/account/login/provider/", {"email": EMAIL}).content.decode()
    found = re.search(r'href="(http://127[^"]+)"', page)
    assert found
    answer = provider.authorize(html.unescape(found[1]))
    for name, value in lie.items():
        setattr(provider, name, value)
    response = client.get("/account/login/provider/back/", answer)
    assert (response.status_code, is_in(client)) == (403, False)
    with scopes_disabled():
        assert not Identity.objects.exists()


@pytest.mark.usefixtures("person")
def test_an_answer_is_taken_once(client: Client, provider: Provider, ours: Organization) -> None:
    set_up(ours, provider)
    page = client.post("/account/login/provider/", {"email": EMAIL}).content.decode()
    found = re.search(r'href="(http://127[^"]+)"', page)
    assert found
    answer = provider.authorize(html.unescape(found[1]))
    assert client.get("/account/login/provider/back/", answer).status_code == 302
    client.post("/account/logout/")
    assert client.get("/account/login/provider/back/", answer).status_code == 403


@pytest.mark.usefixtures("person")
def test_an_answer_that_nobody_asked_for_is_refused(
    client: Client, provider: Provider, ours: Organization
) -> None:
    set_up(ours, provider)
    for state in ("", "y", "é"):
        assert client.get("/account/login/provider/back/", {"code": "x", "state": state}).status_code == 403
        leave(client, provider)


@pytest.mark.usefixtures("client")
def test_the_address_of_nobody_and_of_a_stranger_look_the_same(
    provider: Provider, ours: Organization
) -> None:
    factories.user("stranger@work.example")
    set_up(ours, provider)
    pages = []
    for email in ("nobody@work.example", "stranger@work.example"):
        provider.claims = {"email": email, "sub": email}
        other = Client()
        assert go_and_come_back(other, provider) == 403
        pages.append(is_in(other))
    assert pages == [False, False]


def test_a_provider_opens_its_own_organization_only(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        Membership.objects.create(organization=theirs, user=person, role=Role.MENTOR)
    set_up(ours, provider)
    go_and_come_back(client, provider)
    assert (client.get("/o/ours/").status_code, client.get("/o/theirs/").status_code) == (200, 403)
    assert client.get("/start/")["Location"] == "/o/ours/home/"  # nor does it tell that there is another


def test_a_provider_changes_nothing_beyond_its_organization(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    User.objects.update(is_platform_admin=True)
    set_up(ours, provider, asks_second_factor=True)
    go_and_come_back(client, provider)
    assert "does not open the installation" in client.get("/installation/messages/").content.decode()
    form = {"name": "Ana Roy", "language": "en", "version": person.version}
    assert client.post("/account/profile/", form)["Location"] == "/account/profile/"  # nobody else knows them
    factories.join(factories.organization("theirs"), person, Role.MENTOR)
    for path in ("/account/profile/", "/account/messages/"):
        assert client.post(path, form | {"name": "Mallory"})["Location"].startswith("/account/confirm/again/")
    person.refresh_from_db()
    assert person.name == "Ana Roy"


def test_signing_in_over_somebody_else_opens_no_more(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        Membership.objects.create(organization=theirs, user=person, role=Role.MENTOR)
    set_up(ours, provider)
    enter_password(client, factories.user().email)
    go_and_come_back(client, provider)
    assert (client.get("/o/ours/").status_code, client.get("/o/theirs/").status_code) == (200, 403)


def test_a_way_of_one_s_own_opens_every_organization_again(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        Membership.objects.create(organization=theirs, user=person, role=Role.MENTOR)
    set_up(ours, provider)
    go_and_come_back(client, provider)
    client.post("/account/logout/")
    enter_password(client, person.email)
    assert client.get("/o/theirs/").status_code == 200


@pytest.mark.usefixtures("ours", "person")
def test_a_provider_cannot_vouch_for_another_organization_s_people(
    client: Client, provider: Provider
) -> None:
    set_up(factories.organization("theirs"), provider)
    assert go_and_come_back(client, provider) == 403
    assert not is_in(client)


def test_a_provider_puts_no_key_on_an_account(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    person.set_password(None)
    person.save()
    set_up(ours, provider)
    go_and_come_back(client, provider)
    for path in ("/account/email/", "/account/password/set/", "/account/second-factors/passkeys/add/"):
        assert client.get(path)["Location"].startswith("/account/confirm/again/")
        assert (
            client.post(
                path, {"email": "thief@evil.example", "action_add": "1", "password1": "y"}
            ).status_code
            == 302
        )
    assert not EmailAddress.objects.filter(email="thief@evil.example").exists()


@pytest.mark.usefixtures("person")
def test_a_person_with_a_password_confirms_with_it(
    client: Client, provider: Provider, ours: Organization
) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    assert client.get("/account/email/").status_code == 200
    answer = client.post("/account/email/", {"email": "thief@evil.example", "action_add": "1"})
    assert answer["Location"].startswith("/account/confirm/")
    assert EmailAddress.objects.filter(email="thief@evil.example").exists() is False


def test_staff_are_believed_to_have_a_second_factor_where_the_organization_says_so(
    provider: Provider, ours: Organization
) -> None:
    factories.member(ours, Role.COORDINATOR, email=EMAIL, app=False)
    statuses = []
    for asks in (False, True):
        set_up(ours, provider, asks_second_factor=asks)
        client = Client()
        go_and_come_back(client, provider)
        statuses.append(client.get("/o/ours/manage/").status_code)
    assert statuses == [302, 200]


def test_a_former_member_is_refused(
    client: Client, provider: Provider, ours: Organization, person: User
) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    with scope(organization=ours):
        Membership.objects.filter(user=person).update(ended_at="2026-01-01T00:00:00Z")
    assert go_and_come_back(Client(), provider) == 403


def test_a_provider_out_of_use_is_not_offered(client: Client, provider: Provider, ours: Organization) -> None:
    set_up(ours, provider, is_active=False)
    page = client.post("/account/login/provider/", {"email": EMAIL}).content.decode()
    assert "No organization signs its people in with this kind of address." in page


def test_a_provider_that_does_not_answer_is_said(
    client: Client, ours: Organization, settings: Settings
) -> None:
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    set_up(ours, Provider(port=9))
    page = client.post("/account/login/provider/", {"email": EMAIL}).content.decode()
    assert "does not answer now" in page


@pytest.mark.usefixtures("person")
def test_t35_a_provider_that_answers_no_more_is_said(
    client: Client, provider: Provider, ours: Organization
) -> None:
    row = set_up(ours, provider)
    back = leave(client, provider)
    with scope(organization=ours):
        IdentityProvider.objects.filter(pk=row.pk).update(issuer="http://127.0.0.1:9")
    answer = client.get("/account/login/provider/back/", back)
    assert answer.status_code == 403
    assert "does not answer now. Try again later" in answer.content.decode()


def test_t20_a_provider_s_sign_in_page_is_on_the_web(
    client: Client, provider: Provider, ours: Organization
) -> None:
    provider.starts_at = "javascript:alert(1)"
    set_up(ours, provider)
    page = client.post("/account/login/provider/", {"email": EMAIL}).content.decode()
    assert ("javascript:" in page, "does not answer now" in page) == (False, True)


def test_the_secret_is_sealed_for_its_organization(provider: Provider, ours: Organization) -> None:
    row = set_up(ours, provider)
    assert (fake.SECRET in row.sealed_secret, row.secret) == (False, fake.SECRET)


@pytest.mark.usefixtures("person")
def test_another_issuer_knows_nobody(client: Client, provider: Provider, ours: Organization) -> None:
    set_up(ours, provider)
    go_and_come_back(client, provider)
    set_up(ours, provider, issuer="https://other.example", secret="")
    with scopes_disabled():
        assert not Identity.objects.exists()


def test_a_secret_is_needed_once(provider: Provider, ours: Organization) -> None:
    with pytest.raises(Refused):
        set_up(ours, provider, secret="")


def test_a_mentor_sets_up_nothing(ours: Organization) -> None:
    with scope(organization=ours):
        mentor = actor_for(factories.member(ours, Role.MENTOR), ours)
        with pytest.raises(NotAllowed):
            remove_provider(by=mentor)
