import pytest

from parcours.engine.occupations.no_occupation import is_institution, is_no_occupation
from parcours.engine.occupations.title_words import fold_all


@pytest.mark.parametrize(
    "text",
    [
        *("Student", "Retired", "self-employed", "N/A", "stay-at-home mom", "UNEMPLOYED."),
        *("étudiante", "retraité", "sans emploi", "demandeur d’emploi"),
        *("ama de casa", "домохозяйка", "طالبة", "学生", "<b>student</b>"),
    ],
)
def test_how_somebody_is_placed_is_no_occupation(text: str) -> None:
    assert is_no_occupation(text)


@pytest.mark.parametrize("text", ["", "nurse", "student nurse", "retired teacher", "employed as a welder"])
def test_an_occupation_is_one_whatever_stands_beside_it(text: str) -> None:
    assert not is_no_occupation(text)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Royal Bank of Canada",
            "TD Bank",
            "University of Toronto",
            "Toronto General Hospital",
            "City of Ottawa",
        ),
        *("Banque Nationale", "Université Laval", "Ville de Montréal", "Hôpital Saint-Luc"),
    ],
)
def test_the_name_of_an_institution_is_seen(name: str) -> None:
    assert is_institution(fold_all(name))


@pytest.mark.parametrize(
    "text",
    [
        *("", "bank", "Manager, City of Toronto", "accountant bank", "nurse hospital", "School principal"),
        *("Infirmière, Hôpital Saint-Luc", "directrice d’école", "bank teller"),
    ],
)
def test_who_works_there_is_no_institution(text: str) -> None:
    assert not is_institution(fold_all(text))
