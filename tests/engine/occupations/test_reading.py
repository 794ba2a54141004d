import pytest

from parcours.engine.occupations.reading import codes_and_words


@pytest.mark.parametrize(
    "written",
    [
        "21300",
        " 21300 ",
        "'21300",
        "=21300",
        "21300.0",
        "21300,00",
        "21300.01",
        "21 300",
        "21\N{NARROW NO-BREAK SPACE}300",
        "21,300",
        "\N{FULLWIDTH DIGIT TWO}1300",
        "NOC 21300",
        "CNP 21300",
        "noc21300",
        "NOC-21300",
        "CNP : 21300",
        "NOC 2021 21300",
        "NOC 2021 v1.0: 21300",
        "CNP 2021 V1,0 – 21300",
        "21300 (NOC 2021)",
        "21300; 21300",
    ],
)
def test_a_code_alone(written: str) -> None:
    codes, words = codes_and_words(written)
    assert codes == ("21300",)
    assert not any(character.isalnum() for character in words)


@pytest.mark.parametrize(
    ("written", "codes", "words"),
    [
        ("21300 - Civil engineers", ("21300",), "  - civil engineers"),
        ("Civil engineers (21300)", ("21300",), "civil engineers ( )"),
        ("21300, 21301", ("21300", "21301"), " ,  "),
        ("21300,21301", ("21300", "21301"), " , "),
        ("2131 Civil engineers", ("2131",), "civil engineers"),
        ("NOC 2016 2131", ("2131",), ""),
        ("2131 (NOC 2016)", ("2131",), ""),
        ("10", ("10",), ""),
        ("10.0", ("10",), ""),
        ("0011", ("0011",), ""),
        ("213000", ("213000",), ""),
        ("911 dispatcher", (), "911 dispatcher"),
        ("3D artist", (), "3D artist"),
        ("Line 2 supervisor", (), "Line 2 supervisor"),
        ("NOC technician", (), "NOC technician"),
        ("Innocent", (), "Innocent"),
        ("NOC 2021", (), "NOC 2021"),
        ("", (), ""),
    ],
)
def test_codes_and_the_words_beside_them(written: str, codes: tuple[str, ...], words: str) -> None:
    assert codes_and_words(written) == (codes, words)
