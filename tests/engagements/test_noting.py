"""Notes: what is private is read by its writer alone, and is sealed; what is shared, by both and by staff."""

import pytest
from django_scopes import scope

from parcours.accounts.models import AuditEntry
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.actions.noting import delete_note, write_note
from parcours.engagements.course_queries import notes_for, notes_for_staff
from parcours.engagements.models import Mentorship, Note
from parcours.people.privacy.held import held_about
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    """A pair of whom the mentor wrote a private note and a shared one."""
    row = made.together()
    with scope(organization=row.organization):
        for words, is_private in (("Only mine", True), ("For us", False)):
            write_note(mentorship=row, words=words, is_private=is_private, by=made.ana(row))
    return row


def said(notes: list[Note]) -> set[str]:
    return {note.words for note in notes}


def test_each_reads_what_they_may(row: Mentorship) -> None:
    with scope(organization=row.organization):
        read = [said(notes_for(row, side)) for side in ("mentor", "mentee")]
        assert [*read, said(notes_for_staff(row))] == [{"Only mine", "For us"}, {"For us"}, {"For us"}]


def test_what_is_held_about_the_other_one_has_no_private_note(row: Mentorship) -> None:
    with scope(organization=row.organization):
        found = {
            person: {
                fact.text
                for group in held_about(person)
                for shown in group.rows
                if shown.table == "engagements.note"
                for fact in shown.facts
                if fact.name.startswith("sealed_") and fact.text
            }
            for person in (row.mentor.person, row.participant.person)
        }
    assert list(found.values()) == [{"Only mine", "For us"}, {"For us"}]


def test_it_is_sealed_in_the_table(row: Mentorship) -> None:
    with scope(organization=row.organization):
        stored = [bytes(one.sealed_private) + bytes(one.sealed_shared) for one in Note.objects.all()]
    assert [b"mine" in one or b"us" in one for one in stored] == [False, False]


def test_the_log_knows_of_shared_notes_only(row: Mentorship) -> None:
    with scope(organization=row.organization):
        assert AuditEntry.objects.filter(verb__startswith="note.").count() == 1


def test_only_the_writer_deletes(row: Mentorship) -> None:
    with scope(organization=row.organization):
        shared = notes_for_staff(row)[0]
        for by in (made.noor(row), made.staff(row)):
            with pytest.raises(NotAllowed):
                delete_note(note=shared, by=by)
        delete_note(note=shared, by=made.ana(row))
        assert notes_for_staff(row) == []


def test_an_empty_note_is_none(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(Refused):
        write_note(mentorship=row, words=" ", is_private=True, by=made.ana(row))
