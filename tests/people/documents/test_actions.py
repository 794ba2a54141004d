"""Documents are kept sealed under names that tell nothing, in versions, and opened by who may."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django_scopes import scope
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.audit.queries import readable
from parcours.accounts.keys import reseal_across
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core import sealed_files
from parcours.core.keyring import Unreadable
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.documents.actions import (
    keep_document,
    keeping,
    open_document,
    remove_document,
    show_cv,
    stop_showing,
)
from parcours.people.documents.forgetting import forget_across
from parcours.people.documents.formats import LARGEST
from parcours.people.documents.lists import Reading, Scan
from parcours.people.documents.models import Document, Showing
from parcours.people.documents.policies import may_see_document
from parcours.people.documents.queries import text_of_cv
from parcours.people.documents.upkeep import remove_strays_across, scan_waiting_across
from parcours.people.models import Person
from parcours.people.policies import subject_of
from tests import factories
from tests.people.consent import made as consents
from tests.people.documents import corpus
from tests.people.documents.clamd import running

pytestmark = pytest.mark.django_db

CV = corpus.docx("Ana Roy", "Welder")


def upload(data: bytes = CV, name: str = "CV.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def cv(person: Person, data: bytes = CV, **more: object) -> Document:
    by = system(person.organization)
    return keep_document(person=person, kind="cv", file=upload(data), **{"by": by, **more})  # type: ignore[arg-type]


def oneself(person: Person) -> Actor:
    return Actor(person.organization, via=Via.LINK, name="Noor", subject=subject_of(person))


def member(ours: Organization, role: Role) -> Actor:
    return actor_for(factories.member(ours, role), ours)


def held(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_document_is_kept_sealed_and_opened_again(person: Person, files: Path) -> None:
    row = cv(person)
    (stored,) = held(files)
    assert (CV in stored, b"Welder" in stored) == (False, False)
    assert open_document(document=row, by=oneself(person)) == CV


def test_v5_0_0_5_3_1_t31_the_name_of_the_file_on_disk_tells_nothing(person: Person, files: Path) -> None:
    row = keep_document(person=person, kind="cv", file=upload(name="../../ana.docx"), by=oneself(person))
    (path,) = [path for path in files.rglob("*") if path.is_file()]
    assert (row.name, path.parent.name, len(path.name), path.suffix) == ("ana.docx", "documents", 32, "")


def test_a_file_belongs_to_its_own_name(person: Person, files: Path) -> None:
    one, other = cv(person), cv(person)
    (files / one.stored).replace(files / other.stored)
    with pytest.raises(Unreadable):
        sealed_files.read(other.stored)
    with pytest.raises(Refused):
        open_document(document=other, by=oneself(person))


def test_a_new_cv_is_a_new_version_and_another_title_another_document(person: Person) -> None:
    by = oneself(person)
    cv(person), cv(person)
    for title in ("Diploma", "Letter", "diploma"):
        keep_document(person=person, kind="other", title=title, file=upload(), by=by)
    found = Document.objects.values_list("kind", "title", "number").order_by("pk")
    assert list(found) == [
        ("cv", "", 1),
        ("cv", "", 2),
        ("other", "Diploma", 1),
        ("other", "Letter", 1),
        ("other", "diploma", 2),
    ]


def test_a_document_without_a_name_of_what_it_is_is_refused(person: Person) -> None:
    with pytest.raises(Refused):
        keep_document(person=person, kind="other", title=" ", file=upload(), by=oneself(person))


def test_v5_0_0_5_2_1_t28_a_large_file_is_refused_before_it_is_read(person: Person) -> None:
    class Unread(SimpleUploadedFile):
        def read(self, *_arguments: object) -> bytes:
            raise AssertionError("it was read")

    file = Unread("cv.pdf", b"")
    file.size = LARGEST + 1
    with pytest.raises(Refused, match="larger than 20 MB"):
        keep_document(person=person, kind="cv", file=file, by=oneself(person))


@pytest.mark.parametrize(
    "data",
    [corpus.pdf("Ana", password="x" * 8), corpus.macro_docm(), corpus.lying_bomb()],
    ids=["locked", "macros", "lying bomb"],
)
def test_t28_t29_what_is_refused_leaves_nothing(person: Person, files: Path, data: bytes) -> None:
    with pytest.raises(Refused):
        cv(person, data)
    assert (Document.objects.count(), held(files)) == (0, [])


def test_t30_a_document_whose_reader_dies_is_kept(person: Person, settings: Settings) -> None:
    settings.DOCUMENT_READER_SECONDS = 0  # it is killed as it starts
    row = cv(person)
    assert (row.reading, open_document(document=row, by=oneself(person))) == (Reading.COULD_NOT_READ, CV)


def test_t30_javascript_is_noted_on_the_document(person: Person) -> None:
    assert cv(person, corpus.pdf("Ana", script=True)).remarks_in_words == ["Contains JavaScript"]


def test_the_text_is_sealed_and_of_the_newest_readable_version(person: Person) -> None:
    cv(person, corpus.docx("Baker"))
    row = cv(person)
    cv(person, corpus.docx(""))
    assert (b"Welder" in bytes(row.text), text_of_cv(person)) == (False, "Ana Roy\nWelder")


def test_t64_a_person_has_room_for_so_many(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 1)
    cv(person)
    with pytest.raises(Refused, match="no room"):
        cv(person)


def test_t64_an_organization_has_room_for_so_much(person: Person, settings: Settings) -> None:
    settings.DOCUMENTS_MEGABYTES = 0
    with pytest.raises(Refused, match="this organization"):
        cv(person)


def test_without_its_row_there_is_no_file(person: Person, files: Path) -> None:
    person.pk = 0
    with pytest.raises(Person.DoesNotExist), transaction.atomic():
        cv(person)
    assert held(files) == []


def test_removing_takes_the_file_once_the_row_is_gone(
    person: Person, files: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = cv(person)
    with django_capture_on_commit_callbacks() as after:
        remove_document(document=row, by=oneself(person))
    there = len(held(files))
    after[0]()
    assert (there, held(files), Document.objects.count()) == (1, [], 0)


def test_a_file_that_is_gone_is_said(person: Person, files: Path) -> None:
    row = cv(person)
    (files / row.stored).unlink()
    with pytest.raises(Refused, match="missing or damaged"):
        open_document(document=row, by=oneself(person))


def test_each_opening_is_an_entry_of_the_log(person: Person) -> None:
    row = cv(person)
    for _ in range(2):
        open_document(document=row, by=oneself(person))
    opened = [readable(entry) for entry in AuditEntry.objects.filter(verb="document.opened")]
    assert [one["name"] for one in opened if one] == ["Noor"] * 2


@pytest.mark.parametrize("role", [one for one in Role if one not in {Role.COORDINATOR, Role.ADMINISTRATOR}])
def test_v5_0_0_8_2_2_t32_nobody_else_opens_or_changes_a_document(
    ours: Organization, person: Person, role: Role
) -> None:
    row, by = cv(person), member(ours, role)
    with pytest.raises(NotAllowed):
        open_document(document=row, by=by)
    with pytest.raises(NotAllowed):
        remove_document(document=row, by=by)
    with pytest.raises(NotAllowed):
        keep_document(person=person, kind="cv", file=upload(), by=by)


def test_t32_staff_open_every_version(ours: Organization, person: Person) -> None:
    by, rows = member(ours, Role.COORDINATOR), [cv(person), cv(person)]
    assert [may_see_document(by, row) for row in rows] == [True, True]


def test_t32_staff_of_another_organization_do_not(person: Person) -> None:
    row, theirs = cv(person), factories.organization("theirs")
    with scope(organization=theirs):
        by = member(theirs, Role.ADMINISTRATOR)
    assert may_see_document(by, row) is False


def test_t32_a_mentor_sees_the_latest_cv_as_long_as_the_person_allows_it(
    ours: Organization, person: Person
) -> None:
    by = member(ours, Role.MENTOR)
    assert by.user is not None
    consents.act(person)
    show_cv(person=person, to=by.user, by=member(ours, Role.COORDINATOR))
    old, new = cv(person), cv(person)
    other = keep_document(person=person, kind="other", title="Diploma", file=upload(), by=oneself(person))
    seen = [may_see_document(by, row) for row in (old, new, other)]
    consents.act(person, said="withdrawn")
    after = [may_see_document(by, row) for row in (old, new, other)]
    assert (seen, after) == ([False, True, False], [False, False, False])


def test_t32_a_host_sees_it_with_consent_for_that_partner_only(ours: Organization, person: Person) -> None:
    partner, another = factories.organization("partner"), factories.organization("another")
    by, staff = member(ours, Role.SUPERVISOR), member(ours, Role.COORDINATOR)
    assert by.user is not None
    consents.act(person)
    consents.act(person, "share_partner", partner=another)
    with pytest.raises(Refused, match="has not allowed this"):
        show_cv(person=person, to=by.user, partner=partner, by=staff)
    consents.act(person, "share_partner", partner=partner)
    show_cv(person=person, to=by.user, partner=partner, by=staff)
    assert may_see_document(by, cv(person)) is True


def test_a_cv_is_shown_to_mentors_and_supervisors_only(ours: Organization, person: Person) -> None:
    consents.act(person)
    to = factories.member(ours, Role.FUNDER)
    with pytest.raises(Refused, match="mentors and host supervisors"):
        show_cv(person=person, to=to, by=member(ours, Role.COORDINATOR))


def test_t32_the_person_stops_showing(ours: Organization, person: Person) -> None:
    by = member(ours, Role.MENTOR)
    assert by.user is not None
    consents.act(person)
    row = cv(person)
    showing = show_cv(person=person, to=by.user, by=member(ours, Role.COORDINATOR))
    stop_showing(showing=showing, by=oneself(person))
    assert may_see_document(by, row) is False


def test_v5_0_0_5_4_3_t33_malware_is_refused(person: Person, settings: Settings, tmp_path: Path) -> None:
    with running(tmp_path) as (clamd, settings.CLAMD):
        with pytest.raises(Refused, match="Malware"):
            cv(person, corpus.pdf("Ana") + corpus.EICAR)
        row = cv(person)
    assert (row.scan, clamd.scanned[1], Document.objects.count()) == (Scan.CLEAN, CV, 1)


def test_t33_without_clamd_a_document_says_that_it_was_not_scanned(person: Person) -> None:
    assert cv(person).get_scan_display() == "Not scanned for malware"


def test_t33_what_clamd_missed_is_scanned_later_and_not_opened(
    person: Person, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMD = f"unix:{tmp_path / 'nobody.sock'}"
    rows = [cv(person, corpus.pdf("Ana") + corpus.EICAR), cv(person)]
    away = scan_waiting_across()
    with running(tmp_path) as (_clamd, settings.CLAMD):
        done = scan_waiting_across()
    scans = list(Document.objects.order_by("pk").values_list("scan", flat=True))
    assert ([row.scan for row in rows], away, done, scans) == (
        ["not_scanned"] * 2,
        0,
        2,
        ["infected", "clean"],
    )
    rows[0].refresh_from_db()
    with pytest.raises(NotAllowed, match="Malware"):
        open_document(document=rows[0], by=oneself(person))


def test_t33_no_verdict_is_no_scan(person: Person, settings: Settings, tmp_path: Path) -> None:
    with running(tmp_path) as (clamd, settings.CLAMD):
        clamd.answer = b"INSTREAM size limit exceeded. ERROR"
        row = cv(person)
    assert row.scan == Scan.NOT_SCANNED


def test_without_clamd_nothing_waits_to_be_scanned(person: Person) -> None:
    cv(person)
    assert scan_waiting_across() == 0


def test_another_key_reaches_the_files(person: Person, settings: Settings) -> None:
    row = cv(person)
    settings.DATA_KEYS = {"new": b"n" * 32, **settings.DATA_KEYS}
    done = reseal_across(by=system(None))
    again = reseal_across(by=system(None))
    settings.DATA_KEYS = {"new": b"n" * 32}
    # The file and the text of it; the second time there is nothing left to do.
    assert (done["documents.document"], again["documents.document"]) == (2, 0)
    assert sealed_files.read(row.stored) == CV


def test_t65_forgetting_leaves_no_file_and_no_row(ours: Organization, person: Person, files: Path) -> None:
    other = factories.person(ours)
    kept, mentor = cv(other), factories.member(ours, Role.MENTOR)
    for _ in range(2):
        cv(person)
    Showing.objects.create(organization=ours, person=person, to=mentor)
    assert forget_across(person) == 5
    assert (list(Document.objects.all()), Showing.objects.count(), len(held(files))) == ([kept], 0, 1)


def test_whoever_a_cv_was_shown_to_is_forgotten_too(ours: Organization, person: Person) -> None:
    mentor = factories.member(ours, Role.MENTOR)
    Showing.objects.create(organization=ours, person=person, to=mentor)
    assert (forget_across(factories.person(ours, user=mentor)), Showing.objects.count()) == (1, 0)


def test_files_that_an_interrupted_upload_left_are_removed(person: Person, files: Path) -> None:
    row = cv(person)
    stray = sealed_files.keep("documents", b"left")
    young = sealed_files.keep("documents", b"being written")
    for name in (row.stored, stray):
        os.utime(files / name, (0, 0))
    assert remove_strays_across() == 1
    assert {path.name for path in files.rglob("*") if path.is_file()} == {
        Path(name).name for name in (row.stored, young)
    }


def test_a_version_is_there_once(person: Person) -> None:
    row = cv(person)
    row.pk, row.stored = None, "documents/other"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
