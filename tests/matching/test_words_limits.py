"""Limits that cannot hold, in words: a sentence for each clash."""

from parcours.core.language import speak
from parcours.matching.adapter import AGENCY, HOST, PLACE, Clash, Conflict, Limit
from parcours.matching.words_limits import clash

ALONE = Conflict((Limit(AGENCY, "", 3, least=True),), (Limit(AGENCY, "", 2, least=True),))
TOGETHER = Conflict(
    (Limit(AGENCY, "Nord", 3, least=True), Limit(HOST, "Hydro", 2, least=False)),
    (Limit(AGENCY, "Nord", 2, least=True),),
)


def test_each_clash_is_a_sentence_with_what_is_nearest() -> None:
    alone, together, hint = clash(Clash((ALONE, TOGETHER)), speak("en"))
    assert alone == (
        "This limit cannot hold: “No agency given” at least 3. Nearest to it would be: “No agency given” at least 2."
    )
    assert together == (
        "These limits cannot hold together: “Nord” at least 3 and “Hydro” at most 2."
        " With the fewest people missing in all, it would be: “Nord” at least 2."
    )
    assert hint == "Lower a minimum, raise a maximum, or switch off a rule."
    assert "Ces limites ne peuvent pas être respectées ensemble" in clash(Clash((TOGETHER,)), speak("fr"))[0]


def test_long_lists_are_counted() -> None:
    many = tuple(Limit(PLACE, f"m{at:02}", 1, least=True) for at in range(13))
    said = clash(Clash((Conflict(many, many[:1]),) * 12), speak("en"))
    assert said[0].startswith("These limits cannot hold together: m00 at least 1, ")
    assert "m09 at least 1 and 3 others. With the fewest" in said[0]
    assert said[10:] == [
        "Limits exclude each other 2 more times.",
        "Lower a minimum, raise a maximum, or switch off a rule.",
    ]
