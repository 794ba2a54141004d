"""T55: nothing is written past the audit log: every page that changes something leaves an entry."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.audit.verbs import VERBS
from parcours.accounts.models import AuditEntry
from parcours.accounts.roles import Role
from tests.access.addresses import addresses
from tests.access.test_matrix import path_of
from tests.access.world import make
from tests.architecture.changes import VALID

PACKAGE = Path(__file__).parents[2] / "src/parcours"

NOT_AUDITED = {
    "my-data-erasure": "asks to sign in again first: tests/web/portal/test_my_data.py",
    "language": "remembers a choice in the person's own browser",
    "demo": "signs a made-up persona in; a demo only",
    "link-again": "works for an old link only: test_t11_an_old_link_leads_to_a_new_one_at_the_address_on_file",
    "invitation": "tests/web/public/test_invitation.py accepts one",
    "installation-job-again": "tests/web/test_installation.py",
    "installation-message-again": "tests/web/test_installation.py",
    "import-resume": "goes on with a silent import only: tests/web/manage/test_imports.py",
    "matching": "takes what a run proposed, pair by pair: tests/web/manage/test_matching.py",
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
    "applications/seats.py": "counts a seat; what it is given for is recorded with the application",
    "applications/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "web/middleware/sign_in_time.py": "notes that a person is still there",
    "accounts/audit/erase.py": "erases what is readable, and says so in the chain",
    "accounts/audit/write.py": "moves the head of the chain",
    "accounts/imports/reading.py": "writes an import's own rows; what the rows do is recorded when it is done",
    "engagements/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "today/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "outcomes/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "matching/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "matching/keeping.py": "keeps what a run answered; the run is recorded",
    "matching/working.py": "notes where a run is; the run is recorded",
    "people/consent/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/imports/applying.py": "takes people in by the step; the import records each step",
    "people/imports/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "jobs/leases.py": "notes whose a task is; what it does is recorded by the task",
    "jobs/schedule.py": "notes when something is due",
    "jobs/tasks.py": "forgets that work was done, long after",
    "people/documents/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "people/documents/upkeep.py": "notes what clamd says, one by one, and records each",
    "messaging/gathering.py": "notes that messages go together",
    "messaging/webhooks/delivery.py": "notes how far an event is, and rests; stopping records itself",
    "messaging/webhooks/forgetting.py": "forgets a person; recorded where the erasure is carried out",
    "messaging/webhooks/retention.py": "erases what other systems were told, on schedule",
    "messaging/calendar/forgetting.py": "forgets a person; recorded where the erasure is asked for",
    "messaging/calendar/actions/rows.py": "invites people; recorded by the actions that do",
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
    "demo/past.py": "dates back what the actions of a demo did and recorded",
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
