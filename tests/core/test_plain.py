"""Text as lists sort and search it."""

from parcours.core.plain import plain


def test_capitals_and_accents_go_and_the_rest_stays() -> None:
    assert plain("Élodie d’Été-Ñandú ß") == "elodie d’ete-nandu ss"
