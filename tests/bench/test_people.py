from bench.people import arrivals, cohort


def test_a_cohort_is_the_same_every_time() -> None:
    assert cohort(60) == cohort(60)
    assert cohort(60) != cohort(60, seed=1)


def test_places_are_in_proportion() -> None:
    problem = cohort(200)
    assert (len(problem.participants), sum(place.capacity for place in problem.places)) == (200, 187)
    assert {place.capacity for place in problem.places} == {1, 2, 3}


def test_whoever_arrives_is_new() -> None:
    before = cohort(200)
    participants, places = arrivals(before, 0.1)
    assert (len(participants), sum(place.capacity for place in places)) == (20, 19)
    assert not {person.id for person in before.participants} & {person.id for person in participants}
    assert not {place.id for place in before.places} & {place.id for place in places}
