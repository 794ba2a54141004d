"""T41: whatever two do to the same pair, it stands in one way, and the letters that both got tell one story."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

import pytest
from django.core import mail
from django.db import transaction
from django_scopes import scope

from parcours.accounts.mail import Letter
from parcours.accounts.models import Organization
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.models import Mentorship
from parcours.people.consent.models import ConsentAct
from parcours.people.models import Person
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.people.consent.made import act, staff
from tools.drills.answer_ways import FROM, WAYS, Scene, bring_to, fault, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization()


def a_scene(here: Organization, status: str) -> Scene:
    """A pair that stands so."""
    cohort = applications.cohort(here, seats=5)
    one = made.mentee(cohort, given_name="Noor", email="noor@example.org")
    other = made.mentor(cohort, given_name="Ana", email="ana@example.org")
    pair = made.pair(cohort, one, other)
    scene = Scene(cohort, pair, made.mentee(cohort), made.mentor(cohort), staff(here))
    with scope(organization=here):
        bring_to(scene, status)
    return scene


def letters_to(person: Person) -> list[str]:
    """What the person was written, in its order."""
    to = [person.email]
    return [one.entry.key for one in mail.outbox if isinstance(one, Letter) and one.to == to]


@contextmanager
def undone() -> Iterator[None]:
    """Try something that is taken back after it, letters included: the next is tried from where this one began."""
    written = len(mail.outbox)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    del mail.outbox[written:]


def done(scene: Scene, name: str, seen: Mentorship) -> list[str]:
    """Do it to the pair as a page showed it; return its name where it was done."""
    try:
        with transaction.atomic():
            WAYS[name](scene, copy(seen))
    except (Refused, Stale, NotAllowed):
        return []
    return [name]


def tried(scene: Scene, *names: str) -> tuple[Mentorship, list[str]]:
    """Do all of this, each with the pair as a page showed it at first; return how it stands, and what was done."""
    seen = found(scene.pair)
    did = [one for name in names for one in done(scene, name, seen)]
    return found(scene.pair), did


@pytest.mark.slow  # each of some ways after each of the others
@pytest.mark.sqlite_only  # one after the other: no lock of a database decides
@pytest.mark.parametrize("status", FROM)
def test_t41_one_after_the_other_with_stale_pages_end_in_one_story(here: Organization, status: str) -> None:
    scene, wrong = a_scene(here, status), []
    with scope(organization=here):
        seen = found(scene.pair)
        for first in FROM[status]:
            with undone():
                before = done(scene, first, seen)
                for second in FROM[status]:
                    with undone():
                        did = before + done(scene, second, seen)
                        now = found(scene.pair)
                        for side, person in (("mentor", scene.mentor), ("mentee", scene.mentee)):
                            if said := fault(now, side, letters_to(person), did):
                                wrong.append(f"{first}, then {second}: {said}")
    assert wrong == []


@pytest.mark.parametrize("late", ["staff take it back", "the mentor declines"])
def test_t41_who_was_asked_a_moment_ago_hears_that_it_is_off(here: Organization, late: str) -> None:
    scene = a_scene(here, "proposed")
    with scope(organization=here):
        now, did = tried(scene, "the mentor agrees", late)
    assert (now.status in {"withdrawn", "declined"}, did) == (True, ["the mentor agrees", late])
    assert letters_to(scene.mentee)[-2:] == ["match.mentee_asked", "match.off"]


def test_t41_nobody_is_asked_again_what_is_settled(here: Organization) -> None:
    scene = a_scene(here, "proposed")
    with scope(organization=here):
        _now, did = tried(scene, "the mentor declines", "staff ask again")
    assert (did, letters_to(scene.mentor)) == (["the mentor declines"], ["match.mentor_asked"])


def test_t41_a_stale_page_is_told_in_words(here: Organization) -> None:
    scene = a_scene(here, "proposed")
    with scope(organization=here):
        stale = found(scene.pair)
        WAYS["staff take it back"](scene, found(scene.pair))
        with pytest.raises(Stale, match="“Taken back” by now"):
            WAYS["the mentor agrees"](scene, stale)


def test_t41_what_was_said_about_somebody_who_is_forgotten_is_told_in_words(here: Organization) -> None:
    scene = a_scene(here, "proposed")
    with scope(organization=here):
        stale = found(scene.pair)
        Mentorship.objects.filter(pk=stale.pk).delete()
        with pytest.raises(Stale, match="no longer on file"):
            WAYS["the mentor agrees"](scene, stale)


def test_t41_consent_taken_back_moves_no_pair_and_writes_no_letter(here: Organization) -> None:
    scene = a_scene(here, "proposed")
    written = len(mail.outbox)
    act(scene.mentee, said="withdrawn")
    with scope(organization=here):
        assert (ConsentAct.objects.count(), found(scene.pair).status) == (1, "proposed")
    assert len(mail.outbox) == written


def test_t41_a_story_that_is_wrong_is_found(here: Organization) -> None:
    scene = a_scene(here, "mentor_accepted")
    with scope(organization=here):
        now, did = tried(scene, "staff take it back")
    asked, off, agreed = "match.mentee_asked", "match.off", "match.agreed"
    assert not fault(now, "mentee", [asked, off], did)
    for story in ([asked], [asked, off, off], [asked, agreed, off], [off, asked], [asked, asked, off]):
        assert fault(now, "mentee", story, did)
