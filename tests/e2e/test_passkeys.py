"""What a passkey is for, beside signing in: past a locked password, and to confirm who one is."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.test_sign_in import own_site, sign_in, sign_out, window, with_device

__all__ = ["own_site", "window"]

LOCKED_OUT, CONFIRMING = 3, 4


def with_passkey(page: Page, person: int) -> Page:
    """The window of a person who has just signed in and added a passkey."""
    with_device(page)
    sign_in(page, person)
    page.goto("/account/second-factors/passkeys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return page


def wrong_passwords(page: Page, times: int) -> int:
    """Try wrong passwords from a window of somebody else’s; the last status."""
    page.goto("/account/login/")
    token = page.locator("main input[name=csrfmiddlewaretoken]").first.input_value()
    form: dict[str, str | float | bool] = {
        "login": f"staff{LOCKED_OUT}@ours.example",
        "password": "wrong",
        "csrfmiddlewaretoken": token,
    }
    return [page.request.post("/account/login/", form=form).status for _ in range(times)][-1]


def test_v5_0_0_6_1_1_t15_whoever_is_locked_out_enters_with_a_passkey(
    own_site: str,
    window: Callable[..., Page],
) -> None:
    page = with_passkey(window(own_site), LOCKED_OUT)
    sign_out(page)
    assert wrong_passwords(window(own_site), 11) == 429
    sign_in(page, LOCKED_OUT)
    expect(page.get_by_role("heading", name="Too many tries")).to_be_visible()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{own_site}/o/ours/manage/")


def test_t17_a_passkey_confirms_who_one_is(own_site: str, window: Callable[..., Page]) -> None:
    page = with_passkey(window(own_site), CONFIRMING)
    page.goto("/account/confirm/passkey/?next=/account/email/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{own_site}/account/email/")
