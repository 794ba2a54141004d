"""Both sign the same edition: by link, on their own page, or on paper."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.signing import note_signature, sign
from parcours.engagements.course_queries import signatures_of
from parcours.engagements.keeping_time import keep_time_across
from parcours.engagements.models import Mentorship
from parcours.programs.actions.agreements import write_agreement
from tests import factories
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.together()


def signed(row: Mentorship) -> dict[str, tuple[str, str, int]]:
    with scope(organization=row.organization):
        return {
            side: (one.way, one.language, one.agreement.edition) for side, one in signatures_of(row).items()
        }


def test_each_signs_what_they_read_in_their_language(row: Mentorship) -> None:
    with scope(organization=row.organization):
        sign(mentorship=row, edition=1, by=made.ana(row))
        with override("fr"):
            sign(mentorship=row, edition=1, by=made.noor(row))
    assert signed(row) == {"mentor": ("link", "en", 1), "mentee": ("link", "fr", 1)}


def test_the_second_signs_the_edition_of_the_first(row: Mentorship) -> None:
    with scope(organization=row.organization):
        sign(mentorship=row, edition=1, by=made.ana(row))
        write_agreement(
            program=row.cohort.program, version=1, text_en="Other.", text_fr="", by=system(row.organization)
        )
        sign(mentorship=made.found(row), edition=1, by=made.noor(row))
    assert {edition for _way, _language, edition in signed(row).values()} == {1}


def test_what_was_written_anew_meanwhile_is_read_once_more(row: Mentorship) -> None:
    with scope(organization=row.organization):
        write_agreement(
            program=row.cohort.program, version=1, text_en="Other.", text_fr="", by=system(row.organization)
        )
        with pytest.raises(Stale):
            sign(mentorship=row, edition=1, by=made.ana(row))
    assert signed(row) == {}


def test_who_signs_twice_has_signed_once(row: Mentorship) -> None:
    with scope(organization=row.organization):
        first = sign(mentorship=row, edition=1, by=made.ana(row))
        assert sign(mentorship=row, edition=1, by=made.ana(row)) == first


def test_nobody_signs_for_somebody_else(row: Mentorship) -> None:
    stranger = made.by_link(factories.person(row.organization))
    with scope(organization=row.organization):
        for by in (stranger, system(row.organization)):
            with pytest.raises(NotAllowed):
                sign(mentorship=row, edition=1, by=by)


def test_staff_note_what_was_signed_on_paper(row: Mentorship) -> None:
    day, by = timezone.localdate(), made.staff(row)
    with scope(organization=row.organization):
        note_signature(mentorship=row, side="mentee", on=day, by=by)
        with pytest.raises(Refused):
            note_signature(mentorship=row, side="mentee", on=day, by=by)
        with pytest.raises(Refused):
            note_signature(mentorship=row, side="mentor", on=day + dt.timedelta(days=1), by=by)
    assert signed(row) == {"mentee": ("paper", "fr", 1)}


def test_whoever_has_not_signed_is_reminded_once_on_a_day(row: Mentorship) -> None:
    made.since(row, 7)
    with scope(organization=row.organization):
        sign(mentorship=row, edition=1, by=made.ana(row))
    before = len(mail.outbox)
    keep_time_across()
    assert [one.to for one in mail.outbox[before:]] == [["noor@example.org"]]
