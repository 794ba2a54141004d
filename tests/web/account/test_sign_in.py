"""Signing in with a password or a mailed code, and what it never says."""

from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from time_machine import Traveller

from parcours.accounts.models import User
from parcours.accounts.passwords import GuessedFirst
from parcours.accounts.roles import Role
from tests import factories
from tests.web.account.counting import CountedHasher
from tests.web.account.signing import enter_password, is_in, mailed_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def test_a_password_signs_in(client: Client) -> None:
    someone = factories.user()
    assert enter_password(client, someone.email.upper()).status_code == 302
    assert is_in(client)


def test_t11_a_mailed_code_signs_in_once(client: Client) -> None:
    someone = factories.user()
    client.post("/account/login/code/", {"email": someone.email})
    code = mailed_code()
    assert client.post("/account/login/code/confirm/", {"code": code}).status_code == 302
    assert is_in(client)
    client.post("/account/logout/")
    client.post("/account/login/code/confirm/", {"code": code})
    assert not is_in(client)


def test_t11_a_mailed_code_works_for_15_minutes(client: Client, clock: Traveller) -> None:
    someone = factories.user()
    client.post("/account/login/code/", {"email": someone.email})
    clock.shift(15 * 60 + 1)
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    assert not is_in(client)


def test_t11_a_mailed_code_is_good_in_the_browser_that_asked(client: Client) -> None:
    someone = factories.user()
    client.post("/account/login/code/", {"email": someone.email})
    thief = Client()
    thief.post("/account/login/code/", {"email": "nobody@example.org"})
    mine = next(letter for letter in mail.outbox if letter.to == [someone.email])
    code = next(line.strip() for line in str(mine.body).splitlines() if line.startswith("    "))
    thief.post("/account/login/code/confirm/", {"code": code})
    assert not is_in(thief)


def test_a_new_password_comes_with_a_mailed_code(client: Client) -> None:
    someone = factories.user()
    other = Client()
    enter_password(other, someone.email)
    client.post("/account/password/reset/", {"email": someone.email})
    client.post("/account/password/reset/confirm/", {"code": mailed_code()})
    client.post("/account/password/reset/complete/", {"password1": "another long sentence"})
    someone.refresh_from_db()
    assert someone.check_password("another long sentence")
    assert not is_in(other)
    assert mail.outbox[-1].to == [someone.email]


def test_t11_a_mailed_code_brings_one_new_password(client: Client) -> None:
    someone = factories.user()
    client.post("/account/password/reset/", {"email": someone.email})
    code = mailed_code()
    client.post("/account/password/reset/confirm/", {"code": code})
    client.post("/account/password/reset/complete/", {"password1": "another long sentence"})
    client.post("/account/password/reset/confirm/", {"code": code})
    client.post("/account/password/reset/complete/", {"password1": "a third long sentence"})
    someone.refresh_from_db()
    assert someone.check_password("another long sentence")


def test_t11_a_mailed_code_brings_a_new_password_for_15_minutes(client: Client, clock: Traveller) -> None:
    someone = factories.user()
    client.post("/account/password/reset/", {"email": someone.email})
    clock.shift(15 * 60 + 1)
    client.post("/account/password/reset/confirm/", {"code": mailed_code()})
    client.post("/account/password/reset/complete/", {"password1": "another long sentence"})
    someone.refresh_from_db()
    assert someone.check_password(factories.PASSWORD)


# --- T12: a person who was switched off ---------------------------------------------------------------------------


def test_t12_a_user_switched_off_is_out_at_the_next_request(client: Client) -> None:
    member = factories.member(factories.organization("ours"), Role.MENTOR)
    enter_password(client, member.email)
    assert client.get("/o/ours/").status_code == 200
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get("/o/ours/")["Location"] == "/account/login/?next=%2Fo%2Fours%2F&ended=account"
    User.objects.filter(pk=member.pk).update(is_active=True)
    assert not is_in(client)


# --- T16: nothing tells whether an address has an account ----------------------------------------------------------

DOORS = [
    ("/account/login/", {"login": "{}", "password": "wrong and long enough"}),
    ("/account/login/code/", {"email": "{}"}),
    ("/account/password/reset/", {"email": "{}"}),
]


def seen(client: Client, path: str, fields: dict[str, str], email: str) -> tuple[int, str, str]:
    """What the browser gets: status, where to, and the page without what is new every time or repeats the address."""
    filled = {name: value.format(email) for name, value in fields.items()}
    response = client.post(path, filled)
    page = client.get(response["Location"]) if response.status_code == 302 else response
    lines = [
        line
        for line in page.content.decode().replace(email, "…").splitlines()
        if "csrfmiddlewaretoken" not in line and "Reference" not in line
    ]
    return response.status_code, response.get("Location", ""), "\n".join(lines)


@pytest.mark.parametrize(("path", "fields"), DOORS)
def test_v5_0_0_6_3_8_t16_an_address_without_an_account_looks_the_same(
    path: str, fields: dict[str, str]
) -> None:
    someone = factories.user()
    known = seen(Client(), path, fields, someone.email)
    unknown = seen(Client(), path, fields, "nobody@example.org")
    assert known == unknown


@pytest.mark.parametrize(("path", "fields"), DOORS[1:])
def test_t16_a_letter_goes_out_either_way(path: str, fields: dict[str, str]) -> None:
    someone = factories.user()
    for email in (someone.email, "nobody@example.org"):
        seen(Client(), path, fields, email)
    assert [letter.to for letter in mail.outbox] == [[someone.email], ["nobody@example.org"]]


@pytest.mark.parametrize(
    ("path", "fields", "hashes"), [(*door, count) for door, count in zip(DOORS, (1, 0, 0), strict=True)]
)
def test_t16_the_time_tells_nothing(
    path: str, fields: dict[str, str], hashes: int, settings: Settings
) -> None:
    """What takes long at a door is a password's hash; `make bench-web` measures the time."""
    settings.PASSWORD_HASHERS = ["tests.web.account.counting.CountedHasher"]
    someone = factories.user()
    counted = []
    for email in (someone.email, "nobody@example.org"):
        before = CountedHasher.hashes
        seen(Client(), path, fields, email)
        counted.append(CountedHasher.hashes - before)
    assert counted == [hashes, hashes]


def test_t16_nobody_signs_up_by_themselves(client: Client) -> None:
    assert client.get("/account/signup/").status_code == 200
    client.post("/account/signup/", {"email": "new@example.org", "password1": factories.PASSWORD})
    assert not User.objects.filter(email="new@example.org").exists()


# --- T20: no way out to other sites --------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@example("//evil.example")
@example("javascript:alert(1)")
@example("https://evil.example/")
@example("/\\evil.example")
@example("http:///evil.example")
@given(
    st.builds(
        lambda start, rest: start + rest,
        st.sampled_from(["//", "/\\", "https://", "javascript:", "data:", "\t//", "ftp://"]),
        st.text(max_size=12),
    )
)
def test_v5_0_0_1_2_2_t20_signing_in_leads_to_this_site_only(where: str) -> None:
    someone = factories.user()
    client = Client(REMOTE_ADDR=f"198.51.100.{someone.pk % 250}")
    response = client.post(
        f"/account/login/?next={quote(where)}", {"login": someone.email, "password": factories.PASSWORD}
    )
    assert response["Location"] == "/start/"


def test_t20_a_page_of_ours_is_gone_back_to(client: Client) -> None:
    someone = factories.user()
    response = client.post(
        "/account/login/", {"login": someone.email, "password": factories.PASSWORD, "next": "/o/ours/?page=2"}
    )
    assert response["Location"] == "/o/ours/?page=2"


# --- T21: passwords ------------------------------------------------------------------------------------------------


def choose(client: Client, password: str) -> bool:
    """Set a first password; whether it was taken."""
    someone = factories.user()
    someone.set_password(None)
    someone.save()
    client.post("/account/login/code/", {"email": someone.email})
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    return client.post("/account/password/set/", {"password1": password}).status_code == 302


@pytest.mark.parametrize(
    "password",
    ["short", "123456789012", "qwertyuiopas", "passwordpassword", "!Password2026!!", "zzzzzzzzzzzzzz"],
)
def test_v5_0_0_6_2_4_t21_common_and_short_passwords_are_refused(client: Client, password: str) -> None:
    assert not choose(client, password)


@pytest.mark.parametrize(
    "password",
    [
        "four words are enough",
        "a sentence of more than sixty-four characters is " + "long " * 10,
        "mot de passe très français",
    ],
)
def test_v5_0_0_6_2_9_t21_long_passwords_in_any_script_are_taken(client: Client, password: str) -> None:
    assert choose(client, password)


def test_v5_0_0_6_2_4_t21_they_are_refused_wherever_one_is_chosen(client: Client) -> None:
    someone = factories.user()
    client.post("/account/password/reset/", {"email": someone.email})
    client.post("/account/password/reset/confirm/", {"code": mailed_code()})
    client.post("/account/password/reset/complete/", {"password1": "passwordpassword"})
    inside = Client()
    enter_password(inside, someone.email)
    inside.post("/account/password/", {"oldpassword": factories.PASSWORD, "password1": "passwordpassword"})
    someone.refresh_from_db()
    assert someone.check_password(factories.PASSWORD)


def test_v5_0_0_6_2_4_t21_the_list_is_long_enough_and_needs_no_network() -> None:
    assert len(GuessedFirst().passwords) >= 3_000


def test_t21_a_letter_typed_in_another_way_is_the_same(client: Client) -> None:
    someone = factories.user()
    someone.set_password("cafe\u0301 au lait demain")
    someone.save()
    enter_password(client, someone.email, "caf\u00e9 au lait demain")
    assert is_in(client)


def test_t21_a_password_of_1000_characters_is_the_longest(client: Client) -> None:
    assert not choose(client, "long " * 201)


def test_t16_an_address_that_is_taken_looks_free_and_is_told(client: Client) -> None:
    someone, other = factories.user(), factories.user()
    enter_password(client, someone.email)
    answers = []
    for email in (other.email, "free@example.org"):
        answers.append(client.post("/account/email/", {"email": email, "action_add": "1"})["Location"])
        page = client.get(answers[-1]).content.decode()
        assert f"<strong>{email}</strong>" in page
    assert len(set(answers)) == 1
    assert [letter.to for letter in mail.outbox] == [[other.email], ["free@example.org"]]
    assert mail.outbox[0].subject == "This address has a Parcours account already"
