"""A small site with a cohort: people with seats, mentors with places, and several coordinators."""

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from django_scopes import scope

from parcours.accounts.actions.founding import add_member
from parcours.accounts.actors import Actor, system
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import begin, submit
from parcours.applications.actions.deciding import accept
from parcours.applications.actions.mentors import take_mentor
from parcours.people.actions.people import add_person
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant
from parcours.programs.actions.cohorts import add_cohort, take
from parcours.programs.actions.programs import add_program
from parcours.programs.models import Cohort
from parcours.programs.timetable import Span
from tools.drills.north import found_north

type Gate = Callable[[], object]

SEATS = 10_000
_PATIENCE = 60.0


class PairsSite:
    """The site of the environment; people come into its cohort as they are needed."""

    def __init__(self, coordinators: int = 1) -> None:
        self.here, _admin = found_north()
        self._by, self._people = system(self.here), 0
        self.cohort = self.another_cohort()
        with scope(organization=self.here):
            self.coordinators = [self._coordinator(number) for number in range(coordinators)]

    def another_cohort(self) -> Cohort:
        """Return a new cohort with room for everybody, of a program of its own."""
        with scope(organization=self.here):
            program = add_program(by=self._by, name_en="City mentoring", name_fr="Mentorat de la ville")
            spans = [Span("intake", dt.date(2020, 1, 1), dt.date(2040, 12, 31))]
            made = add_cohort(program=program, name="2026", seats=SEATS, spans=spans, by=self._by)
            take(cohort=made, way="open_intake", by=self._by)
        return made

    def mentee(self, to: Cohort | None = None) -> Participant:
        """Return somebody new with a seat."""
        with scope(organization=self.here):
            person = add_person(kind=Kind.PARTICIPANT, by=self._by, **self._somebody("mentee"))
            who = Participant.objects.select_related("person__user", "organization").get(person=person)
            application = begin(cohort=to or self.cohort, participant=who, by=self._by)
            submit(application=application, by=self._by)
            accept(application=application, by=self._by)
        return who

    def mentor(self, places: int = 1, to: Cohort | None = None) -> Mentor:
        """Return a new mentor who takes part, with so many places."""
        with scope(organization=self.here):
            person = add_person(kind=Kind.MENTOR, by=self._by, **self._somebody("mentor"))
            Mentor.objects.filter(person=person).update(capacity=max(places, 1))
            who = Mentor.objects.select_related("person__user", "organization").get(person=person)
            take_mentor(cohort=to or self.cohort, mentor=who, places=places, by=self._by)
        return who

    def finish(self) -> None:
        """Stop with a sentence unless the audit log holds."""
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")

    def _coordinator(self, number: int) -> Actor:
        user = add_member(
            by=system(None),
            organization=self.here,
            email=f"staff{number}@north.example",
            name=f"Staff {number}",
            language="en",
            role=Role.COORDINATOR,
        )
        return actor_for(user, self.here)

    def _somebody(self, kind: str) -> dict[str, str]:
        self._people += 1
        name = f"{kind.capitalize()} {self._people}"
        return {"given_name": name, "email": f"{kind}{self._people}@example.org"}

    def at_once[Said](self, does: Sequence[Callable[[Gate], Said]]) -> list[Said]:
        """Do all of this at the same moment, each over a connection of its own; return what each of them says.

        Each looks around first, and calls the gate when it is about to begin: it opens once all of them are there.
        """
        gate = Barrier(len(does))

        def one(does: Callable[[Gate], Said]) -> Said:
            try:
                with scope(organization=self.here):
                    return does(lambda: gate.wait(_PATIENCE))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(does)) as pool:
            return list(pool.map(one, does))
