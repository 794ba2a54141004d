from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.consent.actions.texts import reset, reword, text_read
from parcours.people.consent.models import ConsentText
from parcours.people.consent.purposes import PURPOSES
from parcours.people.consent.texts import history, ours, texts_now, words_of
from tests import factories
from tests.people.consent.made import staff

pytestmark = pytest.mark.django_db

OWN = {"what_fr": "Ceci.", "why_fr": "Pour cela.", "refusing_fr": "Rien."}


@pytest.fixture
def admin() -> Iterator[Actor]:
    made = staff(factories.organization(), Role.ADMINISTRATOR)
    with scope(organization=made.organization):
        yield made


def test_our_words_are_whole_in_both_languages() -> None:
    lacking = [
        f"{purpose} {name}" for purpose in PURPOSES for name, said in ours(purpose).items() if not said
    ]
    same = [purpose for purpose in PURPOSES if ours(purpose)["what_en"] == ours(purpose)["what_fr"]]
    assert [lacking, same] == [[], []]


def test_reading_our_words_keeps_nothing_and_answering_keeps_them(admin: Actor) -> None:
    texts_now(admin.here, "research")
    before = ConsentText.objects.count()
    first, again = (text_read(admin.here, "research", 1) for _time in range(2))
    assert (before, first, words_of(first), first.is_ours) == (0, again, ours("research"), True)


def test_other_words_of_ours_are_a_version_of_their_own(admin: Actor) -> None:
    ConsentText.objects.create(
        organization=admin.here, purpose="research", version=1, is_ours=True, **OWN
    )  # as an earlier release said it
    now = texts_now(admin.here, "research")["research"]
    assert (now.version, words_of(now)) == (2, ours("research"))


def test_every_version_stays_readable(admin: Actor) -> None:
    reword(purpose="research", version=1, words=OWN, by=admin)
    reset(purpose="research", version=2, by=admin)
    assert [(text.version, text.is_ours, text.why_fr) for text in history("research")] == [
        (3, True, ours("research")["why_fr"]),
        (2, False, "Pour cela."),
        (1, True, ours("research")["why_fr"]),
    ]


def test_the_same_words_are_no_new_version(admin: Actor) -> None:
    assert reword(purpose="research", version=1, words=ours("research"), by=admin).version == 1


def test_words_are_whole_in_one_language_at_least(admin: Actor) -> None:
    with pytest.raises(ValidationError, match="all three parts"):
        reword(purpose="research", version=1, words={"what_en": "This.", "why_fr": "Pour cela."}, by=admin)


def test_two_who_reword_do_not_overwrite_each_other(admin: Actor) -> None:
    reword(purpose="research", version=1, words=OWN, by=admin)
    with pytest.raises(Stale):
        reword(purpose="research", version=1, words=OWN | {"why_fr": "Autre."}, by=admin)


def test_a_coordinator_does_not_reword(admin: Actor) -> None:
    with pytest.raises(NotAllowed):
        reword(purpose="research", version=1, words=OWN, by=staff(admin.here))


def test_words_for_nothing_are_refused(admin: Actor) -> None:
    with pytest.raises(Refused):
        reset(purpose="everything", version=1, by=admin)
