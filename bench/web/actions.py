"""What people do on the site while it is measured. Standard library only: the load tool reads it too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SLUG = "large"
PEOPLE = 100_000
ENTRIES = 100_000
OTHERS = 20
PEOPLE_OF_OTHERS = 100
ACTIVE = 100
SHARE_OF_WRITES = 0.1


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that somebody does: opening a page, or sending a form where there is a ``form``.

    ``path`` and the form's values may name ``{member}``, the number of a membership, and ``{person}``, that of a
    person, others each time, and the values ``{version}``, read from the same page right before. ``share`` is how often
    it is done, among pages or among forms. ``answers`` is the status it must have; with a ``{version}``, it may also be
    409: somebody else was faster, and is shown what they said. A ``heavy`` one is shown, and held to no limit of time.
    """

    name: str
    path: str
    share: int
    form: Mapping[str, str] | None = None
    answers: int = 200
    heavy: bool = False

    @property
    def edits(self) -> bool:
        """Whether the page must be read first for the version that it shows."""
        return "{version}" in (self.form or {}).values()

    @property
    def is_list(self) -> bool:
        """Whether it shows rows, a page of them at a time."""
        return self.path.partition("?")[0] in {_MEMBERS, _PEOPLE, _LOG} and not self.heavy

    @property
    def expected(self) -> frozenset[int]:
        """Every status that it may have."""
        return frozenset({self.answers, 409} if self.edits else {self.answers})

    def next(self, visitor: dict[str, Any]) -> "Step":
        """Return what ``visitor`` does now; each member and each person is taken once."""
        one = {
            name: str(visitor[several].pop())
            for name, several in (("member", "members"), ("person", "people"))
        }
        return Step(self, self.path.format(**one), one | {"csrf": visitor["csrf"]})


@dataclass(frozen=True, slots=True)
class Step:
    """An action at its address; ``known`` are the values that its form may name."""

    action: Action
    path: str
    known: Mapping[str, str]

    def sent(self, page: str) -> dict[str, str]:
        """Return what the form sends; ``page`` is its own page, where it was read for the version."""
        found = re.search(r'name="version" value="(\d+)"', page)
        known = {**self.known, "version": found[1] if found else ""}
        form = self.action.form or {}
        return {name: text.format(**known) for name, text in form.items()} | {
            "csrfmiddlewaretoken": known["csrf"]
        }


_MEMBERS = f"/o/{SLUG}/manage/members/"
_LOG = f"/o/{SLUG}/manage/audit/"
_PEOPLE = f"/o/{SLUG}/manage/people/"
_DETAILS = f"/o/{SLUG}/manage/organization/"

PAGES = (
    Action("start", "/start/", 40, answers=302),
    Action("organization", f"/o/{SLUG}/", 120),
    Action("dashboard", f"/o/{SLUG}/manage/", 200),
    Action("people, page 1", _PEOPLE, 120),
    Action("people, page 500", f"{_PEOPLE}?page=500", 30),
    Action("people, a search", f"{_PEOPLE}?q=amina", 80),
    Action("people, one status", f"{_PEOPLE}?status=enrolled", 60),
    Action("people, sorted by address", f"{_PEOPLE}?sort=email", 20),
    Action("person", f"{_PEOPLE}{{person}}/", 120),
    Action("person, consent", f"{_PEOPLE}{{person}}/consent/", 20),
    Action("person, documents", f"{_PEOPLE}{{person}}/documents/", 20),
    Action("people, an import begins", f"{_PEOPLE}imports/new/", 5),
    Action("members, page 1", _MEMBERS, 60),
    Action("members, page 500", f"{_MEMBERS}?page=500", 20),
    Action("members, a search", f"{_MEMBERS}?q=amina", 40),
    Action("members, one role", f"{_MEMBERS}?role=mentor", 30),
    Action("members, sorted by address", f"{_MEMBERS}?sort=email", 20),
    Action("audit log, page 1", _LOG, 20),
    Action("audit log, in the middle", f"{_LOG}?past={ENTRIES // 2}", 10),
    Action("audit log, a search", f"{_LOG}?q=amina", 10),
    Action("organization, its form", _DETAILS, 10),
    Action("members, every row as CSV", f"{_MEMBERS}?file=csv", 1, heavy=True),
)
FORMS = (
    Action("language switch", "/language/", 1, {"language": "en", "next": f"/o/{SLUG}/"}, 302),
    Action(
        "role change", f"{_MEMBERS}role/{{member}}/", 5, {"role": "coordinator", "version": "{member}"}, 302
    ),
    Action("membership end", f"{_MEMBERS}end/", 4, {"selected": "{member}"}, 302),
    Action(
        "organization, its details",
        _DETAILS,
        1,
        {
            "name_en": "Large",
            "kind": "isa",
            "language": "en",
            "time_zone": "America/Toronto",
            "contact_name": "{member}",
            "contact_email": "contact@large.example",
            "privacy_officer_email": "privacy@large.example",
            "version": "{version}",
        },
        302,
    ),
)
ACTIONS = (*PAGES, *FORMS)
READ_FIRST = "organization, its form"
"""What opening a form is counted as that must be read before it is sent."""

TRIES = 200
DOORS: Mapping[str, dict[str, str]] = {
    "/account/login/": {"login": "{}", "password": "wrong and long enough"},
    "/account/login/code/": {"email": "{}"},
    "/account/password/reset/": {"email": "{}"},
}
"""Where anybody may ask about an address, and what they send."""
