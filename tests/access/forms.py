"""The forms of a page, read from its HTML as a browser reads them, and filled in as a person would."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Membership, User
from parcours.accounts.roles import Role
from parcours.people.models import OccupationHeld
from parcours.web.pages import Audience
from tests.access.addresses import Address, addresses, known_person
from tests.access.application_rows import a_cohort_of_a_partner, an_application
from tests.access.test_matrix import path_of
from tests.access.world import World

EVERYWHERE = ("/language/", "/account/logout/", "/account/time/")
"""Where the forms of the frame lead; they are on every page."""

TYPED = {
    "email": "somebody@example.org",
    "date": "2027-01-15",
    "url": "https://login.example.org",
    "number": "1",
}


def an_open_occupation(world: World) -> int:
    """One whose code nobody has decided about."""
    known_person(world)
    with scope(organization=world.organization):
        return OccupationHeld.objects.filter(decision="").values_list("pk", flat=True)[0]


ANSWERS: Mapping[str, Mapping[str, list[str]]] = {
    "appointment-new": {"day": ["2031-01-15"], "time": ["14:30"], "people": ["guest@example.org"]},
    "appointment-edit": {"time": ["15:30"], "people": ["guest@example.org"]},
    "invite": {"emails": ["new.person@example.org"]},
    "sign_in": {"domains": ["example.org"]},
    "partnership-end": {"ends_on": ["2027-01-15"]},
    "my-data-withdraw": {"request": ["0"]},
}
"""For a form that asks for more than its inputs tell: what to type, by the name of its page."""

QUERIES: Mapping[str, Callable[[World], dict[str, list[str]]]] = {
    "concern": lambda _world: {"step": ["warning"]},
    "members-end": lambda world: {"selected": [str(world.row(Membership, user=world.people[Role.MENTOR]))]},
    "codes-confirm": lambda world: {"selected": [str(an_open_occupation(world))]},
    "refer": lambda world: {"to": [str(a_cohort_of_a_partner(world))]},
    "applications-decide": lambda world: {
        "way": ["accept"],
        "selected": [str(an_application(world, known_person(world)))],
    },
}
"""For a page that is opened with something chosen before: its query."""

FORMLESS = frozenset(
    {
        "account_set_password",  # for people who have no password
        "mfa_reauthenticate_webauthn",  # for people who have a passkey: this, and the next two
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_activate_totp",  # they have an app
        "mfa_deactivate_totp",  # and must keep it
        "usersessions_list",  # for people signed in twice
        "session_time",  # its form is in the frame
    }
)
"""Pages that show an administrator with a password and an authenticator app no form."""


@dataclass
class Input:
    """One control: its name, its kind, what it holds, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    checked: bool = False
    choices: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class PageForm:
    """One form of a page."""

    method: str
    action: str
    inputs: list[Input] = field(default_factory=list)
    buttons: list[Input] = field(default_factory=list)

    def pressed(self) -> dict[str, list[str]]:
        """Return what the first button adds, which Enter stands for; nothing where it has no name."""
        return {one.name: [one.value] for one in self.buttons[:1] if one.name}

    def names(self) -> list[str]:
        """Return what the form sends, each name once."""
        return list(dict.fromkeys(one.name for one in self.inputs if one.name))

    def texts(self) -> list[str]:
        """Return the names of the fields that a person types text into."""
        typed = {"text", "textarea", "email", "search", "url", "tel"}
        return [one.name for one in self.inputs if one.kind in typed]

    def unchanged(self) -> dict[str, str]:
        """Return what a browser sends where nothing is touched."""
        sent = [one for one in self.inputs if one.kind not in {"file", "submit"}]
        kept = {one.name: one.value for one in sent if one.checked or one.kind not in {"radio", "checkbox"}}
        return kept | {name: value for name, [value] in self.pressed().items()}

    def filled(self, answers: Mapping[str, list[str]] | None = None) -> dict[str, list[str]]:
        """Return what a person who fills in everything sends; ``answers`` come first."""
        sent: dict[str, list[str]] = {}
        for one in self.inputs:
            if one.kind in {"file", "submit"}:
                continue
            if one.kind in {"radio", "checkbox"}:
                if one.checked or one.name not in sent:
                    sent[one.name] = [one.value]
            else:
                sent[one.name] = [one.value or _answer(one)]
        return sent | self.pressed() | dict(answers or {})


def _answer(one: Input) -> str:
    if one.kind == "select":
        return next((value for value, _chosen in one.choices if value), "")
    return TYPED.get(one.kind, "Some words")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._inside = False
        self._text: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = True
            self.forms.append(PageForm(has.get("method", "get").lower(), has.get("action", "")))
        elif self._inside and tag == "option" and self._text:
            self._text.choices.append((has.get("value", ""), "selected" in has))
            if "selected" in has:
                self._text.value = has.get("value", "")
        elif self._inside and tag in {"input", "select", "textarea", "button"}:
            kind = has.get("type", "text") if tag == "input" else "submit" if tag == "button" else tag
            value = has.get("value", "on" if kind in {"radio", "checkbox"} else "")
            one = Input(has.get("name", ""), kind, value, "checked" in has)
            if one.name:
                self.forms[-1].inputs.append(one)
            if kind == "submit":
                self.forms[-1].buttons.append(one)
            self._text = one if tag in {"select", "textarea"} else None

    def handle_data(self, data: str) -> None:
        if self._text and self._text.kind == "textarea":
            self._text.value += data.removeprefix("\n") if not self._text.value else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag in {"select", "textarea"}:
            self._text = None


def forms_of(page: str) -> list[PageForm]:
    """Return the forms of a page, without those of the frame and without searches."""
    reader = _Reader()
    reader.feed(page)
    return [one for one in reader.forms if one.method == "post" and one.action not in EVERYWHERE]


def each_form(
    client: Client, some: Iterable[Address], world: World
) -> Iterator[tuple[str, PageForm, dict[str, list[str]]]]:
    """Give each form at each of the addresses, all of a page before the first of them is sent."""
    for address in some:
        yield from [*forms_at(client, address, world)]


def signed_in(user: User) -> Client:
    """Return a browser whose user has just entered their password, so that every page of theirs opens."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": user.email}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def pages_with_forms() -> list[Address]:
    """Return the pages of an organization, and those about one's own account, that take a form."""
    audiences = {Audience.MEMBERS, Audience.SIGNED_IN}
    return [
        address
        for address in addresses()
        if address.access and address.access.audience in audiences and "POST" in address.access.methods
    ]


def forms_at(
    client: Client, address: Address, world: World
) -> Iterator[tuple[str, PageForm, dict[str, list[str]]]]:
    """Give each form at an address: where it is sent, the form, and what a person would send.

    A page that only takes a form, and shows none, is sent its answers alone.
    """
    path = path_of(address, world.organization.slug, world)
    assert address.access is not None
    if "GET" not in address.access.methods:
        yield path, PageForm("post", path), dict(ANSWERS.get(address.name, {}))
        return
    query = QUERIES[address.name](world) if address.name in QUERIES else {}
    response = client.get(path, query)
    if response.status_code == 200:
        for form in forms_of(response.content.decode()):
            yield form.action or path, form, form.filled(ANSWERS.get(address.name))
