"""How the official files look: which columns each has, in English and French, as they are published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parcours.tables.text import fold

# A column of OaSIS that only this kind of ratings has.
MARKS = {
    "reading comprehension": "skills",
    "accounting": "knowledge",
    "getting information": "work_activities",
    "deductive reasoning": "abilities",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of file: for each field its header, folded; with ``*`` only how it begins."""

    columns: Mapping[str, str]
    part: str = ""

    def places(self, head: Sequence[str]) -> dict[str, int]:
        """Return where each field stands that ``head`` (folded) has."""
        return {
            field: place
            for field, name in self.columns.items()
            for place in [next((n for n, text in enumerate(head) if _names(name, text)), -1)]
            if place >= 0
        }


def _names(name: str, text: str) -> bool:
    return text.startswith(name[:-1]) if name.endswith("*") else text == name


OUTLOOK = {
    "code": "code",
    "employment": "employment emploi*",
    "growth": "employment growth*",
    "retirements": "retirements*",
    "replacement": "other replacement*",
    "openings": "total job openings*",
    "school_leavers": "school leavers*",
    "immigration": "immigration*",
    "other_seekers": "other seekers*",
    "seekers": "job seekers*",
    "recent": "recent labour market conditions*",
    "future": "future labour market conditions*",
}

LAYOUTS: Mapping[str, Sequence[Layout]] = {
    "noc-titles": (
        Layout({"code": "noc2021", "language": "lang", "title": "title"}),
        Layout(
            {
                "code": "code noc 2021 v1 0",
                "kind": "element type label english",
                "title": "element description english",
            },
            "en",
        ),
        Layout(
            {
                "code": "code de*",
                "kind": "nom du type d element francais",
                "title": "description d element francais",
            },
            "fr",
        ),
    ),
    "oasis": (Layout({"code": "oasis code*", "label": "oasis label*"}),),
    "regulated": (
        Layout(
            {"code": "noc2021", "kinds": "kinds", "provinces": "provinces named", "text": "esdc text"},
            "hints",
        ),
    ),
    "outlook": (Layout(OUTLOOK, "outlook"),),
    "noc-2016": (
        Layout({"new": "noc 2021 code*", "old": "noc 2016 code*"}, "codes"),
        Layout({"new": "cnp 2021 code*", "old": "cnp 2016 code*"}, "codes"),
    ),
}

CONDITIONS = {
    "strong surplus": "strong_surplus",
    "moderate surplus": "moderate_surplus",
    "balance": "balance",
    "moderate shortage": "moderate_shortage",
    "strong shortage": "strong_shortage",
}

EXAMPLES = {"illustrative example s", "all examples", "exemple s illustratif s", "tous les exemples"}
"""The elements of the classification that are job titles, folded."""


def is_header(text: str) -> bool:
    """Say whether ``text`` is the header of a column we read."""
    folded = fold(text)
    names = (name for layouts in LAYOUTS.values() for one in layouts for name in one.columns.values())
    return folded in MARKS or any(_names(name, folded) for name in names)
