"""Applying: begun once, handed in once, and answered at once by the rules; what is missing refuses nobody."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import MOST_WORDS, begin, judge_again, submit, write_words
from parcours.applications.models import Application
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.actions.sensitive import keep_facts
from parcours.people.models import Participant
from parcours.programs.eligibility import Answer
from tests import factories
from tests.applications.made import RULE, applied, cohort, participant
from tests.people.consent.made import oneself, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def drafted(here: Organization, years: int | None, *rules: dict[str, object]) -> Application:
    """A draft of somebody with so many years of experience."""
    who = participant(here, years_experience=years)
    return begin(cohort=cohort(here, 2, *rules), participant=who, by=oneself(who.person))


@pytest.mark.parametrize(
    ("years", "answer", "status", "own"),
    [
        (5, Answer.ELIGIBLE, "eligible", "eligible"),
        (1, Answer.NOT_ELIGIBLE, "not_eligible", "not_eligible"),
        (None, Answer.UNKNOWN, "to_check", "applied"),
    ],
)
def test_the_rules_answer_at_once(
    here: Organization, years: int | None, answer: Answer, status: str, own: str
) -> None:
    draft = drafted(here, years)
    verdict = submit(application=draft, by=oneself(draft.participant.person))
    kept = Application.objects.get()
    assert (verdict.answer, kept.status, Participant.objects.get().status) == (answer, status, own)
    assert kept.submitted_at is not None


def test_who_is_refused_keeps_the_reason_and_the_next_step(here: Organization) -> None:
    draft = drafted(here, 1)
    submit(application=draft, by=system(here))
    said = {"reason_en": RULE["reason_en"], "reason_fr": "", "next_step_en": RULE["next_step_en"]}
    assert Application.objects.get().reasons == [said | {"next_step_fr": ""}]


def test_what_is_missing_is_named_and_asked_again(here: Organization) -> None:
    draft = drafted(here, None)
    submit(application=draft, by=system(here))
    assert Application.objects.get().missing == ["years_experience"]
    draft.participant.person.years_experience = 3
    assert judge_again(application=draft, by=system(here)).answer == Answer.ELIGIBLE
    assert (Application.objects.get().status, Application.objects.get().missing) == ("eligible", [])


def test_who_is_refused_when_asked_again_is_told_and_nobody_is_told_the_same_twice(
    here: Organization,
) -> None:
    who = participant(here, email="ana@example.org")
    draft = begin(cohort=cohort(here, 2), participant=who, by=oneself(who.person))
    submit(application=draft, by=system(here))
    for years in (3, 1):
        draft.participant.person.years_experience = years
        judge_again(application=draft, by=system(here))
    assert [letter.subject.partition(":")[0] for letter in mail.outbox] == [
        "We have your application",
        "About your application",
    ]


def test_asking_again_with_nothing_new_moves_nothing(here: Organization) -> None:
    draft = drafted(here, None)
    submit(application=draft, by=system(here))
    judge_again(application=draft, by=system(here))
    assert (Application.objects.get().status, Application.objects.get().missing) == (
        "to_check",
        ["years_experience"],
    )


def test_a_sensitive_fact_is_looked_at_for_a_rule_only_and_the_look_is_kept(here: Organization) -> None:
    plain = drafted(here, 5)
    submit(application=plain, by=oneself(plain.participant.person))
    assert AuditEntry.objects.filter(verb="sensitive.viewed").count() == 0
    who = participant(here)
    keep_facts(person=who.person, by=system(here), facts={"birth_date": "1950-01-01"})
    rule = {**RULE, "field": "age", "operator": "at_most", "values": [40]}
    draft = begin(cohort=cohort(here, 2, rule), participant=who, by=oneself(who.person))
    assert submit(application=draft, by=oneself(who.person)).answer == Answer.NOT_ELIGIBLE
    assert AuditEntry.objects.filter(verb="sensitive.viewed").count() == 1


def test_a_second_beginning_is_the_same_application(here: Organization) -> None:
    draft = drafted(here, 5)
    again = begin(cohort=draft.cohort, participant=draft.participant, by=system(here))
    assert again == draft


def test_an_application_is_handed_in_once(here: Organization) -> None:
    draft = drafted(here, 5)
    older = Application.objects.get()
    submit(application=draft, by=system(here))
    with pytest.raises(Stale) as told:
        submit(application=older, by=system(here))
    assert str(told.value) == (
        "Somebody else was faster: the application is now “Eligible”. Nothing else was changed."
    )


def test_words_are_kept_sealed_until_it_is_handed_in(here: Organization) -> None:
    draft = drafted(here, 5)
    write_words(application=draft, words=" I built bridges. ", by=oneself(draft.participant.person))
    kept = Application.objects.get()
    assert kept.words == "I built bridges."
    assert b"bridges" not in bytes(kept.sealed_words)
    with pytest.raises(Refused):
        write_words(application=draft, words="x" * (MOST_WORDS + 1), by=system(here))
    submit(application=draft, by=system(here))
    with pytest.raises(Refused):
        write_words(application=draft, words="More.", by=system(here))


def test_nobody_else_writes_it(here: Organization) -> None:
    draft = drafted(here, 5)
    other: Actor = oneself(participant(here).person)
    for act in (
        lambda: write_words(application=draft, words="x", by=other),
        lambda: submit(application=draft, by=other),
        lambda: begin(cohort=draft.cohort, participant=draft.participant, by=staff(here, Role.MENTOR)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Application.objects.get().status == "draft"


def test_who_completed_a_program_can_apply_again(here: Organization) -> None:
    who = participant(here)
    Participant.objects.filter(pk=who.pk).update(status="completed")
    applied(cohort(here), who)
    assert Participant.objects.get().status == "eligible"
