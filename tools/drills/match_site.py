"""A small site with a cohort that the worker matches, and what a run must propose."""

import datetime as dt
from datetime import timedelta

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.queries import actor_for
from parcours.applications.actions.applying import begin, submit
from parcours.applications.actions.deciding import accept
from parcours.applications.actions.mentors import take_mentor
from parcours.cli.site.database import let_go
from parcours.core.database_time import from_now
from parcours.jobs import leases, worker
from parcours.jobs.models import Lease
from parcours.matching.actions import running
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.queries import proposed_by
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.people import add_person
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.actions.cohorts import add_cohort, take
from parcours.programs.actions.programs import add_program
from parcours.programs.models import Cohort
from parcours.programs.timetable import Span
from tools.drills.north import found_north

MENTEES, MENTORS = 6, 4
CIVIL = "21300"
_LONG_AGO = timedelta(days=2)


class MatchSite:
    """The site of the environment, with a cohort whose runs all go to the worker, however small it is."""

    def __init__(self) -> None:
        running.AT_ONCE = 0
        self._here, self._admin = found_north()
        by = system(self._here)
        with scope(organization=self._here):
            self._cohort = _cohort(by)
            for number in range(MENTEES):
                _mentee(self._cohort, number, by)
            for number in range(MENTORS):
                _mentor(self._cohort, number, by)
        self._run = 0
        self._pairs: list[tuple[int, int]] = []
        let_go()

    def ask(self) -> None:
        """Have the cohort matched: it is acknowledged now, and done by the worker."""
        with scope(organization=self._here):
            by = actor_for(self._admin, self._here)
            self._run = running.run(cohort=self._cohort, settings=Settings(), by=by).pk
        let_go()

    def work(self) -> None:
        """Be a worker until there is nothing left to do."""
        stop = worker.Stop()

        def look() -> None:
            with scopes_disabled():
                if not DBTaskResult.objects.filter(
                    status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
                ).exists():
                    stop.set()

        worker.work(stop, beside=[worker.Beside("look", look, 0.02)])
        let_go()

    def pass_time(self) -> None:
        """Let the time pass after which a worker that says nothing is taken to be gone, and that be noticed."""
        with scopes_disabled():
            Lease.objects.update(until=from_now(-_LONG_AGO))
            DBTaskResult.objects.update(started_at=timezone.now() - _LONG_AGO)
            leases.reap()
        let_go()

    def state(self) -> str:
        """Return the state of the run asked for last."""
        with scope(organization=self._here):
            state: str = Run.objects.values_list("state", flat=True).get(pk=self._run)
        let_go()
        return state

    def expect(self) -> None:
        """Take what the last run proposes for what every run must."""
        self._pairs = self._proposed()
        if len(self._pairs) != min(MENTEES, MENTORS):
            raise SystemExit(f"a run that nobody killed proposes {self._pairs}")

    def check(self) -> None:
        """Stop with a sentence unless the last run is done and proposes what it must."""
        if (state := self.state()) != "done":
            raise SystemExit(f"the run is {state}")
        if (pairs := self._proposed()) != self._pairs:
            raise SystemExit(f"the run proposes {pairs}, not {self._pairs}")

    def finish(self) -> None:
        """Stop with a sentence unless the audit log holds."""
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")

    def _proposed(self) -> list[tuple[int, int]]:
        with scope(organization=self._here):
            made = Run.objects.get(pk=self._run)
            pairs = sorted((one.participant_id, one.mentor_id) for one in proposed_by(made))
        let_go()
        return pairs


def _cohort(by: Actor) -> Cohort:
    program = add_program(by=by, name_en="City mentoring", name_fr="Mentorat de la ville")
    spans = [Span("intake", dt.date(2020, 1, 1), dt.date(2040, 12, 31))]
    made = add_cohort(program=program, name="2026", seats=MENTEES, spans=spans, by=by)
    take(cohort=made, way="open_intake", by=by)
    return made


def _mentee(cohort: Cohort, number: int, by: Actor) -> None:
    person = _somebody(Kind.PARTICIPANT, "target", number, by)
    application = begin(cohort=cohort, participant=Participant.objects.get(person=person), by=by)
    submit(application=application, by=by)
    accept(application=application, by=by)


def _mentor(cohort: Cohort, number: int, by: Actor) -> None:
    person = _somebody(Kind.MENTOR, "present", number, by)
    take_mentor(cohort=cohort, mentor=Mentor.objects.get(person=person), places=1, by=by)


def _somebody(kind: Kind, held: str, number: int, by: Actor) -> Person:
    person = add_person(
        kind=kind, by=by, given_name=f"Person {number}", email=f"{kind}{number}@north.example"
    )
    occupation = write_occupation(person=person, kind=held, title="Civil engineer", by=by)
    decide_occupation(occupation=occupation, by=by, noc=CIVIL)
    return person
