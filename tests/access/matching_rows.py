"""Rows of matching for the pages that need some."""

from django_scopes import scope

from parcours.applications.models import Application, MentorPlace
from parcours.engagements.models import Mentorship
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.settings_kept import kept
from parcours.people.models import Person
from tests.access.program_rows import a_cohort
from tests.access.world import World


def a_matched_cohort(world: World, person: int) -> int:
    """A cohort in which somebody has a seat, and takes part as a mentor too, with a run that proposed nobody."""
    row = a_cohort(world)
    with scope(organization=world.organization):
        who = Person.objects.select_related("participant", "mentor").get(pk=person)
    world.row(Application, cohort_id=row, participant=who.participant, status="accepted")
    world.row(MentorPlace, cohort_id=row, mentor=who.mentor, status="agreed", places=2)
    world.row(
        Run,
        cohort_id=row,
        state="done",
        rules=kept(Settings()),
        made_with="1",
        notes={"en": [], "fr": []},
        certificate=dict.fromkeys(("placed", "bound", "score", "gap", "pairs_priced"), 0),
    )
    return row


def a_pair(world: World, person: int, status: str = "draft") -> int:
    """Somebody matched with themselves."""
    cohort = a_matched_cohort(world, person)
    with scope(organization=world.organization):
        who = Person.objects.select_related("participant", "mentor").get(pk=person)
        if found := Mentorship.objects.filter(cohort=cohort).first():
            return found.pk
    return world.row(
        Mentorship,
        cohort_id=cohort,
        participant=who.participant,
        mentor=who.mentor,
        status=status,
        chosen_as="fixed",
        answer_by="2031-01-01",
    )


def the_two(world: World, person: int) -> dict[str, object]:
    """What names a mentee and a mentor of a cohort."""
    cohort = a_matched_cohort(world, person)
    with scope(organization=world.organization):
        who = Person.objects.select_related("participant", "mentor").get(pk=person)
    return {"cohort": cohort, "participant": who.participant.pk, "mentor": who.mentor.pk}
