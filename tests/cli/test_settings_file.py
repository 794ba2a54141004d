from pathlib import Path

import pytest

from parcours.cli.settings_file import example, read_settings
from parcours.core.language import speak
from parcours.engine.matching import Quota, Settings
from parcours.reporting.findings import what_and_fix
from parcours.tables.findings import Refused


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        read_settings(path)
    return [(one.column, " ".join(what_and_fix(one, speak("en")))) for one in refused.value.findings]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_example_says_the_defaults(tmp_path: Path, lang: str) -> None:
    assert read_settings(written(tmp_path, example(lang))) == Settings()


def test_no_file_means_the_defaults() -> None:
    assert read_settings(None) == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "")) == Settings()


def test_what_is_named_is_taken(tmp_path: Path) -> None:
    text = (
        "[rules]\nemployer = true\noccupation_digits = 2\n[weights]\ngoals = 0\n[rematch]\nkeep_bonus = 150\n"
    )

    settings = read_settings(written(tmp_path, text))

    assert settings == Settings(
        rules={**Settings().rules, "employer": True},
        occupation_digits=2,
        weights={**Settings().weights, "goals": 0},
        keep_bonus=150,
    )


def test_quotas_and_the_mode_are_taken(tmp_path: Path) -> None:
    text = (
        '[proposal]\nmode = "balanced"\n[quotas]\nagency_floor = true\n'
        '[quotas.agency."A"]\nmin = 1\n[quotas.host."B"]\nmax = 3\n'
    )
    assert read_settings(written(tmp_path, text)) == Settings(
        mode="balanced",
        agency_floor=True,
        quotas=(Quota("agency", "A", 1), Quota("host", "B", 0, 3)),
    )


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "\ufeff[rules]\nemployer = true\n")).rules["employer"] is True


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        (
            '[proposal]\nmode = "best"\n',
            "proposal.mode",
            "“best” does not fit here. Choose from: optimal, stable and balanced.",
        ),
        (
            "[quotas]\nagency_floor = 1\n",
            "quotas.agency_floor",
            "A rule is either on or off. Write true or false.",
        ),
        (
            "[quotas]\nhost = 3\n",
            "quotas.host.",
            "A quota has a minimum, a maximum or both. Write [quotas.host.Name], and below it min, max or both.",
        ),
        (
            "[quotas.agency.A]\nmin = 3\nmax = 2\n",
            "quotas.agency.A",
            "The minimum, 3, is more than the maximum, 2. Lower the minimum, or raise the maximum.",
        ),
        ("[rules]\nlanguage = 1\n", "rules.language", "A rule is either on or off. Write true or false."),
        (
            "[rules]\noccupation_digits = 6\n",
            "occupation_digits",
            "“6” does not fit here. Write a whole number from 1 to 5.",
        ),
        (
            "[weights]\ngoals = true\n",
            "goals",
            "“True” does not fit here. Write a whole number from 0 to 1,000,000.",
        ),
        (
            "[weights]\ngoals = -1\n",
            "goals",
            "“-1” does not fit here. Write a whole number from 0 to 1,000,000.",
        ),
        (
            '[rematch]\nkeep_bonus = "often"\n',
            "keep_bonus",
            "“often” does not fit here. Write a whole number from 0 to 1,000,000.",
        ),
        ("rules = 3\n", "rules", "This must be a table. Write [rules] on a line of its own."),
        (
            "[luck]\n",
            "luck",
            "There is no setting of this name. Choose from: rules, weights, rematch, proposal and quotas.",
        ),
        (
            "[rematch]\nkeep = 1\n",
            "rematch.keep",
            "There is no setting of this name. Choose from: keep_bonus.",
        ),
        (
            "[weights]\n" + "".join(f"{name} = 0\n" for name in Settings().weights),
            "weights",
            "All weights are 0. Give at least one criterion a weight.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, column: str, sentence: str) -> None:
    assert problems(written(tmp_path, text)) == [(column, sentence)]


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    ((column, sentence),) = problems(written(tmp_path, "rules: yes"))

    assert column is None
    assert sentence.startswith("This is not a settings file: ")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path / "none.toml") == [
        (None, "There is no such file. Check the name and the folder.")
    ]
