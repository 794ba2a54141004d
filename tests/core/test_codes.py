"""Code lists keep what was ever chosen, and offer what can be chosen now."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from parcours.core.codes import CodeList, CodesField

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 22)
COLOURS = CodeList.of("colours", 1, {"red": "Red", "blue": "Blue"}, asked=True)


def test_a_list_ends_with_what_is_no_answer() -> None:
    assert [code for code, _label in COLOURS.choices] == ["red", "blue", "unknown", "prefer_not"]


def test_a_list_of_days_has_no_such_thing() -> None:
    closed = CodeList.of("days", 1, {"mon": "Monday"}, open_=False)
    assert [code for code, _label in closed.choices] == ["mon"]


def test_a_retired_code_is_readable_and_no_longer_offered() -> None:
    later = COLOURS.retired("red", TODAY, replaced_by="blue")
    assert (later.version, later.label("red")) == (2, "Red")
    assert [code for code, _label in later.offered(TODAY - DAY)] == ["red", "blue", "unknown", "prefer_not"]
    assert [code for code, _label in later.offered(TODAY)] == ["blue", "unknown", "prefer_not"]
    assert [code for code, _label in later.offered(TODAY, kept={"red"})][:1] == ["red"]


def test_labels_stand_in_the_order_of_the_list() -> None:
    assert COLOURS.labels(["blue", "red"]) == ["Red", "Blue"]
    assert COLOURS.label("gone") == "gone"


def test_what_is_not_on_the_list_is_refused() -> None:
    field = CodesField(codes=COLOURS)
    field.validate(["red", "unknown"], None)
    for wrong in (["green"], "red"):
        with pytest.raises(ValidationError):
            field.validate(wrong, None)


def test_a_field_reaches_migrations_as_what_it_is() -> None:
    assert CodesField(codes=COLOURS).deconstruct()[1] == "django.db.models.JSONField"
