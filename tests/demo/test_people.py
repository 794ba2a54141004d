from parcours.demo import people
from parcours.reference.languages import language_name
from parcours.reference.noc import load_taxonomy


def test_every_occupation_is_a_unit_group_with_a_department() -> None:
    noc = load_taxonomy()
    codes = {*people.OCCUPATIONS, *people.SECOND_OCCUPATIONS, *people.SECOND_OCCUPATIONS.values()}
    assert [code for code in sorted(codes) if not noc.is_unit_group(code)] == []
    assert [code for code in sorted(codes) if not code.startswith(tuple(people.DEPARTMENTS))] == []


def test_every_language_has_a_name() -> None:
    for origin in (*people.NEWCOMERS, *people.SETTLED):
        assert all(language_name(code, "fr") for code in origin.languages)


def test_names_fit_any_spreadsheet_of_western_europe() -> None:
    names = [
        name for origin in (*people.NEWCOMERS, *people.SETTLED) for name in (*origin.given, *origin.family)
    ]
    assert [name for name in names if name.encode("cp1252").decode("cp1252") != name] == []
