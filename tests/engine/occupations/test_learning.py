import numpy as np

from parcours.engine.occupations.learning import Model, Rows, Training, learn, softmax

# Two titles hold feature 0 and belong to code 0, two hold feature 1 and belong to code 1; all hold feature 2.
ROWS = Rows(
    starts=np.array([0, 2, 4, 6, 8]),
    columns=np.array([0, 2, 1, 2, 0, 2, 1, 2], dtype=np.int32),
    weights=np.full(8, 0.7, dtype=np.float32),
)
ANSWERS = np.array([0, 1, 0, 1])


def learned(training: Training) -> tuple[Model, list[float]]:
    heard: list[float] = []
    return learn(ROWS, ANSWERS, np.ones(4, np.float32), (3, 2), training, heard.append), heard


def test_what_was_shown_is_learned() -> None:
    model, heard = learned(Training(size=8, rounds=40, batch=2))

    known = softmax(0.7 * (model.vectors[[0, 1]] + model.vectors[2]) @ model.readers + model.base)

    assert known.argmax(axis=1).tolist() == [0, 1]
    assert known.max(axis=1).min() > 0.9
    assert heard == [(done + 1) / 40 for done in range(40)]


def test_the_same_seed_gives_the_same_model_and_another_another() -> None:
    first, again, other = (learned(Training(size=4, rounds=2, seed=seed))[0] for seed in (1, 1, 2))

    assert (first.vectors == again.vectors).all()
    assert (first.readers == again.readers).all()
    assert not (first.vectors == other.vectors).all()


def test_nothing_said_is_the_usual_training() -> None:
    model = learn(ROWS, ANSWERS, np.ones(4, np.float32), (3, 2))

    assert model.vectors.shape == (3, Training().size)


def test_probabilities_sum_to_one_however_large_the_scores() -> None:
    given = softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]], dtype=np.float32))

    assert given.tolist() == [[0.5, 0.5], [0.0, 1.0]]


def test_rows_are_taken_in_the_order_asked() -> None:
    starts, columns, weights = ROWS.take(np.array([1, 0]))

    assert starts.tolist() == [0, 2, 4]
    assert columns.tolist() == [1, 2, 0, 2]
    assert len(weights) == 4
