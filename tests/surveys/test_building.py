from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.surveys.actions.building import (
    begin,
    begin_next,
    move_question,
    publish,
    put_question,
    remove_question,
    word,
)
from parcours.surveys.built_in import BUILT_IN, BY_KEY, BuiltIn
from parcours.surveys.checking import faults
from parcours.surveys.lists import MEASURE
from parcours.surveys.models import Question, Questionnaire
from parcours.surveys.queries import in_use, questions_of
from tests import factories
from tests.people.consent.made import staff
from tests.surveys.made import by_place, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization()


@pytest.fixture
def by(here: Organization) -> Actor:
    return system(here)


@pytest.fixture
def draft(here: Organization, by: Actor) -> Questionnaire:
    with scope(organization=here):
        return begin(built_in=BY_KEY["pulse-participant"], by=by)


@pytest.mark.parametrize("built_in", BUILT_IN, ids=lambda one: one.key)
def test_each_of_the_products_is_whole_in_both_languages(here: Organization, built_in: BuiltIn) -> None:
    row = questionnaire(here, built_in.key)
    assert [one.position for one in by_place(row)] == list(range(1, len(built_in.questions) + 1))
    assert row.title_fr != row.title_en


def test_every_measure_is_taken_by_one_of_the_products() -> None:
    taken = {draft.measure for one in BUILT_IN for draft in one.questions if draft.measure}
    assert taken == {code for code, _label in MEASURE.choices}


def test_members_do_not_build(here: Organization) -> None:
    with scope(organization=here), pytest.raises(NotAllowed):
        begin(built_in=BUILT_IN[0], by=staff(here, Role.MENTOR))


def test_what_is_published_never_changes(here: Organization, by: Actor) -> None:
    row = questionnaire(here)
    question = by_place(row)[0]
    with scope(organization=here):
        changes: list[Callable[[], None]] = [
            lambda: word(questionnaire=row, version=row.version, by=by, title_en="Other"),
            lambda: put_question(question=question, version=row.version, by=by, text_en="Other"),
            lambda: move_question(question=question, places=1, by=by),
            lambda: remove_question(question=question, by=by),
            lambda: publish(questionnaire=row, by=by),
        ]
        for change in changes:
            with pytest.raises(Refused, match="next edition"):
                change()
    assert by_place(row)[0].text_en == question.text_en


def test_the_next_edition_takes_the_place_of_the_one_before(here: Organization, by: Actor) -> None:
    first = questionnaire(here)
    with scope(organization=here):
        second = begin_next(questionnaire=first, by=by)
        copies = [(one.text_fr, one.only_if_answer, one.only_if_id) for one in questions_of(second)]
        word(questionnaire=second, version=second.version, by=by, title_en="Hello")
        publish(questionnaire=second, by=by)
        with pytest.raises(Refused, match="begun already"):
            begin_next(questionnaire=first, by=by)
        now = in_use("pulse", "participant")
    with scope(organization=first.organization):
        first.refresh_from_db()
    originals = [(one.text_fr, one.only_if_answer) for one in by_place(first)]
    assert (now, second.edition, first.state) == (second, 2, "retired")
    assert [copy[:2] for copy in copies] == originals
    assert copies[3][2] == by_place(second)[2].pk


def test_a_draft_has_no_next_edition(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization), pytest.raises(Refused, match="draft"):
        begin_next(questionnaire=draft, by=by)


def test_what_is_missing_is_said_and_keeps_it_from_being_published(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        one, two, *_others = questions_of(draft)
        word(questionnaire=draft, version=draft.version, by=by, title_fr="", intro_en="")
        put_question(question=one, version=2, by=by, help_fr="", text_en="")
        with scope(organization=two.organization):
            two.refresh_from_db()
        two.questionnaire.refresh_from_db()
        put_question(question=two, version=3, by=by, kind="one", options=[{"code": "a", "en": "A", "fr": ""}])
        with scope(organization=draft.organization):
            draft.refresh_from_db()
        found = faults(draft, questions_of(draft))
        with pytest.raises(Refused, match="The title has no French"):
            publish(questionnaire=draft, by=by)
    assert found == [
        "The title has no French.",
        "The introduction has no English.",
        "Question 1 has no English.",
        "The hint of question 1 has no French.",
        "Question 2 has fewer than two answers.",
        "An answer to question 2 has no French.",
    ]


def test_without_a_question_there_is_nothing_to_publish(draft: Questionnaire) -> None:
    assert faults(draft, []) == ["There is no question yet."]


def test_questions_are_moved_added_and_removed(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        one, two, *_others = questions_of(draft)
        move_question(question=two, places=-1, by=by)
        added = Question(organization=by.here, questionnaire=draft)
        put_question(question=added, version=draft.version, by=by, kind="number", text_en="How many?")
        remove_question(question=one, by=by)
        found = [(row.position, row.kind) for row in questions_of(draft)]
    assert found == [(1, "scale"), (2, "yes_no"), (3, "long"), (4, "number")]


def test_a_question_stays_after_what_it_depends_on(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        _one, _two, three, four = questions_of(draft)
        with pytest.raises(Refused, match="after the one"):
            move_question(question=four, places=-1, by=by)
        with pytest.raises(Refused, match="Change that one first"):
            remove_question(question=three, by=by)


def test_a_condition_is_one_level_deep_and_names_an_answer(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        one, _two, three, four = questions_of(draft)
        for row, on, answer, words in (
            (four, three, "perhaps", "Choose the answer"),
            (three, one, "yes", "depends on another itself"),
        ):
            with scope(organization=draft.organization):
                draft.refresh_from_db()
            row.questionnaire = draft
            with pytest.raises(Refused, match=words):
                put_question(question=row, version=draft.version, by=by, only_if=on, only_if_answer=answer)


def test_a_measure_is_taken_once(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        one, two, *_others = questions_of(draft)
        put_question(question=one, version=1, by=by, measure="take_part_again")
        two.questionnaire.refresh_from_db()
        with pytest.raises(ValidationError, match="takes this measure"):
            put_question(question=two, version=2, by=by, measure="take_part_again")


def test_whoever_is_late_is_told(draft: Questionnaire, by: Actor) -> None:
    with scope(organization=draft.organization):
        word(questionnaire=draft, version=1, by=by, title_en="One")
        with pytest.raises(Stale):
            word(questionnaire=draft, version=1, by=by, title_en="Two")
