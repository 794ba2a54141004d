"""T55: nothing is written past the audit log: every page that changes something leaves an entry."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.audit.verbs import VERBS
from parcours.accounts.links.actions import send_link
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import AuditEntry, IdentityProvider, Membership, Network, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.messaging.calendar.links import token_of
from parcours.messaging.calendar.models import Attendee
from parcours.messaging.models import Wording
from parcours.people.actions.requests import ask_for_profile
from parcours.people.consent.actions.asking import send_link as send_consent_link
from parcours.people.models import Person, Supervisor
from parcours.people.privacy.retention import SCHEDULE
from tests import factories
from tests.access.addresses import addresses, an_appointment, consenting_person, known_person
from tests.access.test_matrix import path_of
from tests.access.world import World, make
from tests.people.documents.corpus import docx

PACKAGE = Path(__file__).parents[2] / "src/parcours"


@dataclass
class Sent:
    """What to send to a page so that it changes something."""

    data: Mapping[str, object] = field(default_factory=dict)
    before: str = ""
    """An address to open first."""


def with_address(world: World) -> None:
    """Put the contact's address on file."""
    world.organization.contact_name, world.organization.contact_email = "Ana Roy", "ana@example.org"
    world.organization.save()


def contacts(world: World) -> Sent:
    with_address(world)
    return Sent({"purpose": "confirm_contact"})


def a_link(world: World) -> str:
    """Send a link; its address, as in the mail."""
    with_address(world)
    with scope(organization=world.organization):
        link = send_link(purpose=Purpose.CONFIRM_CONTACT, by=system(world.organization))
        SignedLink.objects.filter(pk=link.pk).update(token_hash=hash_of("known"))
    return "/link/known/"


def link_open(world: World) -> Sent:
    return Sent({"name": "Ana Roy", "email": "ana@example.org", "version": "1"}, before=a_link(world))


def details(world: World) -> Sent:
    organization = world.organization
    return Sent(
        {
            "version": str(organization.version),
            "kind": organization.kind,
            "name_en": "A new name",
            "language": "en",
            "time_zone": organization.time_zone,
        }
    )


def ending(world: World) -> Sent:
    return Sent({"selected": str(world.row(Membership, user=world.people[Role.MENTOR]))})


def another_role(world: World) -> Sent:
    seen = world.row(Membership, user=world.people[Role.MENTOR])
    return Sent({"role": "supervisor", "version": str(seen)})


def partner(_world: World) -> Sent:
    other = factories.organization()
    return Sent({"partner": other.slug, "role": "funder", "starts_on": "2026-01-01"})


def network(_world: World) -> Sent:
    made = Network.objects.create(slug="north-network", name_en="North network")
    return Sent({"network": made.slug})


def identity_provider(_world: World) -> Sent:
    return Sent(
        {
            "issuer": "https://id.example.org",
            "client_id": "parcours",
            "secret": "a secret",
            "domains": "example.org",
            "is_active": "on",
            "version": "0",
        }
    )


def without_provider(world: World) -> Sent:
    with scope(organization=world.organization):
        IdentityProvider.objects.create(
            organization=world.organization, issuer="https://id.example.org", client_id="x", domains=["a.ca"]
        )
    return Sent()


def uploaded(_world: World) -> Sent:
    return Sent({"file": SimpleUploadedFile("members.csv", b"email,role\na@example.org,mentor\n")})


def people_uploaded(_world: World) -> Sent:
    sheet = SimpleUploadedFile("people.csv", b"id,name,occupation\nE1,Ana Roy,Cook\n")
    return Sent({"kind": "participants", "file": sheet})


def worded(world: World) -> Sent:
    world.row(Wording, key="invitation", language="fr", subject="Venez", text="Bonjour.")
    return Sent()


def given_name(_world: World) -> Sent:
    return Sent({"given_name": "Ana", "language": "fr"})


def own_profile(world: World) -> Sent:
    known_person(world)
    return Sent()


def no_supervisor(world: World) -> Sent:
    with scope(organization=world.organization):
        Supervisor.objects.filter(person=known_person(world)).delete()
    return Sent({"kind": "supervisor"})


def own_section(world: World) -> Sent:
    known_person(world)
    return given_name(world)


def profile_by_link(world: World) -> str:
    """Send a link to a profile; its address, as in the mail."""
    with scope(organization=world.organization):
        ask_for_profile(person=Person.objects.get(pk=known_person(world)), by=system(world.organization))
        SignedLink.objects.update(token_hash=hash_of("known"))
    return "/link/known/"


def merging(world: World) -> Sent:
    known_person(world)
    return Sent({"kept_version": "1", "lost_version": "1"})


def link_profile(world: World) -> Sent:
    return Sent(before=profile_by_link(world))


def a_cv() -> SimpleUploadedFile:
    return SimpleUploadedFile("cv.docx", docx("Welder"))


def own_documents(world: World) -> Sent:
    known_person(world)
    return Sent({"kind": "cv", "file": a_cv()})


def link_documents(world: World) -> Sent:
    return Sent({"kind": "cv", "file": a_cv()}, before=profile_by_link(world))


def link_profile_step(world: World) -> Sent:
    return Sent({"given_name": "Ana", "language": "fr"}, before=profile_by_link(world))


def own_consent(world: World) -> Sent:
    consenting_person(world)
    return Sent({"matter": "research", "say": "withdraw"})


def consent_by_link(world: World) -> Sent:
    with scope(organization=world.organization):
        who = Person.objects.get(pk=consenting_person(world))
        send_consent_link(person=who, by=system(world.organization))
        SignedLink.objects.update(token_hash=hash_of("known"))
    return Sent({"matter": "research", "say": "withdraw"}, before="/link/known/")


HEARD = {
    "matter": "research",
    "said": "no",
    "how": "paper",
    "on": "2026-11-20",
    "language": "en",
    "basis": "express",
}
WORDS = {"what_en": "This.", "why_en": "For that.", "refusing_en": "Nothing.", "version": "1"}

APPOINTMENT = {
    "kind": "mentoring",
    "day": "2031-01-15",
    "time": "13:00",
    "zone": "America/Toronto",
    "minutes": "60",
    "people": "guest@example.org",
    "language": "en",
    "sequence": "0",
}


def as_guest(world: World) -> Sent:
    with scope(organization=world.organization):
        guest = Attendee.objects.create(
            organization=world.organization, appointment_id=an_appointment(world), email="guest@example.org"
        )
    return Sent(before=f"/appointments/{token_of(guest)}/")


def my_data(world: World) -> Sent:
    known_person(world)
    return Sent({"words": "My diploma is of 2019.", "sure": "on"})


def link_data(world: World) -> Sent:
    return Sent({"words": "My diploma is of 2019.", "sure": "on"}, before=profile_by_link(world))


BREACH = {
    "found_on": "2026-01-02",
    "what": "A list was lost",
    "data": "Names",
    "why": "Sealed",
    "version": "1",
}

VALID: Mapping[str, Callable[[World], Sent]] = {
    "appointment-cancel": lambda _world: Sent(),
    "appointment-edit": lambda _world: Sent(APPOINTMENT),
    "appointment-new": lambda _world: Sent(APPOINTMENT),
    "audit-verify": lambda _world: Sent(),
    "calendar": lambda _world: Sent(),
    "calendar-guest": as_guest,
    "consent-text": lambda _world: Sent(WORDS),
    "contacts": contacts,
    "exports": lambda _world: Sent(),
    "import-apply": lambda _world: Sent({"mode": "good"}),
    "import-cancel": lambda _world: Sent(),
    "import-new": uploaded,
    "invitation_resend": lambda _world: Sent(),
    "invitation_revoke": lambda _world: Sent(),
    "invite": lambda _world: Sent({"emails": "new@example.org", "roles": "mentor", "language": "en"}),
    "link-open": link_open,
    "member-role": another_role,
    "link-consent": consent_by_link,
    "link-documents": link_documents,
    "link-profile": link_profile,
    "link-profile-step": link_profile_step,
    "members-end": ending,
    "message-edit": lambda _world: Sent({"subject": "Venez", "text": "Bonjour, {organization}."}),
    "message-reset": worded,
    "messages-stop": lambda _world: Sent(),
    "sent-again": lambda _world: Sent(),
    "job-again": lambda _world: Sent(),
    "network-join": network,
    "network-leave": lambda _world: Sent({"left_on": "2026-11-01"}),
    "organization-edit": details,
    "own-consent": own_consent,
    "own-documents": own_documents,
    "own-profile": own_profile,
    "my-data-correction": my_data,
    "link-data-correction": link_data,
    "link-data-erasure": link_data,
    "person-privacy": lambda _world: Sent({"do": "hold", "reason": "A complaint"}),
    "data-request": lambda _world: Sent({"decision": "refuse", "answer": "It is right as it is."}),
    "retention": lambda _world: Sent(dict.fromkeys(SCHEDULE, "400")),
    "breach-new": lambda _world: Sent(BREACH),
    "breach": lambda _world: Sent({**BREACH, "what": "A list was found again"}),
    "own-profile-section": own_section,
    "people-import-apply": lambda _world: Sent({"mode": "good"}),
    "people-import-cancel": lambda _world: Sent(),
    "people-import-new": people_uploaded,
    "participants-add": given_name,
    "mentors-add": given_name,
    "supervisors-add": given_name,
    "person-consent-ask": lambda _world: Sent({"matters": "email_news"}),
    "person-consent-heard": lambda _world: Sent(HEARD),
    "person-documents": lambda _world: Sent({"kind": "cv", "file": a_cv()}),
    "person-become": no_supervisor,
    "person-link": lambda _world: Sent(),
    "person-pauses": lambda _world: Sent({"starts_on": "2026-12-01"}),
    "person-section": given_name,
    "person-sensitive": lambda _world: Sent({"why": "correction"}),
    "person-sensitive-change": lambda _world: Sent({"uci": "12345678"}),
    "person-merge": merging,
    "person-unmerge": lambda _world: Sent(),
    "person-status": lambda _world: Sent({"kind": "mentor", "way": "screen"}),
    "partnership-add": partner,
    "partnership-end": lambda _world: Sent({"ends_on": "2026-12-31", "version": "1"}),
    "sign_in": identity_provider,
    "sign_in_remove": without_provider,
}
"""For each page that changes something: how to ask it to, as an administrator or whoever holds the link."""

NOT_AUDITED = {
    "my-data-erasure": "asks to sign in again first: tests/web/portal/test_my_data.py",
    "language": "remembers a choice in the person's own browser",
    "demo": "signs a made-up persona in; a demo only",
    "link-again": "works for an old link only: test_t11_an_old_link_leads_to_a_new_one_at_the_address_on_file",
    "invitation": "tests/web/public/test_invitation.py accepts one",
    "installation-job-again": "tests/web/test_installation.py",
    "installation-message-again": "tests/web/test_installation.py",
    "import-resume": "goes on with a silent import only: tests/web/manage/test_imports.py",
    "people-import-resume": "as import-resume: tests/web/manage/test_people_imports.py",
    "invitation_switch": "signs out, to go on as somebody else; tests/web/account/test_audited.py",
} | {
    page.name: "tests/web/account/test_audited.py goes through the pages of an account"
    for page in addresses()
    if page.route.startswith("account/")
}
"""Pages that leave no entry, or are shown elsewhere to leave one, and why."""

UNSAFE = [page for page in addresses() if page.access and "POST" in page.access.methods]


def test_t55_every_page_that_changes_something_is_known() -> None:
    names = {page.name for page in UNSAFE}
    assert names - VALID.keys() - NOT_AUDITED.keys() == set()
    assert VALID.keys() - names == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(VALID))
def test_t55_it_leaves_an_entry(name: str) -> None:
    world = make("ours")
    client = Client()
    client.force_login(world.people[Role.ADMINISTRATOR])
    sent = VALID[name](world)
    if sent.before:
        client.get(sent.before)
    with scopes_disabled():
        before = AuditEntry.objects.count()
    page = next(page for page in UNSAFE if page.name == name)
    response = client.post(path_of(page, "ours", world), sent.data)
    assert response.status_code in {200, 302}
    with scopes_disabled():
        written = list(AuditEntry.objects.order_by("pk")[before:])
    assert written
    assert [entry.verb for entry in written if entry.verb == "page.denied"] == []


WRITERS = {
    "web/middleware/sign_in_time.py": "notes that a person is still there",
    "accounts/audit/erase.py": "erases what is readable, and says so in the chain",
    "accounts/audit/write.py": "moves the head of the chain",
    "accounts/imports/reading.py": "writes an import's own rows; what the rows do is recorded when it is done",
    "people/consent/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/imports/applying.py": "takes people in by the step; the import records each step",
    "people/imports/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "jobs/leases.py": "notes whose a task is; what it does is recorded by the task",
    "jobs/schedule.py": "notes when something is due",
    "jobs/tasks.py": "forgets that work was done, long after",
    "people/documents/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/documents/upkeep.py": "notes what clamd says, one by one, and records each",
    "messaging/gathering.py": "notes that messages go together",
    "messaging/calendar/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/duplicates/absorbing.py": "moves what points to a record; the merge records it",
    "people/duplicates/finding.py": "keeps what is worked out from records; what is decided about it is recorded",
    "people/duplicates/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/duplicates/network.py": "keeps what is worked out from consent, whose acts are recorded",
    "people/duplicates/snapshots.py": "brings rows back; the undo records it",
    "people/duplicates/retention.py": "forgets what undoes a merge, on schedule",
    "messaging/retention.py": "erases what messages said, on schedule",
    "messaging/delivery.py": "notes how far a message is; what it tells of was recorded where it was sent",
    "backups/duties.py": "ends sign-ins of then; the restore that does it records itself",
    "accounts/forgetting.py": "forgets a person; recorded where the erasure is carried out",
    "people/forgetting.py": "the same",
    "people/privacy/forgetting.py": "the same",
    "people/privacy/restored.py": "the same, after a restore, which records itself",
    "core/transitions.py": "moves a row; its caller records it",
}
"""Files that write in bulk without recording themselves, and why they may."""

BULK = {"update", "bulk_create", "bulk_update", "delete", "_raw_delete", "update_or_create"}


def unrecorded(folder: Path) -> list[str]:
    """Functions below ``folder`` that write rows in bulk while nothing in their file records anything."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if "migrations" in name or name in WRITERS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        records = any(isinstance(call.func, ast.Name) and call.func.id == "record" for call in calls)
        found += [
            f"{name}:{call.lineno}"
            for call in calls
            if isinstance(call.func, ast.Attribute)
            and call.func.attr in BULK
            and _is_of_rows(call.func.value)
            and not records
        ]
    return found


def _is_of_rows(of: ast.expr) -> bool:
    """Whether this looks like a manager or a query: something of ``….objects`` or of a manager's method."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in {"objects", "filter", "exclude", "_base_manager"}
        for node in ast.walk(of)
    )


def test_t55_nothing_is_written_in_bulk_past_the_log() -> None:
    assert unrecorded(PACKAGE) == []


def test_t55_a_write_past_the_log_is_found(tmp_path: Path) -> None:
    (tmp_path / "actions.py").write_text("def end(rows):\n    Row.objects.filter(a=1).update(b=2)\n")
    (tmp_path / "fine.py").write_text("def end():\n    Row.objects.all().delete()\n    record()\n")
    (tmp_path / "words.py").write_text("seen.update(more)\n")
    assert unrecorded(tmp_path) == ["actions.py:2"]


def verbs_recorded(folder: Path) -> set[str]:
    """Every ``verb=`` of a call of record() below ``folder``, as far as it is written out."""
    return {
        word.value.value
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg == "verb" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


def test_every_verb_has_its_words() -> None:
    assert verbs_recorded(PACKAGE) - VERBS.keys() == set()


@pytest.mark.django_db
def test_no_model_lacks_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
