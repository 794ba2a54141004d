import math
from pathlib import Path

import pytest

from bench import occupations
from bench.occupation_industry import Industry
from bench.occupation_page import page
from bench.occupation_related import Agreement
from bench.occupation_report import Report
from bench.occupation_scores import Score, WordsOnly, calibration_error, covered, right, score
from bench.occupation_titles import BY_HAND, SETS, Asked, by_hand
from parcours.reference.noc import load_taxonomy
from tests.engine.occupations.small_index import TITLES, coder

GIVEN = [
    Score(first=True, among=True, confidence=0.95, sure=True, level_right=True),
    Score(first=True, among=True, confidence=0.75, sure=True, level_right=True),
    Score(first=False, among=True, confidence=0.75, sure=True, level_right=True),
    Score(first=False, among=False, confidence=0.0, sure=False, level_right=None),
]


def test_an_answer_is_scored() -> None:
    welder = Asked("arc welder", "en", frozenset(["72106"]))
    given = score(welder, coder().code(welder.text))

    assert (given.first, given.among, given.sure, given.level_right) == (True, True, True, True)
    assert score(Asked("", "en", frozenset(["72106"])), coder().code("")) == GIVEN[3]


def test_shares_that_are_right() -> None:
    assert right(GIVEN) == (0.5, 0.75)


def test_the_calibration_error_weighs_each_bin_by_its_size() -> None:
    assert calibration_error(GIVEN) == pytest.approx((0.05 + 2 * 0.25 + 0.0) / 4)


@pytest.mark.parametrize(("at_least", "expected"), [(0.9, (0.25, 1.0)), (0.5, (0.75, 2 / 3))])
def test_coverage_and_accuracy(at_least: float, expected: tuple[float, float]) -> None:
    assert covered(GIVEN, at_least) == expected


def test_nothing_covered_has_no_accuracy() -> None:
    share, accuracy = covered(GIVEN, 0.99)

    assert share == 0.0
    assert math.isnan(accuracy)


def test_the_plain_baseline_goes_by_words() -> None:
    plain = WordsOnly(TITLES)

    assert plain.codes("old bridge welder")[:2] == ["72106", "21300"]
    assert plain.codes("qqq") == []
    assert plain.right([Asked("pipe welder", "en", frozenset(["72106"]))]) == (1.0, 1.0)


def test_titles_by_hand_have_codes_that_exist_and_stand_once() -> None:
    kinds = ("federal_en", "federal_fr", "foreign")
    titles = [asked for kind in kinds for asked in by_hand(kind)]

    assert {code for asked in titles for code in asked.codes} - set(load_taxonomy().unit_groups()) == set()
    assert len({(asked.text, asked.language) for asked in titles}) == len(titles)
    assert len(titles) == len(BY_HAND.read_text(encoding="utf-8").splitlines()) - 1


def test_without_the_official_files_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(occupations, "DATA", tmp_path / "data")
    monkeypatch.setattr("sys.argv", ["bench", "--out", str(tmp_path / "page.md")])

    occupations.main()

    assert capsys.readouterr().out == (
        "skipped: no shared data (the official files are looked for in ../shared/data)\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_what_is_missed() -> None:
    report = Report(
        scores={kind: dict.fromkeys(SETS, GIVEN) for kind in ("basic", "full")},
        words_only=dict.fromkeys(SETS, (0.25, 0.5)),
        costs={kind: {"memory": 90.0, "milliseconds": 2.0} for kind in ("basic", "full")},
        building={"basic": 2.0, "full": 20.0},
        start_up=0.5,
        languages=3,
        related=Agreement(0.34, 0.49, 341),
        industry=Industry({"full": [0.4, 0.6, 0.7, 0.8, 0.9]}, [0.8, 0.7, 0.6, 0.5, 0.4]),
    )

    lines = page(report).splitlines()

    assert "| federal, English, with official titles: 60/80 | 50/75 | **no** |" in lines
    assert "| memory, with official titles: 80 MB | 90 MB | **no** |" in lines
    assert "| CPU a title, class titles and aliases: 5 ms | 2.0 ms | yes |" in lines
    assert (
        "| foreign | 0.138 | 75 → 67 | 75 → 67 | 75 → 67 | 25 → 100 | 25 → 100 | 25 → 100 | 100 of 75 |"
        in lines
    )
    assert "| 800 titles with their own field, with official titles | 40 | 60 | 70 | 80 | 90 |" in lines
