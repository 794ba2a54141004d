"""docs/access.md says what the pages do."""

from tests.access.addresses import addresses
from tools import access


def test_the_page_is_in_step_with_the_addresses() -> None:
    assert access.PAGE.read_text(encoding="utf-8") == access.page(), "run `make docs`"


def test_every_address_is_on_the_page() -> None:
    rows = [line for line in access.page().splitlines() if line.startswith("| `/")]
    assert len(rows) == len(addresses())
