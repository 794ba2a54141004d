"""A small site for drills, with two backups of it that differ, and what it should be at any moment."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django_scopes import scopes_disabled

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Membership, Organization, User
from parcours.backups import files
from parcours.backups.fit import verified
from parcours.backups.make import back_up
from parcours.backups.restore import restore
from parcours.cli.site.database import let_go
from tools.drills.north import add_mentors, found_north

PEOPLE = 20


class Site:
    """The site of the environment; ``folder`` is where its backups are."""

    def __init__(self, folder: Path) -> None:
        """Fill the site, and make both backups: the second has more people, and another logo."""
        self._files = (folder / "first.zip", folder / "second.zip")
        self._third = folder / "third.zip"
        here, _admin = found_north()
        self._prints: list[str] = []
        for number, file in enumerate(self._files):
            here.logo.save("logo.png", ContentFile(b"a picture %d" % number * 50_000))
            add_mentors(here, PEOPLE, f"p{number}-")
            back_up(file)
            self._prints.append(self._print())
        self.now = 1
        let_go()

    def step(self, kind: str) -> Callable[[], None]:
        """Return what a child does: restore the other backup, or make a new one."""
        self._third.unlink(missing_ok=True)
        if kind == "backup":
            return partial(_make, self._third)
        return partial(_restore, self._files[1 - self.now])

    def state(self) -> str:
        """Say which backup the site is now. Raises AssertionError where it is neither, or a backup is not whole."""
        with_what = self._print()
        assert with_what in self._prints, "the site is neither of the two"  # noqa: S101 - the point of the drill
        assert not any(verdict.fault for verdict in verify_all())  # noqa: S101
        self.now = self._prints.index(with_what)
        if self._third.exists():
            verified(self._third)
        for file in self._files:
            verified(file)
        for before in Path(settings.DATA).glob("before-restore-*.zip"):
            verified(before)
            before.unlink()
        let_go()
        return ("the first", "the second")[self.now]

    def finish(self) -> None:
        """Restore once more, undisturbed: nothing of what was killed is in the way, and nothing is left of it."""
        _restore(self._files[1 - self.now])
        self.state()
        left = [path for path in Path(settings.DATA).rglob("*") if "restor" in path.name]
        assert left == [], left  # noqa: S101
        assert sorted(files.names()) == sorted(files.in_backup(verified(self._files[self.now]).members))  # noqa: S101

    def _print(self) -> str:
        """Return a hash of everybody and of the logo."""
        with scopes_disabled():
            people = list(User.objects.order_by("pk").values_list("pk", "email", "name"))
            roles = list(Membership.objects.order_by("pk").values_list("pk", "user", "role"))
            logo = Organization.objects.get().logo
            with logo.open() as picture:
                said = repr((connection.vendor, people, roles, logo.name, picture.read()))
        return hashlib.sha256(said.encode()).hexdigest()


def _make(file: Path) -> None:
    back_up(file)


def _restore(file: Path) -> None:
    restore(file, replace=True)
