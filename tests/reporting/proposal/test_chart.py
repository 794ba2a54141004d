"""The chart of supply and demand."""

from xml.etree.ElementTree import fromstring

from parcours.core.language import speak
from parcours.reporting.proposal.chart import Bars, chart

ROWS = [Bars("213 Professional occupations in engineering", 4000, 1000), Bars("A <b> & C", 0, 2)]


def test_it_is_well_formed_and_says_what_it_is() -> None:
    picture = fromstring(chart(ROWS, speak("en"), "Supply & demand", "Two bars & more"))  # noqa: S314 - our own
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "chart-title chart-words")
    assert [picture[at].text for at in (0, 1)] == [
        "Supply & demand",
        "Two bars & more",
    ]
    assert [text.text for text in picture.iter("text")] == [
        "213 Professional occupations in",
        "engineering",
        "4,000",
        "1,000",
        "A <b> & C",
        "0",
        "2",
    ]


def test_the_longest_bar_leaves_room_for_its_number() -> None:
    picture = fromstring(chart(ROWS, speak("fr"), "", ""))  # noqa: S314 - our own
    assert [bar.get("width") for bar in picture.iter("rect")] == ["84.0%", "21.0%", "0.0%", "0.04%"]
    tops = [int(bar.get("y", "")) for bar in picture.iter("rect")]
    assert tops == sorted(tops)
    assert int(picture.get("height", "")) > tops[-1]


def test_a_title_too_long_ends_in_an_ellipsis() -> None:
    picture = chart([Bars("word " * 40, 1, 1)], speak("en"), "", "")
    assert picture.count("…</text>") == 1


def test_nothing_to_draw() -> None:
    assert 'height="0"' in chart([], speak("en"), "", "")
    assert 'width="0.0%"' in chart([Bars("none", 0, 0)], speak("en"), "", "")
