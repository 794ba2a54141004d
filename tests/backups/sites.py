"""Sites for the tests of backups: databases that other processes can open, and data folders."""

import os
from base64 import urlsafe_b64encode
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django_scopes import scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from tests import factories
from tools.drills.ground import copy, drop

TABLES = ("accounts_organization", "accounts_user", "accounts_membership", "account_emailaddress")
_number = count(1)


class Sites:
    """Makes sites from a template, an empty database with all tables; the framework uses the one opened last."""

    def __init__(self, template: str, folder: Path, own: Settings, stack: ExitStack) -> None:
        self._template, self._folder, self._own, self._stack = template, folder, own, stack

    def open(self, name: str, *, tables: bool = True) -> Path:
        """Make a site, have the framework use it, and return its data folder."""
        data = self._folder / name
        data.mkdir()
        before = connections["default"]
        database = self._copied(data, tables=tables)
        options = {name: value for name, value in before.settings_dict["OPTIONS"].items() if name != "pool"}
        self.use(
            type(before)({**before.settings_dict, "NAME": database, "OPTIONS": options}, "default"), data
        )
        return data

    def use(self, own: BaseDatabaseWrapper, data: Path) -> None:
        """Have the framework use a database and a data folder until the test ends."""
        before = connections["default"]
        self._stack.callback(connections.__setitem__, "default", before)
        self._stack.callback(own.close)
        connections["default"] = own
        self._own.DATA, self._own.MEDIA_ROOT, self._own.STATIC_ROOT = data, data / "files", data / "static"

    def _copied(self, data: Path, *, tables: bool) -> str:
        if connection.vendor == "sqlite":
            file = data / "parcours.sqlite3"
            if tables:
                file.write_bytes(Path(self._template).read_bytes())
            return str(file)
        name = f"{self._template}_{next(_number)}"
        copy(name, self._template if tables else "template0")
        self._stack.callback(drop, name)
        return name


def fill(people: int = 3) -> Organization:
    """Put an organization with a logo, people, and a log of them into the site."""
    here = factories.organization("north")
    here.logo.save("logo.png", ContentFile(b"a picture"))
    for number in range(people):
        add_person(here, f"person{number}@north.example")
    return here


def add_person(here: Organization, email: str) -> User:
    """Add somebody, and say so in the log: two rows and more in one transaction."""
    with transaction.atomic():
        someone = factories.member(here, Role.MENTOR, email=email, name=f"Zoë “{email}”\n\\N")
        record(by=system(here), verb="membership.added", about=someone, email=email)
    return someone


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row about people, and of the files, in the order of their keys."""
    with scopes_disabled(), connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - the names above
            found[table] = cursor.fetchall()
        return found


def address() -> str:
    """The DATABASE_URL of the site that the framework uses."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def variables(data: Path) -> dict[str, str]:
    """The environment of a process of its own that works on the site, with the keys of the tests."""
    keys = [f"{name}:{urlsafe_b64encode(key).decode()}" for name, key in settings.DATA_KEYS.items()]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}
    own = {
        "PARCOURS_DATA": str(data),
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
        "LANG": "C.UTF-8",
        "PARCOURS_DATA_KEYS": ",".join(keys),
        "PARCOURS_SECRET_KEY": settings.SECRET_KEY,
    }
    return {**inherited, **own}
