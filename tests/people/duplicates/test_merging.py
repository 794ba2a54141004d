"""Making one record of two, and two of one again."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_scopes import scope
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import (
    Organization,
    SignedLink,
)
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.profile import add_part, change
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import column, keep_facts
from parcours.people.actions.standings import take
from parcours.people.consent.models import ConsentAct, ConsentRequest
from parcours.people.documents.models import Document, Showing
from parcours.people.duplicates.actions.merging import merge, undo
from parcours.people.duplicates.actions.pairs import open_again, set_apart
from parcours.people.duplicates.forgetting import forget_across
from parcours.people.duplicates.models import Block, Mark, Merge, Pair, PairState
from parcours.people.duplicates.tasks import forget_undo
from parcours.people.imports.models import Origin
from parcours.people.kinds import Kind, standings
from parcours.people.models import (
    Experience,
    LanguageSkill,
    MentorPause,
    OccupationHeld,
    Person,
    SensitiveFacts,
)
from parcours.people.privacy.models import DataRequest
from tests import factories
from tests.people.duplicates.made import add, everything, fill, merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


KINDS = st.sets(st.sampled_from(list(Kind)), min_size=1)
PARTS = st.sets(
    st.sampled_from(
        (
            "occupation",
            "same occupation",
            "post",
            "diploma",
            "french",
            "spanish",
            "facts",
            "asked",
            "city",
            "consent",
            "question",
            "document",
            "shown",
            "request",
            "import",
        )
    )
)


@pytest.mark.slow  # dozens of cases, each with some forty writes
@settings(max_examples=12)
@given(
    KINDS,
    KINDS,
    PARTS,
    PARTS,
    st.sets(st.sampled_from(("person.city", "person.email", "participant.status"))),
)
def test_a_merge_that_is_undone_leaves_every_table_as_it_was(
    kinds: set[Kind], others: set[Kind], parts: set[str], more: set[str], taken: set[str]
) -> None:
    with transaction.atomic():
        ours = factories.organization()
        with scope(organization=ours):
            kept, lost, third = (add(ours) for _each in range(3))
            fill(ours, kept, kinds, parts, 0)
            fill(ours, lost, others, more, 1)
            set_apart(pair=Pair.objects.get(first=lost, second=third), by=system(ours))
            before = everything()
            made = merged(ours, kept, lost, *taken)
            assert not Person.objects.filter(pk=made.number).exists()
            undo(merge=made, by=system(ours))
            assert everything() == before
        transaction.set_rollback(True)


def test_the_record_that_stays_gets_what_it_lacks_and_what_is_chosen(ours: Organization) -> None:
    kept = add(ours, city="Laval", email="ana@example.org")
    lost = add(ours, city="Gatineau", email="a.roy@example.org", phone="416 555 0101", meeting=["online"])
    merged(ours, kept, lost, "person.email")
    one = Person.objects.get()
    assert (one.city, one.email, one.phone, one.meeting) == (
        "Laval",
        "a.roy@example.org",
        "416 555 0101",
        ["online"],
    )


def test_what_points_to_the_other_moves_and_what_is_there_twice_becomes_one(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    for number, person in enumerate((kept, lost)):
        fill(
            ours, person, {Kind.MENTOR}, {"occupation", "same occupation", "post", "french", "facts"}, number
        )
    merged(ours, kept, lost)
    french = LanguageSkill.objects.get()
    facts = SensitiveFacts.objects.get()
    assert sorted(one.title for one in OccupationHeld.objects.all()) == ["Cook", "Welder 0", "Welder 1"]
    assert (french.reading, french.writing, Experience.objects.count()) == (7, 8, 1)
    assert [column(name).read(facts) for name in ("uci", "gender")] == ["12345678", "woman"]
    assert {pause.mentor.person_id for pause in MentorPause.objects.all()} == {kept.pk}
    assert MentorPause.objects.count() == 2


ALL_OF_IT = ("consent", "question", "document", "shown", "request", "import")


def test_documents_consents_requests_and_origins_of_both_are_one_person_s_and_come_back(
    ours: Organization,
) -> None:
    kept, lost = add(ours), add(ours)
    for number, person in enumerate((kept, lost)):
        fill(ours, person, set(), set(ALL_OF_IT), number)
    before = everything()
    made = merged(ours, kept, lost)
    tables: list[type[Any]] = [ConsentAct, ConsentRequest, Document, Showing, DataRequest, Origin]
    assert {model: [row.person_id for row in model.objects.all()] for model in tables} == {
        ConsentAct: [kept.pk] * 2,
        ConsentRequest: [kept.pk],  # one question about one matter
        Document: [kept.pk] * 2,
        Showing: [kept.pk] * 2,
        DataRequest: [kept.pk] * 2,
        Origin: [kept.pk],  # a person has one row of a kind
    }
    undo(merge=made, by=system(ours))
    assert everything() == before


def test_versions_of_both_follow_each_other_by_when_they_came(ours: Organization) -> None:
    lost, kept = add(ours), add(ours)
    for number, person in enumerate((lost, kept, lost)):
        fill(ours, person, set(), {"document"}, number)
    before = everything()
    made = merged(ours, kept, lost)
    rows = Document.objects.order_by("number")
    assert [(row.person_id, row.number) for row in rows] == [(kept.pk, 3), (kept.pk, 4), (kept.pk, 5)]
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    undo(merge=made, by=system(ours))
    assert everything() == before


def test_the_status_of_the_other_can_be_taken_with_since_when(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    take(row=lost.participant, way="apply", by=system(ours))
    since = lost.participant.status_since
    merged(ours, kept, lost, "participant.status")
    one = standings(Person.objects.get())[Kind.PARTICIPANT]
    assert (one.status, one.status_since) == ("applied", since)


def test_facts_of_the_other_are_kept_where_there_were_none(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    keep_facts(person=lost, by=system(ours), facts={"birth_date": "1990-01-02"})
    merged(ours, kept, lost)
    assert column("birth_date").read(SensitiveFacts.objects.get(person=kept)) == "1990-01-02"


def test_what_does_not_go_together_is_said(ours: Organization) -> None:
    kept, lost = add(ours, Kind.MENTOR), add(ours, Kind.MENTOR)
    change(row=lost.mentor, by=system(ours), capacity=5, minimum=4)
    change(row=kept.mentor, by=system(ours), capacity=2, minimum=1)
    with pytest.raises(ValidationError, match="more people at least than at most"):
        merged(ours, kept, lost, "mentor.minimum")


def test_two_accounts_are_not_made_one(ours: Organization) -> None:
    kept, lost = (factories.person(ours, user=factories.user()) for _each in range(2))
    with pytest.raises(Refused, match="an account of its own"):
        merged(ours, kept, lost)


def test_the_account_of_the_other_moves(ours: Organization) -> None:
    user = factories.user()
    kept, lost = factories.person(ours), factories.person(ours, user=user)
    merged(ours, kept, lost)
    assert Person.objects.get().user == user


def test_a_record_is_not_merged_with_itself_nor_by_anybody(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    with pytest.raises(Refused, match="one record already"):
        merged(ours, kept, kept)
    with pytest.raises(NotAllowed):
        merged(ours, kept, lost, by=Actor(organization=ours, via=Via.PAGE))


def test_t42_whoever_merges_second_is_told(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    seen = kept.version, lost.version
    merge(kept=kept, lost=Person.objects.get(pk=lost.pk), versions=seen, by=system(ours))
    with pytest.raises(Stale, match="changed or merged one of the two"):
        merge(kept=kept, lost=lost, versions=seen, by=system(ours))


def test_a_link_to_the_other_profile_no_longer_works(ours: Organization) -> None:
    kept, lost = add(ours), add(ours, email="ana@example.org")
    ask_for_profile(person=lost, by=system(ours))
    made = merged(ours, kept, lost)
    assert SignedLink.objects.get().works is False
    undo(merge=made, by=system(ours))
    assert SignedLink.objects.get().works is True


def test_t11_a_link_opens_no_record_whose_address_is_another_by_a_merge_or_its_undo(
    ours: Organization,
) -> None:
    kept, lost = add(ours, email="ana@example.org"), add(ours, email="anna@example.org")
    ask_for_profile(person=kept, by=system(ours))
    made = merged(ours, kept, lost, "person.email")
    assert [(link.email, link.works) for link in SignedLink.objects.all()] == [("ana@example.org", False)]
    ask_for_profile(person=Person.objects.get(pk=kept.pk), by=system(ours))
    undo(merge=made, by=system(ours))
    works = {link.email: link.works for link in SignedLink.objects.all()}
    assert works == {"ana@example.org": True, "anna@example.org": False}


def test_nobody_is_asked_again_about_somebody_who_is_not_the_same(ours: Organization) -> None:
    kept, lost, third = (add(ours) for _each in range(3))
    set_apart(pair=Pair.objects.get(first=lost, second=third), by=system(ours))
    merged(ours, kept, lost)
    assert [(pair.first, pair.second, pair.state) for pair in Pair.objects.all()] == [
        (kept, third, PairState.APART)
    ]


def test_a_decision_can_be_taken_back(ours: Organization) -> None:
    add(ours), add(ours)
    set_apart(pair=Pair.objects.get(), by=system(ours))
    open_again(pair=Pair.objects.get(), by=system(ours))
    assert Pair.objects.get().state == PairState.OPEN


def test_an_undo_is_refused_where_something_was_changed_since(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    write_occupation(person=lost, kind="target", title="Welder", by=system(ours))
    made = merged(ours, kept, lost)
    change(row=OccupationHeld.objects.get(), by=system(ours), title="Cook")
    with pytest.raises(Refused, match="changed since in an entry of the profile"):
        undo(merge=made, by=system(ours))
    assert (Person.objects.count(), Merge.objects.count()) == (1, 1)


def test_an_undo_is_refused_where_the_profile_was_changed_since(ours: Organization) -> None:
    kept, lost = add(ours), add(ours)
    made = merged(ours, kept, lost)
    change(row=Person.objects.get(), by=system(ours), city="Laval")
    with pytest.raises(Refused, match="changed since in the profile"):
        undo(merge=made, by=system(ours))


def test_an_undo_is_refused_where_the_address_is_somebody_elses_now(ours: Organization) -> None:
    kept, lost = add(ours, email="ana@example.org"), add(ours, email="a.roy@example.org")
    made = merged(ours, kept, lost)
    add(ours, email="a.roy@example.org")
    with pytest.raises(Refused, match="cannot be undone"):
        undo(merge=made, by=system(ours))
    assert Person.objects.count() == 2


def test_what_is_new_since_stays_with_the_record_that_stayed(ours: Organization) -> None:
    kept, lost, third = add(ours), add(ours), add(ours)
    made = merged(ours, kept, lost)
    set_apart(pair=Pair.objects.get(), by=system(ours))
    added = add_part(
        part=Experience(organization=ours, person=Person.objects.get(pk=kept.pk)),
        by=system(ours),
        title="Cook",
    )
    undo(merge=made, by=system(ours))
    assert Experience.objects.get() == added
    assert added.person_id == kept.pk
    assert sorted((pair.first_id, pair.second_id, pair.state) for pair in Pair.objects.all()) == [
        (kept.pk, made.number, PairState.OPEN),
        (kept.pk, third.pk, PairState.APART),
        (made.number, third.pk, PairState.OPEN),
    ]


def test_the_later_of_two_merges_is_undone_first(ours: Organization) -> None:
    first, second, third = (add(ours) for _each in range(3))
    inner = merged(ours, second, third)
    outer = merged(ours, first, second)
    assert {made.person_id for made in Merge.objects.all()} == {first.pk}
    with pytest.raises(Refused):
        undo(merge=Merge.objects.get(pk=inner.pk), by=system(ours))
    undo(merge=outer, by=system(ours))
    undo(merge=Merge.objects.get(pk=inner.pk), by=system(ours))
    assert Person.objects.count() == 3


def test_whoever_came_to_resemble_one_of_two_meanwhile_is_found_after_an_undo(ours: Organization) -> None:
    one, other, third = add(ours), add(ours, given_name="Berta"), add(ours, given_name="Zoe")
    made = merged(ours, one, other)
    change(row=third, by=system(ours), given_name="Berta")
    undo(merge=made, by=system(ours))
    assert Pair.objects.filter(first=other.pk, second=third).exists()


def test_undoing_twice_undoes_once(ours: Organization) -> None:
    made = merged(ours, add(ours), add(ours))
    seen = Merge.objects.get(pk=made.pk)
    undo(merge=made, by=system(ours))
    with pytest.raises(Stale):
        undo(merge=seen, by=system(ours))


def test_facts_come_back_sealed_with_the_key_of_now(ours: Organization, settings: LazySettings) -> None:
    kept, lost = add(ours), add(ours)
    keep_facts(person=lost, by=system(ours), facts={"uci": "12345678"})
    made = merged(ours, kept, lost)
    older = settings.DATA_KEYS
    settings.DATA_KEYS = {"newer": bytes(32), **older}
    undo(merge=made, by=system(ours))
    assert bytes(SensitiveFacts.objects.get().uci).startswith(b"newer:")
    assert column("uci").read(SensitiveFacts.objects.get()) == "12345678"


def test_what_undoes_a_merge_goes_after_thirty_days(ours: Organization) -> None:
    made = merged(ours, add(ours), add(ours))
    assert forget_undo.call() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=30, hours=1)):
        with pytest.raises(Refused, match="within 30 days"):
            undo(merge=made, by=system(ours))
        assert (forget_undo.call(), forget_undo.call()) == (1, 0)
    assert (bytes(Merge.objects.get().undo), Merge.objects.get().number) == (b"", made.number)


def test_t65_a_person_who_is_erased_is_in_no_undo(ours: Organization) -> None:
    kept, _third = add(ours), add(ours)
    merged(ours, kept, add(ours))
    assert forget_across(kept) > 3
    left = {model: model.objects.filter(person=kept).count() for model in (Merge, Block, Mark)}
    assert left == {Merge: 0, Block: 0, Mark: 0}
    assert Pair.objects.count() == 0
