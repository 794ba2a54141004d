"""docs/roles.md says what the code does."""

from django.utils import translation

from parcours.accounts.roles import Permission, Role
from tools import roles


def test_the_page_is_in_step_with_the_table() -> None:
    with translation.override("en"):
        assert roles.PAGE.read_text(encoding="utf-8") == roles.page(), "run `make docs`"


def test_every_role_and_every_permission_is_on_the_page() -> None:
    with translation.override("en"):
        rows = [line.strip("| \n").split(" | ") for line in roles.page().splitlines() if line.startswith("|")]
        heads = rows[0]
    assert heads == [str(role.label) for role in Role]
    assert [row[0].strip() for row in rows[2:]] == [permission.value for permission in Permission]
