"""T68: a personal field without purpose, readers and retention fails, as a missing migration does."""

from django.apps import apps

from parcours.core.inventory import SEALED, Held, faults, fields_of, inventory
from parcours.core.sealed_field import sealed_fields
from tools import inventory as page

KNOWN = Held("a.person", "name born", "to call them", ("everybody",), "a year")


def test_t68_every_field_of_every_table_is_in_the_inventory() -> None:
    assert faults(fields_of(apps.get_models()), *inventory()) == []


def test_t68_the_page_is_in_step_with_the_inventory() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "run `make docs`"


def test_t68_every_sealed_column_is_said_to_be_sealed() -> None:
    personal, _impersonal = inventory()
    said = {name for held in personal if held.sealed == SEALED for name in held.names}
    sealed = {f"{field.model._meta.label_lower}.{field.name}" for field in sealed_fields()}  # noqa: SLF001
    assert sealed - said == set()
    assert sealed


def test_t68_what_is_missing_stale_or_said_twice_is_found() -> None:
    fields = {"a.person.name", "a.person.born", "a.person.shoe_size"}
    assert faults(fields, [KNOWN], set()) == ["a.person.shoe_size is not in the inventory"]
    assert faults({"a.person.name"}, [KNOWN], set()) == ["a.person.born is in the inventory and in no table"]
    assert faults({"a.person.name", "a.person.born"}, [KNOWN], {"a.person.name"}) == [
        "a.person.name is there twice"
    ]


def test_t68_a_field_without_a_purpose_is_found() -> None:
    held = Held("a.person", "name", "", ("everybody",), "a year")
    assert faults({"a.person.name"}, [held], set()) == ["a.person.name says too little"]
