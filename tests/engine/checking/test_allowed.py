from collections.abc import Mapping

import pytest

from parcours.engine.checking.allowed import Rules
from parcours.engine.checking.people import Mentee, Mentor, Program
from parcours.engine.matching.settings import RULES

EVERYTHING = Program(rules=frozenset(RULES), digits=3, weights={"occupation": 1})

IN_PERSON, ONLINE = frozenset({"in_person"}), frozenset({"online"})


@pytest.mark.parametrize(
    ("mentee", "mentor", "broken"),
    [
        ({}, {}, []),
        ({"occupations": ("31301",)}, {"occupations": ("31302",)}, []),
        ({"occupations": ("31301",)}, {"occupations": ("31401", "21301")}, ["occupation"]),
        ({"languages": {"en": 8}}, {"languages": {"fr": None}}, ["language"]),
        ({"meeting": IN_PERSON}, {"meeting": ONLINE}, ["meeting"]),
        ({"meeting": ONLINE, "city": "a"}, {"meeting": ONLINE, "city": "b"}, []),
        ({"meeting": IN_PERSON, "city": "a"}, {"meeting": IN_PERSON, "city": "b"}, ["meeting"]),
        ({"meeting": IN_PERSON, "city": "a"}, {"meeting": IN_PERSON}, []),
        (
            {"meeting": IN_PERSON, "city": "a", "province": "on"},
            {"meeting": IN_PERSON, "city": "a", "province": "qc"},
            ["meeting"],
        ),
        (
            {"meeting": IN_PERSON, "city": "a", "province": "on"},
            {"meeting": IN_PERSON, "city": "a"},
            [],
        ),
        (
            {"availability": frozenset({"weekend"})},
            {"availability": frozenset({"weekday_day"})},
            ["availability"],
        ),
        ({"avoid_ids": frozenset({"m"})}, {}, ["avoid"]),
        ({}, {"avoid_ids": frozenset({"p"})}, ["avoid"]),
        ({"avoid_employers": frozenset({"bank"})}, {"employer": "bank"}, ["avoid"]),
        ({"employer": "bank"}, {"avoid_employers": frozenset({"bank"})}, ["avoid"]),
        ({"employer": "bank"}, {"employer": "bank"}, ["employer"]),
    ],
)
def test_a_rule_forbids_what_is_known_to_break_it(
    mentee: Mapping[str, object], mentor: Mapping[str, object], broken: list[str]
) -> None:
    pair = Mentee(id="p", **mentee), Mentor(id="m", **mentor)  # type: ignore[arg-type]
    assert [*Rules(EVERYTHING).broken(*pair)] == broken
    off = Program(rules=frozenset(), digits=3, weights={"occupation": 1})
    assert [*Rules(off).broken(*pair)] == []
