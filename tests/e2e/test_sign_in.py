"""Signing in in a real browser: passkeys of a virtual device, and the warning before one is signed out."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories

ROOT = Path(__file__).parents[2]
HALF_AN_HOUR, TWELVE_HOURS, TWO_MINUTES = 1800, 43200, 120


@contextmanager
def served(
    template: str, idle: int = HALF_AN_HOUR, longest: int = TWELVE_HOURS, warning: int = TWO_MINUTES
) -> Iterator[str]:
    """A site of its own that starts from the empty database, with these times in seconds; its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    times = {"IDLE": str(idle), "LONGEST": str(longest), "WARNING": str(warning)}
    command = [sys.executable, "-m", "tests.e2e.own_site", str(port), template]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | times,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            wait_for(process, port)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


def wait_for(process: subprocess.Popen[Any], port: int) -> None:
    """Wait until a site that is still running answers."""
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None
        time.sleep(0.1)


@pytest.fixture(scope="module")
def own_site(template: str) -> Iterator[str]:
    with served(template) as address:
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows on a site; they are closed at the end."""
    opened = []

    def open_one(address: str, *, script: bool = True) -> Page:
        context = browser.new_context(base_url=address, locale="en-CA", java_script_enabled=script)
        context.set_default_timeout(60_000)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


def with_device(page: Page) -> None:
    """Give the window a device that keeps passkeys and whose owner always shows themselves."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def sign_in(page: Page, person: int) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(f"staff{person}@ours.example")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_v5_0_0_6_7_1_t17_a_passkey_is_added_and_signs_in(own_site: str, window: Callable[..., Page]) -> None:
    page = window(own_site)
    with_device(page)
    sign_in(page, 0)
    page.goto("/o/ours/manage/")
    expect(page.get_by_text("Add one to go on.")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(f"{own_site}/o/ours/manage/")

    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{own_site}/o/ours/manage/")

    page.goto("/account/second-factors/passkeys/")
    expect(page.get_by_text("My telephone", exact=True)).to_be_visible()
    page.get_by_role("link", name="Remove My telephone").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("you need a second factor")).to_be_visible()


def test_t17_a_passkey_is_the_second_factor_after_a_password(
    own_site: str, window: Callable[..., Page]
) -> None:
    page = window(own_site)
    with_device(page)
    sign_in(page, 1)
    expect(page).to_have_url(f"{own_site}/account/second-factors/")
    page.goto("/account/second-factors/passkeys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    sign_in(page, 1)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{own_site}/o/ours/manage/")


def test_without_a_device_the_page_says_so(own_site: str, window: Callable[..., Page]) -> None:
    page = window(own_site)
    page.goto("/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')); }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The passkey could not be used.")).to_be_visible()


def test_v5_0_0_6_2_7_t21_passwords_may_be_pasted(own_site: str, window: Callable[..., Page]) -> None:
    page = window(own_site)
    page.goto("/account/login/")
    field = page.get_by_label("Password")
    field.focus()
    page.evaluate("document.execCommand('insertText', false, 'a pasted password')")
    expect(field).to_have_value("a pasted password")
    assert field.evaluate("one => one.dispatchEvent(new ClipboardEvent('paste', {cancelable: true}))")


def test_t18_people_are_warned_and_may_stay(template: str, window: Callable[..., Page]) -> None:
    with served(template, idle=60, warning=56) as address:
        page = window(address)
        sign_in(page, 2)
        dialog = page.get_by_role("dialog", name="Are you still there?")
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name="Stay signed in").click()
        expect(dialog).to_be_hidden()


def test_t18_towards_the_end_there_is_nothing_to_press_but_close(
    template: str, window: Callable[..., Page]
) -> None:
    with served(template, longest=60, warning=56) as address:
        page = window(address)
        sign_in(page, 2)
        dialog = page.get_by_role("dialog", name="Are you still there?")
        expect(dialog.get_by_text("Save what you are writing.")).to_be_visible()
        expect(dialog.get_by_role("button", name="Stay signed in")).to_be_hidden()
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()


def test_signing_in_works_without_javascript(own_site: str, window: Callable[..., Page]) -> None:
    page = window(own_site, script=False)
    sign_in(page, 3)
    page.goto("/account/second-factors/app/add/")
    expect(page.get_by_alt_text("QR code with the same key as below")).to_be_visible()
    sign_out(page)
    expect(page).to_have_url(f"{own_site}/")
