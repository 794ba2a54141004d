"""The times of a week as a table: a row a day, a column a part of the day."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from parcours.people.lists import TIMES

register = template.Library()

_PARTS = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One box to tick: its code, its whole name, and whether it is ticked."""

    code: str
    label: str
    is_ticked: bool
    number: int


@register.filter
def week(field: BoundField) -> list[tuple[str, list[Slot]]]:
    """Return the days with their slots, as the field holds them."""
    ticked = {str(one) for one in field.value() or ()}
    slots = [
        Slot(code, str(label), code in ticked, number) for number, (code, label) in enumerate(TIMES.choices)
    ]
    return [(capfirst(day), slots[_PARTS * row : _PARTS * (row + 1)]) for row, day in WEEKDAYS.items()]
