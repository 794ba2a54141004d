import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.surveys.lists import PUBLISHED
from parcours.surveys.models import Answer, Question, Questionnaire, SurveyRequest
from parcours.surveys.results import Results, results
from tests import factories
from tests.surveys.made import answer, asked, by_place, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization()


def of(what: Questionnaire, *days: dt.date | None) -> Results:
    with scope(organization=what.organization):
        return results(what, *days)


def replies(what: Questionnaire, *values: tuple[Any, ...]) -> None:
    """As many people who answered, written straight into the tables: the actions are tested elsewhere."""
    questions = by_place(what)
    with scope(organization=what.organization):
        for given in values:
            who = factories.person(what.organization)
            row = SurveyRequest.objects.create(
                organization=what.organization,
                person=who,
                questionnaire=what,
                state="answered",
                language="en",
                **dict.fromkeys(("opens_on", "due_on", "closes_on"), "2026-01-01"),
                answered_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            )
            for question, value in zip(questions, given, strict=False):
                if value is not None:
                    Answer.objects.create(
                        organization=what.organization, request=row, question=question
                    ).write(value)


def test_each_question_says_how_many_were_asked_and_answered(here: Organization) -> None:
    pulse = questionnaire(here)
    answer(asked(factories.person(here), pulse), "yes", "5", "yes", "A desk")
    answer(asked(factories.person(here, given_name="Ana"), pulse), "yes", "2", "no")
    asked(factories.person(here), pulse)
    asked(factories.person(here), pulse, opens=4)
    found = of(pulse)
    assert (found.sent, found.answered, found.counted, found.rate) == (3, 2, 2, Fraction(2, 3))
    assert [(one.asked, one.answered, one.counts) for one in found.questions] == [
        (2, 2, [2, 0]),
        (2, 2, [0, 1, 0, 0, 1]),
        (2, 2, [1, 1]),
        (1, 1, []),
    ]
    assert [one.mean for one in found.questions] == [None, Fraction(7, 2), None, None]
    assert [len(one.words) for one in found.questions] == [0, 0, 0, 1]
    assert found.questions[0].rows == [("Yes", 2, Fraction(1)), ("No", 0, Fraction(0))]
    assert (found.questions[0].rate, found.questions[0].is_withheld) == (Fraction(1), False)


def test_named_results_can_be_narrowed_to_some_days(here: Organization) -> None:
    pulse = questionnaire(here)
    replies(pulse, ("yes", "5", "no"))
    day = dt.date(2026, 1, 1)
    next_day = dt.date(2026, 1, 2)
    assert [of(pulse, *days).sent for days in ((day, day), (next_day, None), (None, None))] == [1, 0, 1]


def test_totals_of_few_people_say_nothing(here: Organization) -> None:
    pulse = questionnaire(here, seen="totals")
    replies(pulse, *[("yes", "5", "yes", "A desk")] * 10)
    found = of(pulse)
    assert (found.answered, found.counted) == (10, 0)
    assert {(one.asked, one.answered, tuple(one.words)) for one in found.questions} == {(None, None, ())}


def test_totals_grow_by_a_whole_group(here: Organization) -> None:
    pulse = questionnaire(here, seen="totals")
    replies(pulse, *[("yes", "5", "yes", "A desk")] * 11, *[("no", "1", "no")] * 10)
    found = of(pulse)
    assert (found.answered, found.counted) == (21, 11)
    assert found.questions[0].counts == [None, None]


def test_a_small_count_hides_what_would_give_it_away(here: Organization) -> None:
    pulse = questionnaire(here, seen="totals")
    replies(pulse, *[("yes", "5", "yes", "A desk")] * 20, *[("no", "1", "no")] * 13)
    one, two, three, four = of(pulse).questions
    assert (one.counts, one.asked, three.counts) == ([20, 13], 33, [20, 13])
    assert (two.counts, two.mean, two.asked) == ([None] * 5, None, None)
    assert (four.answered, four.asked, [name for _text, name in four.words]) == (20, 20, [""] * 20)


def test_of_several_answers_each_is_guarded_by_itself(here: Organization) -> None:
    final = questionnaire(here, "final-mentor", seen="totals")
    gains = [["leading", "contacts"]] * 20 + [["contacts"]] * 12 + [None]
    replies(final, *[("yes", "yes", chosen) for chosen in gains])
    assert of(final).questions[2].counts == [None, None, None, None]
    replies(final, *[("yes", "yes", None)] * 22)
    assert of(final).questions[2].counts == [20, None, 32, None]


def test_a_number_is_told_of_enough_people(here: Organization) -> None:
    after = questionnaire(here, "follow-up", seen="totals")
    replies(after, *[("yes", None, 40)] * 22, *[("no", None, None, "looking")] * 11)
    job, title, hours, doing = of(after).questions
    assert (job.counts, title.answered, hours.mean, hours.answered) == ([22, 11], None, Fraction(40), 22)
    assert doing.counts == [None] * 4


def test_a_measure_is_found_in_every_edition(here: Organization) -> None:
    questionnaire(here, "final-participant")
    questionnaire(here, "follow-up")
    with scope(organization=here):
        found = Question.objects.filter(measure="suitable_work", questionnaire__state=PUBLISHED)
        assert found.count() == 2
