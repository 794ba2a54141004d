"""T54: whatever is done to the log behind its back is found, and the first bad entry is named."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record, triggers
from parcours.accounts.audit.chain import hash_of
from parcours.accounts.audit.erase import erase_person_across
from parcours.accounts.audit.verify import Anchor, Fault, Verdict, verify
from parcours.accounts.models import AuditChain, AuditContent, AuditEntry, AuditPerson, Organization, User
from tests import factories

pytestmark = pytest.mark.django_db

LENGTH = 9
ROUNDS = 1_000


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def people(north: Organization) -> list[User]:
    """Three people who each did something to the next, and to the organization."""
    three = [factories.user() for _ in range(3)]
    for number in range(LENGTH):
        someone, other = three[number % 3], three[(number + 1) % 3]
        about = other if number % 2 else None
        record(by=Actor(north, user=someone), verb="organization.changed", what=north, about=about, n=number)
    return three


@contextmanager
def behind_its_back() -> Iterator[None]:
    """With the triggers away, as somebody who owns the database can have it; afterwards all is as before."""
    with scopes_disabled(), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in triggers.REMOVE[connection.vendor]:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def entries() -> list[AuditEntry]:
    return list(AuditEntry.objects.order_by("number"))


def checked(*anchors: Anchor) -> Verdict:
    with scopes_disabled():
        return verify(AuditChain.objects.get(organization__isnull=False), anchors)


def first_bad(*anchors: Anchor) -> tuple[int | None, Fault | None]:
    verdict = checked(*anchors)
    return verdict.number, verdict.fault


def anchor(number: int) -> Anchor:
    with scopes_disabled():
        entry = AuditEntry.objects.get(number=number)
    return Anchor(entry.chain_id, number, entry.hash)


@pytest.mark.usefixtures("people")
def test_a_chain_that_nobody_touched_holds() -> None:
    assert (checked(anchor(LENGTH)).length, first_bad()) == (LENGTH, (None, None))


def test_what_others_add_while_it_is_checked_is_no_fault(north: Organization, people: list[User]) -> None:
    with scopes_disabled():
        read_before = AuditChain.objects.get(organization=north)
    record(by=system(north), verb="organization.changed", what=north)
    assert verify(read_before).fault is None
    with scopes_disabled(), transaction.atomic():
        erase_person_across(people[0], by=system(None))
    assert verify(read_before).fault is None


@pytest.mark.usefixtures("people")
def test_what_is_wrong_is_found_while_others_add_to_it(north: Organization) -> None:
    with scopes_disabled():
        read_before = AuditChain.objects.get(organization=north)
    record(by=system(north), verb="organization.changed", what=north)
    with behind_its_back():
        AuditEntry.objects.filter(number=2).update(verb="person.viewed")
        assert verify(read_before).number == 2


def change_a_field(dice: random.Random) -> int:
    entry = dice.choice(entries())
    name = dice.choice(["verb", "actor", "about", "what", "commitment", "previous", "hash"])
    AuditEntry.objects.filter(pk=entry.pk).update(**{name: "f" * 32})
    return entry.number


def change_the_time(dice: random.Random) -> int:
    entry = dice.choice(entries())
    moved = entry.time.replace(microsecond=(entry.time.microsecond + 1) % 1_000_000)
    AuditEntry.objects.filter(pk=entry.pk).update(time=moved)
    return entry.number


def delete_an_entry(dice: random.Random) -> int:
    entry = dice.choice(entries())
    AuditContent.objects.filter(pk=entry.pk).delete()
    AuditEntry.objects.filter(pk=entry.pk).delete()
    return entry.number


def exchange_two(dice: random.Random) -> int:
    first, second = sorted(dice.sample(entries(), 2), key=lambda entry: entry.number)
    AuditEntry.objects.filter(pk=first.pk).update(number=10_000)
    AuditEntry.objects.filter(pk=second.pk).update(number=first.number)
    AuditEntry.objects.filter(pk=first.pk).update(number=second.number)
    return first.number


def move_the_head(dice: random.Random) -> int:
    further = dice.randint(1, 3)
    AuditChain.objects.update(length=F("length") + further)
    return LENGTH + 1


def change_content(dice: random.Random) -> int:
    entry = dice.choice(entries())
    sealed = bytearray(AuditContent.objects.get(pk=entry.pk).sealed)
    at = dice.randrange(len(sealed))
    sealed[at] ^= 1 << dice.randrange(8)
    AuditContent.objects.filter(pk=entry.pk).update(sealed=bytes(sealed))
    return entry.number


def exchange_content(dice: random.Random) -> int:
    first, second = sorted(dice.sample(entries(), 2), key=lambda entry: entry.number)
    sealed = [AuditContent.objects.get(pk=entry.pk).sealed for entry in (first, second)]
    AuditContent.objects.filter(pk=first.pk).update(sealed=sealed[1])
    AuditContent.objects.filter(pk=second.pk).update(sealed=sealed[0])
    return first.number


def hide_from_the_search(dice: random.Random) -> int:
    content = dice.choice(list(AuditContent.objects.select_related("entry")))
    name = dice.choice(["actor", "what", "what_id"])
    AuditContent.objects.filter(pk=content.pk).update(**{name: None if name == "actor" else ""})
    return content.entry.number


def delete_content(dice: random.Random) -> int:
    entry = dice.choice(entries())
    AuditContent.objects.filter(pk=entry.pk).delete()
    return entry.number


TAMPERING = (
    change_a_field,
    change_the_time,
    delete_an_entry,
    exchange_two,
    move_the_head,
    change_content,
    exchange_content,
    hide_from_the_search,
    delete_content,
)


@pytest.mark.slow
@pytest.mark.usefixtures("people")
def test_t54_tampering_at_random_is_found_a_thousand_times() -> None:
    missed = []
    for number in range(ROUNDS):
        dice = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
        tamper: Callable[[random.Random], int] = dice.choice(TAMPERING)
        with behind_its_back():
            expected = tamper(dice)
            found = checked().number
        if found != expected:
            missed.append((number, tamper.__name__, expected, found))
    assert missed == []
    assert first_bad() == (None, None)


@pytest.mark.usefixtures("people")
def test_t54_a_tail_cut_with_its_head_is_caught_by_what_was_exported() -> None:
    exported = anchor(LENGTH)
    with behind_its_back():
        AuditContent.objects.filter(entry__number__gt=LENGTH - 2).delete()
        AuditEntry.objects.filter(number__gt=LENGTH - 2).delete()
        last = entries()[-1]
        AuditChain.objects.update(length=last.number, head=last.hash)
        assert first_bad() == (None, None)
        assert first_bad(exported) == (LENGTH - 1, Fault.MISSING)


@pytest.mark.usefixtures("people")
def test_t54_a_chain_hashed_again_is_caught_by_what_was_exported() -> None:
    exported = anchor(6)
    with behind_its_back():
        rewritten = [entry for entry in entries() if entry.number >= 4]
        rewritten[0].verb = "membership.ended"
        for entry, following in zip(rewritten, [*rewritten[1:], None], strict=True):
            entry.hash = hash_of(entry)
            entry.save()
            if following:
                following.previous = entry.hash
        AuditChain.objects.update(head=rewritten[-1].hash)
        assert first_bad() == (None, None)
        assert first_bad(exported) == (6, Fault.ANCHOR)


def test_an_erased_person_leaves_a_chain_that_holds(people: list[User]) -> None:
    anna = people[0]
    exported = anchor(LENGTH)
    erase_person_across(anna, by=system(None))
    assert first_bad(exported) == (None, None)
    with scopes_disabled():
        assert not AuditContent.objects.filter(about=anna).exists()
        assert not AuditContent.objects.filter(actor=anna).exists()
        assert AuditContent.objects.filter(entry__number=1).exists()
    assert not AuditPerson.objects.filter(user=anna).exists()
    anna.delete()
    assert first_bad() == (None, None)


def test_content_deleted_as_if_it_were_an_erasure_is_found(people: list[User]) -> None:
    with scopes_disabled():
        first = AuditContent.objects.filter(about=people[1]).earliest("entry__number").entry.number
        AuditContent.objects.filter(about=people[1]).delete()
    AuditPerson.objects.filter(user=people[1]).delete()
    assert checked().number is not None
    assert checked().number <= first  # type: ignore[operator]


@pytest.mark.usefixtures("people")
def test_erasing_somebody_the_log_does_not_know_changes_nothing() -> None:
    erase_person_across(factories.user(), by=system(None))
    assert checked().length == LENGTH


@pytest.mark.usefixtures("people")
def test_a_salt_that_is_nonsense_is_found() -> None:
    with scopes_disabled():
        AuditChain.objects.update(salt="not hex")
    assert first_bad() == (1, Fault.CONTENT_CHANGED)
