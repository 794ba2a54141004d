"""What a row of the members' sheet means."""

import pytest

from parcours.accounts.imports.members import understand


@pytest.mark.parametrize(
    ("role", "language", "values"),
    [
        ("mentor", "", ("mentor", "en")),
        ("Mentore", "français", ("mentor", "fr")),
        ("Maître de stage", "FR", ("supervisor", "fr")),
        ("Conseillère", "English", ("counsellor", "en")),
    ],
)
def test_roles_and_languages_are_read_as_people_write_them(
    role: str, language: str, values: tuple[str, str]
) -> None:
    understood = understand({"email": " Ida@Example.org ", "role": role, "language": language})
    assert understood.problems == []
    assert understood.values == {"email": "ida@example.org", "role": values[0], "language": values[1]}


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"email": "", "role": "mentor", "language": ""}, ["email"]),
        ({"email": "ida", "role": "king", "language": "klingon"}, ["email", "role", "language"]),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "mentor", "language": ""}, ["email"]),
    ],
)
def test_everything_wrong_with_a_row_is_said_at_once(cells: dict[str, str], columns: list[str]) -> None:
    assert [problem.column for problem in understand(cells).problems] == columns
