"""A message is sent in the words of the program that it is about, else the organization's, else the product's."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.audit.queries import entries, readable
from parcours.accounts.models import Organization
from parcours.core.catalogue import CATALOGUE
from parcours.core.refusals import NotAllowed
from parcours.messaging.actions import post
from parcours.messaging.actions.wordings import reset, reword
from parcours.messaging.contents import contents
from parcours.messaging.models import Wording
from tests import factories
from tests.messaging.rows import rows

pytestmark = pytest.mark.django_db

OFF = CATALOGUE["match.off"]
CITY, COLLEGE = 7, 8
"""Numbers of programs: messages know no more of them."""


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def worded(here: Organization, subject: str, program: int | None = None, language: str = "en") -> Wording:
    return reword(
        entry=OFF, language=language, subject=subject, text="Hello.", program=program, by=system(here)
    )


def subject(here: Organization, program: int | None, language: str = "en") -> str:
    post(
        OFF.key,
        to="ana@example.org",
        language=language,
        organization=here,
        of_program=program,
        name="Ana",
        what="Mentoring",
    )
    letter = contents(rows()[-1])
    assert letter is not None
    return letter.subject


def test_a_program_s_words_come_before_the_organization_s_and_those_before_the_product_s(
    here: Organization,
) -> None:
    said = [subject(here, CITY)]
    worded(here, "By the organization")
    said.append(subject(here, CITY))
    worded(here, "By the program", CITY)
    said += [subject(here, CITY), subject(here, COLLEGE), subject(here, None), subject(here, CITY, "fr")]
    reset(entry=OFF, language="en", program=CITY, by=system(here))
    said.append(subject(here, CITY))
    assert said == [
        "Mentoring: another match is looked for",
        "By the organization",
        "By the program",
        "By the organization",
        "By the organization",
        "Mentoring\u00a0: un autre jumelage est cherché",
        "By the organization",
    ]


def test_words_of_an_older_version_give_way_to_the_organization_s(here: Organization) -> None:
    worded(here, "By the organization")
    worded(here, "By the program", CITY)
    Wording.objects.filter(program=CITY).update(subject="{gone}")
    assert subject(here, CITY) == "By the organization"


def test_a_letter_asks_once_whose_words_it_is_in(here: Organization) -> None:
    worded(here, "By the program", CITY)
    with CaptureQueriesContext(connection) as queries:
        subject(here, CITY)
    assert sum("messaging_wording" in one["sql"] for one in queries) == 1


def test_the_organization_and_each_program_word_a_message_once(here: Organization) -> None:
    for program in (None, CITY, COLLEGE):
        worded(here, f"Of {program}", program)
        with pytest.raises(IntegrityError), transaction.atomic():
            Wording.objects.create(
                organization=here, program=program, key=OFF.key, language="en", subject="x", text="x"
            )
    assert Wording.objects.count() == 3


def test_a_program_does_not_word_what_is_not_about_it(here: Organization) -> None:
    for key in ("invitation", "mentorship.measure"):
        with pytest.raises(NotAllowed):
            reword(entry=CATALOGUE[key], language="en", subject="x", text="x", program=CITY, by=system(here))


def test_the_log_says_for_which_program(here: Organization) -> None:
    worded(here, "By the program", CITY)
    reset(entry=OFF, language="en", program=CITY, by=system(here))
    written = [(one.verb, (readable(one) or {})["more"]["program"]) for one in entries()]
    assert written == [("message.reset", CITY), ("message.reworded", CITY)]
