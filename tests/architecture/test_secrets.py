"""T14: whatever looks at a secret in our own pages is known, and stands behind a throttle or needs none."""

import ast
from pathlib import Path

from parcours.web.account import throttles
from tests.web.account.test_throttles import CHECKS_A_SECRET, named_views, throttle_of

WEB = Path(__file__).parents[2] / "src/parcours/web"

LOOKS = {
    "authenticate",
    "check_password",
    "claims_for",
    "compare_digest",
    "guest_by_token_across",
    "hashed",
    "invitation_across",
    "link_by_token_across",
    "loads",
    "step_of",
}
"""What is called to see whether a secret is right, or whose it is."""

KNOWN: dict[str, throttles.Throttle | str] = {
    "account/factors.py: clean_code": throttles.FACTOR,
    "account/factors.py: form_valid": throttles.CHANGE,
    "account/forms.py: clean_password1": "looks whether a new password is a good one",
    "account/provider.py: come_back": throttles.PROVIDER_BACK,
    "public/calendar.py: enter": throttles.LINK,
    "public/calendar.py: _attendee": "opens a cookie that only our key can have signed",
    "public/invitation.py: clean_password": "looks whether a new password is a good one",
    "public/invitation.py: opened": throttles.INVITATION,
    "public/invitation.py: show": "finds what was opened before, by the session",
    "public/link_cookie.py: carried": "opens a cookie that only our key can have signed",
    "public/links.py: enter": throttles.LINK,
}
"""Every function of our pages that does: the throttle it stands behind, or why it needs none."""


def looking(folder: Path) -> set[str]:
    """The functions below ``folder`` that look at a secret."""
    return {
        f"{path.relative_to(folder).as_posix()}: {function.name}"
        for path in folder.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in LOOKS
    }


def test_v5_0_0_6_3_1_t14_whatever_looks_at_a_secret_is_known() -> None:
    assert looking(WEB) == KNOWN.keys()


def test_t14_what_looks_at_a_secret_and_is_new_is_found(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("def show(request):\n    return authenticate(request, code=1)\n")
    assert looking(tmp_path) == {"new.py: show"}


def test_t14_every_throttle_named_here_guards_a_page() -> None:
    guarding = {id(throttle_of(view)) for name, view in named_views() if name in CHECKS_A_SECRET}
    assert {id(one) for one in KNOWN.values() if isinstance(one, throttles.Throttle)} <= guarding
