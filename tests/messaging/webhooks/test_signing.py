"""Signatures are made as Standard Webhooks says, and stay as they are: other systems check them."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from parcours.messaging.webhooks.signing import headers, new_secret, signature

ROOT = Path(__file__).parents[3]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - of no endpoint
NAME, TIME, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
"""What our own code made of these, kept to see a change."""


def test_a_signature_is_the_one_that_our_code_made_before() -> None:
    assert signature(SECRET, NAME, TIME, BODY) == SIGNED


def test_it_is_made_as_the_specification_says() -> None:
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    mac = hmac.new(key, f"{NAME}.{TIME}.".encode() + BODY, hashlib.sha256).digest()
    assert signature(SECRET, NAME, TIME, BODY) == f"v1,{base64.b64encode(mac).decode()}"


def test_each_part_changes_the_signature() -> None:
    others = [
        signature(new_secret(), NAME, TIME, BODY),
        signature(SECRET, NAME + "x", TIME, BODY),
        signature(SECRET, NAME, TIME + 1, BODY),
        signature(SECRET, NAME, TIME, BODY + b" "),
    ]
    assert len({SIGNED, *others}) == 5


def test_every_secret_in_use_signs() -> None:
    second = new_secret()
    said = headers([second, SECRET], NAME, TIME, BODY)
    assert said == {
        "webhook-id": NAME,
        "webhook-timestamp": "1614265330",
        "webhook-signature": f"{signature(second, NAME, TIME, BODY)} {SIGNED}",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_guide_checks_a_signature_as_it_should(language: str) -> None:
    guide = (ROOT / "docs" / language / "webhooks.md").read_text(encoding="utf-8")
    code = guide.partition("```python\n")[2].partition("```")[0]
    found: dict[str, Callable[..., bool]] = {}
    exec(code, found)  # noqa: S102 - the example that people copy
    check = found["is_from_parcours"]
    now, others = int(time.time()), new_secret()
    said = headers([others, SECRET], NAME, now, BODY)
    old = headers([SECRET], NAME, now - 400, BODY)
    assert [
        check(SECRET, said, BODY),
        check(others, said, BODY),
        check(new_secret(), said, BODY),
        check(SECRET, said, BODY + b" "),
        check(SECRET, old, BODY),
    ] == [True, True, False, False, False]
