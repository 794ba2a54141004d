"""What is different from an earlier run: for whom a place was needed, and why somebody newly has one."""

from parcours.engine.matching import Problem, match
from parcours.engine.matching.changes import needed_for, who_took
from parcours.engine.matching.result import Change
from tests.engine.matching.factories import participant as person
from tests.engine.matching.factories import people, place


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
    everybody = people("p1", "p2", "p3", "p4", "p5")
    problem = Problem(
        participants=everybody[1:],
        places=(place("m1"), place("m2"), place("m3"), place("m5")),
        previous=(("p1", "m1"), ("p5", "m5")),
        locks=(("p2", "m1"), ("p3", "m2"), ("p4", "m3")),
        earlier=(frozenset({"p1", "p2", "p3", "p4", "p5"}), frozenset({"m1", "m2", "m5"})),
    )
    assert {one.reason for one in changed(problem).values()} == {"participant_left", "fixed"}
    unfixed = Problem(
        participants=everybody[1:],
        places=(place("m1"), place("m2"), place("m3"), place("m5")),
        previous=problem.previous,
        earlier=(frozenset({"p1", "p2", "p3", "p5"}), frozenset({"m1", "m2", "m5"})),
    )
    found = changed(unfixed)
    assert found["p1"] == Change("p1", "m1", None, "participant_left")
    assert (found["p4"].before, found["p4"].reason) == (None, "participant_arrived")
    why = {one.now: (one.reason, one.other) for one in found.values() if one.participant in {"p2", "p3"}}
    told = {"m1": ("freed", "p1"), "m2": ("placed", None), "m3": ("place_arrived", None)}
    assert why.items() <= told.items()
    unknown = changed(Problem(participants=everybody[1:], places=unfixed.places, previous=unfixed.previous))
    assert sorted(one.reason for one in unknown.values()) == ["freed", "participant_left", "placed", "placed"]
    assert match(Problem(participants=everybody, places=unfixed.places)).changes == ()


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
