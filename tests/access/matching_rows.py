"""Rows of matching for the pages that need some."""

from django_scopes import scope

from parcours.applications.models import Application, MentorPlace
from parcours.engagements.models import Mentorship
from parcours.matching.adapter import Settings
from parcours.matching.models import Candidate, Run
from parcours.matching.settings_kept import kept
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant
from tests import factories
from tests.access.program_rows import a_cohort
from tests.access.world import World


def a_matched_cohort(world: World, person: int) -> int:
    """A cohort in which somebody has a seat and another a place as a mentor, with a run that proposed the two."""
    row = a_cohort(world)
    with scope(organization=world.organization):
        if Run.objects.filter(cohort=row).exists():
            return row
    mentee, mentor = _who(world, person)
    world.row(Application, cohort_id=row, participant=mentee, status="accepted")
    world.row(MentorPlace, cohort_id=row, mentor=mentor, status="agreed", places=2)
    run = world.row(
        Run,
        cohort_id=row,
        state="done",
        rules=kept(Settings()),
        made_with="1",
        notes={"en": [], "fr": []},
        certificate=dict.fromkeys(("placed", "bound", "score", "gap", "pairs_priced"), 0),
    )
    world.row(
        Candidate,
        run_id=run,
        participant=mentee,
        mentor=mentor,
        rank=1,
        score=80,
        parts={},
        reasons={"en": [], "fr": []},
        is_proposed=True,
    )
    return row


def a_pair(world: World, person: int, status: str = "draft") -> int:
    """A pair of the cohort in which ``person`` waits for a mentor. The mentor of one that was sent is ``person``."""
    cohort = a_matched_cohort(world, person)
    with scope(organization=world.organization):
        if found := Mentorship.objects.filter(cohort=cohort, status=status).first():
            return found.pk
        mentor = _who(world, person)[1] if status == "draft" else Mentor.objects.get(person=person)
    mentee = factories.person(world.organization, given_name="Ines").participant
    world.row(Application, cohort_id=cohort, participant=mentee, status="accepted")
    world.row(MentorPlace, cohort_id=cohort, mentor=mentor, status="agreed", places=2)
    return world.row(
        Mentorship,
        cohort_id=cohort,
        participant=mentee,
        mentor=mentor,
        status=status,
        chosen_as="fixed",
        answer_by="2031-01-01",
    )


def the_two(world: World, person: int) -> dict[str, object]:
    """What names a mentee and a mentor of a cohort."""
    cohort = a_matched_cohort(world, person)
    mentee, mentor = _who(world, person)
    return {"cohort": cohort, "participant": mentee.pk, "mentor": mentor.pk}


def _who(world: World, person: int) -> tuple[Participant, Mentor]:
    """Return somebody as a mentee, and a mentor who is somebody else."""
    with scope(organization=world.organization):
        mentee = Participant.objects.get(person=person)
        mentor = Mentor.objects.exclude(person=person).first()
        if mentor is None:
            mentor = factories.person(world.organization, Kind.MENTOR, given_name="Hugo").mentor
    return mentee, mentor
