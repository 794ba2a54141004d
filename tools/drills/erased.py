"""The site on which erasures are killed: somebody with a mark in every kind of row, and the search for it."""

from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django_scopes import scope, scopes_disabled

from parcours.accounts.actions.founding import add_member
from parcours.accounts.actors import Actor, system
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Import, ImportRow, Organization, User
from parcours.accounts.roles import Role
from parcours.cli.site.database import let_go
from parcours.messaging.models import Outgoing
from parcours.people.actions.people import add_person, link_account
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import keep_facts
from parcours.people.kinds import Kind
from parcours.people.models import Person
from parcours.people.privacy.actions.erasures import decide_erasure
from parcours.people.privacy.models import Erasure, ErasureWhy
from parcours.people.privacy.tasks import finish
from tools.drills.north import found_north


class Site:
    """The site of the environment; everybody who is taken in has ``mark`` in their name and address."""

    def __init__(self, mark: str) -> None:
        self._mark, self._number = mark, count(1)
        self._here, _admin = found_north()
        let_go()

    def take_in(self) -> None:
        """Take somebody in, with an account, a letter and a spreadsheet, and decide that they are erased."""
        here = Organization.objects.get(pk=self._here.pk)
        by, address = system(here), f"{self._mark}{next(self._number)}@north.example"
        with scope(organization=here):
            person = add_person(
                kind=Kind.PARTICIPANT, by=by, given_name=self._mark, email=address, city=self._mark
            )
            keep_facts(person=person, by=by, facts={"background": self._mark})
            ask_for_profile(person=person, by=by)
            self._around(person, by)
            decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)
        let_go()

    def _around(self, person: Person, by: Actor) -> None:
        add_member(
            by=by,
            organization=by.here,
            email=person.email,
            name=self._mark,
            language="fr",
            role=Role.PARTICIPANT,
        )
        link_account(person=person, user=User.objects.get(email=person.email), by=by)
        source = Import(organization=by.here, kind="members", given=f"{self._mark}.csv", status="done")
        source.file.save("people.csv", ContentFile(person.email.encode()))
        ImportRow.objects.create(
            organization=by.here, source=source, number=1, values={"email": person.email}, outcome="applied"
        )

    def erase(self) -> None:
        """Do what the worker does, as far as it has not been done; the letter counts as delivered."""
        finish.func()
        with scopes_disabled():
            Outgoing.objects.filter(key="privacy.erased").update(state="sent")
        finish.func()
        let_go()

    def state(self) -> str:
        """Say whether the person is all there or all gone. Raises AssertionError where they are neither."""
        with scopes_disabled():
            there = {
                "person": Person.objects.count(),
                "account": User.objects.filter(email__startswith=self._mark).count(),
                "row": ImportRow.objects.count(),
            }
        assert len(set(there.values())) == 1, there  # noqa: S101 - the point of the drill
        assert not any(verdict.fault for verdict in verify_all())  # noqa: S101
        let_go()
        return "all there" if there["person"] else "all gone"

    def check(self) -> None:
        """Raise AssertionError where anything of anybody is left: in a column, or in a byte of a file."""
        assert self.state() == "all gone"  # noqa: S101 - the point of the drill
        with scopes_disabled():
            assert not Erasure.objects.exclude(state="done").exists()  # noqa: S101
        left = [*self._in_tables(), *self._in_files()]
        assert left == [], left  # noqa: S101
        let_go()

    def _in_tables(self) -> list[str]:
        found = []
        with scopes_disabled(), connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database’s own names
                found += [table for row in cursor.fetchall() if self._mark in repr(row)]
        return found

    def _in_files(self) -> list[str]:
        data = Path(settings.DATA)
        return [
            str(path.relative_to(data))
            for path in data.rglob("*")
            if path.is_file() and self._mark.encode() in path.read_bytes()
        ]
