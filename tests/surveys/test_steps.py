import pytest

from parcours.surveys.steps import asked, pages
from tests import factories
from tests.surveys.made import by_place, questionnaire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "sizes"),
    [
        ("pulse-participant", [3, 1]),
        ("mid-participant", [4, 1]),
        ("follow-up", [1, 3]),
        ("final-mentor", [4]),
    ],
)
def test_what_depends_on_an_answer_comes_after_its_page(key: str, sizes: list[int]) -> None:
    assert [len(page) for page in pages(by_place(questionnaire(factories.organization(), key)))] == sizes


def test_only_whom_it_concerns_is_asked() -> None:
    questions = by_place(questionnaire(factories.organization(), "follow-up"))
    first = questions[0].pk
    found = [
        [questions.index(one) for one in asked(questions, given)]
        for given in ({}, {first: "yes"}, {first: "no"})
    ]
    assert found == [[0], [0, 1, 2], [0, 3]]
