"""The real model, where the extra is installed."""

import numpy as np
import pytest

from parcours.reference import multilingual

needs_model = pytest.mark.skipif(
    not multilingual.installed(), reason="the extra multilingual is not installed"
)


@needs_model
def test_the_model_knows_a_nurse_in_two_languages() -> None:
    nurse, enfermera, welder = multilingual.encode(["nurse", "enfermera", "welder"])

    assert np.linalg.norm(nurse) == pytest.approx(1, abs=1e-3)
    assert nurse @ enfermera > nurse @ welder
