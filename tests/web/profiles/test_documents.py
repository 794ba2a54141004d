"""Documents on the pages: of staff, of the person with an account, and by a link; and who gets the file."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.accounts.actors import system
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import Organization, SignedLink, User
from parcours.accounts.roles import Role
from parcours.people.actions.requests import ask_for_profile
from parcours.people.documents.actions import keep_document, show_cv
from parcours.people.documents.lists import Reading
from parcours.people.documents.models import Document, Showing
from parcours.people.models import Person
from tests import factories
from tests.people.consent import made as consents
from tests.people.documents import corpus
from tests.people.documents.test_files import FILES, SAVED

pytestmark = pytest.mark.django_db

CV = corpus.docx("Ana Roy", "Welder")
OWN, LINK = "/o/north/profile/documents/", "/link/documents/"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", name_en="North")


@pytest.fixture
def person(north: Organization) -> Person:
    return factories.person(north, user=factories.member(north, Role.PARTICIPANT), given_name="Ana")


@pytest.fixture
def staff(north: Organization) -> User:
    return factories.member(north, Role.COORDINATOR)


@pytest.fixture
def row(person: Person) -> Document:
    with scope(organization=person.organization):
        file = SimpleUploadedFile("CV d’Ana.docx", CV)
        return keep_document(person=person, kind="cv", file=file, by=system(person.organization))


def file(data: bytes = CV, name: str = "cv.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def enter(person: Person, client: Client) -> None:
    with scope(organization=person.organization):
        ask_for_profile(person=person, by=system(person.organization))
        SignedLink.objects.update(token_hash=hash_of("known"))
    client.get("/link/known/")


def documents(person: Person) -> list[tuple[str, int, bool]]:
    with scope(organization=person.organization):
        return list(Document.objects.values_list("name", "number", "by_oneself").order_by("pk"))


def test_one_s_own_cv_is_added(client: Client, person: Person) -> None:
    assert person.user is not None
    client.force_login(person.user)
    answer = client.post(OWN, {"kind": "cv", "file": file()})
    assert (answer["Location"], documents(person)) == (OWN, [("cv.docx", 1, True)])
    assert "Not scanned for malware" in client.get(OWN).content.decode()


@pytest.mark.parametrize("name", SAVED)
def test_a_cv_that_a_word_processor_saved_is_added(client: Client, person: Person, name: str) -> None:
    assert person.user is not None
    client.force_login(person.user)
    client.post(OWN, {"kind": "cv", "file": file((FILES / name).read_bytes(), name)})
    with scope(organization=person.organization):
        kept = list(Document.objects.values_list("kind", "name", "format", "reading"))
    assert kept == [("cv", name, name.rpartition(".")[2], Reading.READ)]


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"kind": "cv", "file": file(b"MZ", "cv.pdf")}, "file", "This is a program, not a document."),
        ({"kind": "cv", "file": file(b"", "cv.pdf")}, "file", "This file is empty."),
        ({"kind": "cv"}, "file", "Choose a file."),
        ({"kind": "other", "file": file()}, "title", "Say what the document is"),
    ],
    ids=["program", "empty", "none", "no title"],
)
def test_t28_what_is_not_kept_is_said_beside_the_field(
    client: Client, person: Person, sent: dict[str, object], field: str, words: str
) -> None:
    assert person.user is not None
    client.force_login(person.user)
    page = client.post(OWN, sent)
    assert str(page.context["form"].errors[field][0])[: len(words)] == words
    assert documents(person) == []


def test_t28_t31_a_file_is_an_attachment_under_its_name(
    client: Client, person: Person, row: Document
) -> None:
    assert person.user is not None
    client.force_login(person.user)
    answer = client.get(f"/o/north/documents/{row.pk}/")
    assert answer.content == CV
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''CV%20d%E2%80%99Ana.docx"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], "no-store" in answer["Cache-Control"]) == ("nosniff", True)


def test_a_document_is_removed_after_a_question(client: Client, person: Person, row: Document) -> None:
    assert person.user is not None
    client.force_login(person.user)
    question = client.get(OWN, {"remove": row.pk}).content.decode()
    client.post(OWN, {"remove": row.pk})
    assert ("are removed for good" in question, documents(person)) == (True, [])


@pytest.mark.parametrize("sent", [{"remove": "0"}, {"stop": "0"}])
def test_what_is_not_there_is_not_found(client: Client, person: Person, sent: dict[str, str]) -> None:
    assert person.user is not None
    client.force_login(person.user)
    assert client.post(OWN, sent).status_code == 404


def test_who_has_no_profile_has_no_documents(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.MENTOR))
    assert client.get(OWN).status_code == 404


def test_a_cv_is_added_opened_and_removed_by_link(client: Client, person: Person) -> None:
    enter(person, client)
    client.post(LINK, {"kind": "cv", "file": file()})
    with scope(organization=person.organization):
        row = Document.objects.get()
    opened = client.get(f"{LINK}{row.pk}/").content
    assert "Your documents" in client.get(LINK).content.decode()
    client.post(LINK, {"remove": row.pk})
    assert (opened, row.by_oneself, documents(person)) == (CV, True, [])


def test_t32_a_link_opens_no_other_person_s_document(client: Client, person: Person, row: Document) -> None:
    enter(factories.person(person.organization), client)
    assert client.get(f"{LINK}{row.pk}/").status_code == 404


def test_t32_without_a_link_nobody_gets_anything(client: Client, row: Document) -> None:
    assert CV not in client.get(f"{LINK}{row.pk}/").content


def test_t33_only_who_may_see_a_document_is_told_of_malware_in_it(
    client: Client, person: Person, row: Document
) -> None:
    assert person.user is not None
    with scope(organization=person.organization):
        Document.objects.update(scan="infected")
    answers = []
    for user in (person.user, factories.member(person.organization, Role.MENTOR)):
        client.force_login(user)
        answers.append(client.get(f"/o/north/documents/{row.pk}/").status_code)
    assert answers == [403, 404]


def test_t32_there_is_no_public_address(client: Client, row: Document) -> None:
    answers = [client.get(f"/{place}/{row.stored}").status_code for place in ("files", "media", "static")]
    assert answers == [404, 404, 404]


def test_staff_add_and_open_documents(client: Client, person: Person, staff: User, row: Document) -> None:
    client.force_login(staff)
    here = f"/o/north/manage/people/{person.pk}/documents/"
    client.post(here, {"kind": "other", "title": "Diploma", "file": file(corpus.pdf("Diploma"), "d.pdf")})
    assert client.get(f"{here}{row.pk}/").content == CV
    assert documents(person) == [("CV d’Ana.docx", 1, False), ("d.pdf", 1, False)]
    assert client.get(f"/o/north/manage/people/0/documents/{row.pk}/").status_code == 404


def test_t32_a_cv_is_shown_to_a_mentor_until_consent_is_withdrawn(
    client: Client, person: Person, staff: User, row: Document
) -> None:
    mentor = factories.member(person.organization, Role.MENTOR)
    here = f"/o/north/manage/people/{person.pk}/documents/"
    client.force_login(staff)
    refused = client.post(here, {"to": mentor.pk}).context["show"].errors["to"]
    consents.act(person)
    client.post(here, {"to": mentor.pk})
    seen = Client()
    seen.force_login(mentor)
    listed = f"/o/north/documents/{row.pk}/" in seen.get("/o/north/profile/").content.decode()
    opened = seen.get(f"/o/north/documents/{row.pk}/").status_code
    consents.act(person, said="withdrawn")
    gone = f"/o/north/documents/{row.pk}/" in seen.get("/o/north/profile/").content.decode()
    closed = seen.get(f"/o/north/documents/{row.pk}/").status_code
    assert "has not allowed this" in str(refused)
    assert "Cannot open it: no consent" in client.get(here).content.decode()
    assert (listed, opened, gone, closed) == (True, 200, False, 404)


@pytest.mark.usefixtures("row")
def test_among_many_a_mentor_is_named_by_the_address(
    client: Client, person: Person, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parcours.web.manage.documents.MOST_CHOICES", 1)
    mentor, _other = (factories.member(person.organization, Role.MENTOR) for _number in range(2))
    here = f"/o/north/manage/people/{person.pk}/documents/"
    client.force_login(staff)
    consents.act(person)
    unknown = client.post(here, {"to": staff.email}).context["show"].errors["to"]
    client.post(here, {"to": mentor.email.upper()})
    with scope(organization=person.organization):
        shown = [showing.to_id for showing in Showing.objects.all()]
    assert unknown == ["No mentor or host supervisor here has this address. Look it up under Members."]
    assert shown == [mentor.pk]


def test_without_a_document_nobody_is_asked_whom_to_show_it(
    client: Client, person: Person, staff: User
) -> None:
    client.force_login(staff)
    assert client.get(f"/o/north/manage/people/{person.pk}/documents/").context["show"] is None


def test_the_person_stops_showing_their_cv(client: Client, person: Person, row: Document) -> None:
    assert person.user is not None
    consents.act(person)
    with scope(organization=person.organization):
        to = factories.member(person.organization, Role.MENTOR)
        showing = show_cv(person=row.person, to=to, by=system(person.organization))
    client.force_login(person.user)
    client.post(OWN, {"stop": showing.pk})
    with scope(organization=person.organization):
        assert Showing.objects.count() == 0
