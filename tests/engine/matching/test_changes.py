"""What is different from an earlier run: for whom a place was needed, and why somebody newly has one."""

from dataclasses import replace

from parcours.engine.matching import Problem, match
from parcours.engine.matching.changes import needed_for, who_took
from parcours.engine.matching.result import Change
from tests.engine.matching.factories import participant as person
from tests.engine.matching.factories import place


def changed(problem: Problem) -> dict[str, Change]:
    return {one.participant: one for one in match(problem).changes}


def test_who_moved_is_told_for_whom() -> None:
    found = changed(
        Problem(
            participants=(
                person("p1", languages={"en": 4, "fr": 3}),
                person("p2", languages={"en": 4}),
            ),
            places=(place("m1", languages={"en": 9}), place("m2", languages={"fr": 9})),
            previous=(("p1", "m1"),),
            earlier=(frozenset({"p1"}), frozenset({"m1", "m2"})),
        )
    )
    assert found == {
        "p1": Change("p1", "m1", "m2", "moved", "p2", "p2"),
        "p2": Change("p2", None, "m1", "participant_arrived"),
    }


def test_who_moved_over_others_is_told_for_whom_in_the_end() -> None:
    found = changed(
        Problem(
            participants=(
                person("p1", languages={"fr": 9, "es": 9}),
                person("p2", languages={"en": 9, "fr": 9}),
                person("p3", languages={"en": 9}),
            ),
            places=tuple(
                place(f"m{at}", languages={code: 9}) for at, code in enumerate(("en", "fr", "es"), start=1)
            ),
            previous=(("p1", "m2"), ("p2", "m1"), ("p3", "gone")),
        )
    )
    assert found == {
        "p1": Change("p1", "m2", "m3", "moved", "p2", "p3"),
        "p2": Change("p2", "m1", "m2", "moved", "p3", "p3"),
        "p3": Change("p3", "gone", "m1", "place_left"),
    }


def test_who_newly_has_a_place_is_told_why() -> None:
    alone = {"languages": {"en": 9}}
    problem = Problem(
        participants=(
            person("p2", **alone),
            person("p3", languages={"fr": 9}),
            person("p4", languages={"es": 9}),
            person("p5", languages={"de": 9}),
            person("p6", languages={"ar": 9}),
        ),
        places=(
            place("m1", **alone),
            place("m2", languages={"fr": 9}),
            place("m3", languages={"es": 9}),
            place("m4", languages={"de": 9}),
            place("m5", languages={"ar": 9}),
        ),
        previous=(("p1", "m1"),),
        locks=(("p6", "m5"),),
        earlier=(frozenset({"p1", "p2", "p3", "p4", "p6"}), frozenset({"m1", "m2", "m4", "m5"})),
    )
    assert changed(problem) == {
        "p1": Change("p1", "m1", None, "participant_left"),
        "p2": Change("p2", None, "m1", "freed", "p1"),
        "p3": Change("p3", None, "m2", "placed"),
        "p4": Change("p4", None, "m3", "place_arrived"),
        "p5": Change("p5", None, "m4", "participant_arrived"),
        "p6": Change("p6", None, "m5", "fixed"),
    }
    unknown = changed(replace(problem, earlier=None))
    assert [unknown[at].reason for at in ("p2", "p3", "p4", "p5")] == ["freed", "placed", "placed", "placed"]
    assert match(replace(problem, previous=())).changes == ()


def test_a_place_that_is_not_full_was_needed_for_nobody() -> None:
    before, now = {("a", "x"), ("b", "x")}, {("a", "y"), ("b", "x"), ("c", "x")}
    assert who_took(before, now, {"x": 2, "y": 1}, {"a"}) == {"a": "c"}
    assert who_took(before, now, {"x": 3, "y": 1}, {"a"}) == {}
    assert who_took(before, now, {"x": 3, "y": 1}, set()) == {"a": "c"}
    assert who_took(before, before, {"x": 2}, set()) == {}


def test_a_circle_was_needed_by_nobody() -> None:
    assert needed_for("a", {"a": "b", "b": "a"}, {"a", "b"}) is None
    assert needed_for("a", {"b": "c"}, {"a", "b"}) is None
    assert needed_for("a", {"a": "b", "b": "c"}, {"a", "b"}) == "c"
