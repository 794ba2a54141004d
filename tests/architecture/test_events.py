"""docs/events.md says what other systems can be told of."""

from parcours.core.events import EVENTS
from tools import events


def test_the_page_is_in_step_with_the_catalogue() -> None:
    assert events.PAGE.read_text(encoding="utf-8") == events.page(), "run `make docs`"


def test_every_event_is_on_the_page() -> None:
    assert [code for code in EVENTS if f"| `{code}` |" not in events.page()] == []
