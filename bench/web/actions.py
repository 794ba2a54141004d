"""What people do on the site while it is measured. Standard library only: the load tool reads it too."""

from collections.abc import Mapping
from dataclasses import dataclass

SLUG = "large"
PEOPLE = 100_000
OTHERS = 20
PEOPLE_OF_OTHERS = 100
ACTIVE = 100
SHARE_OF_WRITES = 0.1


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that somebody does: opening a page, or sending a form where there is a ``form``.

    ``path`` and the form's values may name ``{member}``, the number of a membership, another one each time. ``share``
    is how often it is done, among pages or among forms. ``answers`` is the status it must have. A ``heavy`` one is
    shown, and held to no limit of time.
    """

    name: str
    path: str
    share: int
    form: Mapping[str, str] | None = None
    answers: int = 200
    heavy: bool = False


_MEMBERS = f"/o/{SLUG}/manage/members/"

PAGES = (
    Action("start", "/start/", 40, answers=302),
    Action("organization", f"/o/{SLUG}/", 120),
    Action("dashboard", f"/o/{SLUG}/manage/", 200),
    Action("members, page 1", _MEMBERS, 200),
    Action("members, page 500", f"{_MEMBERS}?page=500", 80),
    Action("members, a search", f"{_MEMBERS}?q=amina", 140),
    Action("members, one role", f"{_MEMBERS}?role=mentor", 120),
    Action("members, sorted by address", f"{_MEMBERS}?sort=email", 90),
    Action("members, every row as CSV", f"{_MEMBERS}?file=csv", 1, heavy=True),
)
FORMS = (
    Action("language switch", "/language/", 1, {"language": "en", "next": f"/o/{SLUG}/"}, 302),
    Action("role change", f"{_MEMBERS}role/{{member}}/", 5, {"role": "coordinator"}, 302),
    Action("membership end", f"{_MEMBERS}end/", 4, {"selected": "{member}"}, 302),
)
ACTIONS = (*PAGES, *FORMS)

TRIES = 200
DOORS: Mapping[str, dict[str, str]] = {
    "/account/login/": {"login": "{}", "password": "wrong and long enough"},
    "/account/login/code/": {"email": "{}"},
    "/account/password/reset/": {"email": "{}"},
}
"""Where anybody may ask about an address, and what they send."""
