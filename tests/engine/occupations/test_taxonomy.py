import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.occupations.taxonomy import OccupationClass, Reading, ReadingStatus, Taxonomy

TAXONOMY = Taxonomy.of(
    OccupationClass(code, int(code[1]) if len(code) > 1 else None, english, french)
    for code, english, french in [
        ("21301", "Mechanical engineers", "Ingénieurs mécaniciens/ingénieures mécaniciennes"),
        ("21300", "Civil engineers", "Ingénieurs civils/ingénieures civiles"),
        ("2130", "Civil and mechanical engineers", "Ingénieurs civils et mécaniciens"),
        ("213", "Engineers", "Personnel en génie"),
        ("21", "Professional occupations in applied sciences", "Personnel professionnel en sciences"),
        ("2", "Applied sciences", "Sciences appliquées"),
        ("0", "Management", "Gestion"),
        ("00", "Senior managers", "Cadres supérieurs/cadres supérieures"),
        ("000", "Senior managers", "Cadres supérieurs/cadres supérieures"),
        ("0001", "Senior managers", "Cadres supérieurs/cadres supérieures"),
        ("00010", "Legislators", "Membres des corps législatifs"),
        ("6", "Sales and service", "Ventes et services"),
        ("62", "Supervisors", "Surveillance"),
        ("621", "Supervisors in service", "Surveillance des services"),
        ("6210", "Hosts", "Accueil"),
        ("62100", "Guides", "Guides"),
        ("62101", "Scouts", "Guides"),
    ]
)


def test_a_class_knows_its_place() -> None:
    assert TAXONOMY.exists("21300")
    assert TAXONOMY.exists("213")
    assert not TAXONOMY.exists("21302")
    assert TAXONOMY.is_unit_group("21300")
    assert not TAXONOMY.is_unit_group("2130")
    assert not TAXONOMY.is_unit_group("21302")
    assert TAXONOMY.parent("21300") == "2130"
    assert TAXONOMY.parent("2") is None
    assert TAXONOMY.ancestors("21300") == ("2130", "213", "21", "2")
    assert TAXONOMY.ancestors("2") == ()
    assert TAXONOMY.unit_groups("213") == ("21300", "21301")
    assert TAXONOMY.unit_groups() == ("00010", "21300", "21301", "62100", "62101")


def test_titles_and_teer() -> None:
    assert TAXONOMY.title("21300", "en") == "Civil engineers"
    assert TAXONOMY.title("21300", "fr") == "Ingénieurs civils/ingénieures civiles"
    assert TAXONOMY.teer("21300") == 1
    assert TAXONOMY.teer("00010") == 0
    assert TAXONOMY.teer("2") is None


@pytest.mark.parametrize("ask", [TAXONOMY.teer, TAXONOMY.parent, TAXONOMY.ancestors])
def test_a_code_that_is_no_class_is_an_error(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(KeyError, match="99999"):
        ask("99999")


def test_find_gives_every_level_with_the_title_from_the_bottom_up() -> None:
    assert TAXONOMY.find("cadre supérieure") == ("0001", "000", "00")
    assert TAXONOMY.find("ingénieure civile") == ("21300",)
    assert TAXONOMY.find("Civil engineer") == ("21300",)
    assert TAXONOMY.find("guide") == ("62100", "62101")
    assert TAXONOMY.find("Civil") == ()
    assert TAXONOMY.find("") == ()
    assert TAXONOMY.find("civil engineer" + " " * 500) == ()


def test_nearest_gives_unit_groups_only() -> None:
    assert TAXONOMY.nearest("engineers") == ("21300", "21301")
    assert TAXONOMY.nearest("engineers", 1) == ("21300",)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("21300", Reading("21300", ReadingStatus.CODE, "21300", "21300")),
        ("CNP 21300", Reading("CNP 21300", ReadingStatus.CODE, "21300", "21300")),
        ("21300 - civil engineer", Reading("21300 - civil engineer", ReadingStatus.CODE, "21300", "21300")),
        ("21300 bridges", Reading("21300 bridges", ReadingStatus.CODE, "21300", "21300")),
        ("10", Reading("10", ReadingStatus.ZEROS_RESTORED, "00010", "10")),
        ("Ingénieur·e civil·e", Reading("Ingénieur·e civil·e", ReadingStatus.TITLE, "21300")),
    ],
)
def test_read_gives_a_code(text: str, reading: Reading) -> None:
    assert TAXONOMY.read(text) == reading


@pytest.mark.parametrize(
    ("text", "digits", "nearest"),
    [
        ("guides", "", ("62100", "62101")),
        ("21300, 21301", "", ("21300", "21301")),
        ("21300 or 99999", "", ("21300",)),
        ("99998 or 99999, legislator", "", ("00010",)),
        ("21300 - mechanical engineer", "21300", ("21300", "21301")),
        ("21300 guide", "21300", ("21300", "62100", "62101")),
    ],
)
def test_read_does_not_choose_between_several(text: str, digits: str, nearest: tuple[str, ...]) -> None:
    assert TAXONOMY.read(text) == Reading(text, ReadingStatus.AMBIGUOUS, digits=digits, nearest=nearest)


@pytest.mark.parametrize(
    ("text", "digits", "broader", "nearest"),
    [
        ("2130", "2130", "2130", ("21300", "21301")),
        ("2130 - civil engineer", "2130", "2130", ("21300", "21301")),
        ("6", "6", "6", ("62100", "62101")),
        ("0001", "0001", "0001", ("00010",)),
        ("Engineer", "", "213", ("21300", "21301")),
        ("senior manager", "", "0001", ("00010",)),
    ],
)
def test_read_says_when_a_class_is_too_broad(
    text: str, digits: str, broader: str, nearest: tuple[str, ...]
) -> None:
    expected = Reading(text, ReadingStatus.BROAD, digits=digits, broader=broader, nearest=nearest)
    assert TAXONOMY.read(text) == expected


@pytest.mark.parametrize(
    ("text", "digits", "nearest"),
    [
        ("21309", "21309", ("21300", "21301")),
        ("21390", "21390", ("21300", "21301")),
        ("99999", "99999", ()),
        ("99999 civil engineers", "99999", ("21300", "21301")),
        ("0010", "0010", ()),
        ("2173 - civil engineers", "2173", ("21300", "21301")),
        ("213000", "213000", ()),
        ("16", "16", ()),
        ("10 000", "10000", ()),
    ],
)
def test_read_says_when_digits_are_no_class(text: str, digits: str, nearest: tuple[str, ...]) -> None:
    assert TAXONOMY.read(text) == Reading(text, ReadingStatus.NO_SUCH_CODE, digits=digits, nearest=nearest)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("civil engneer", ("21300", "21301")),
        ("<b>legislator</b>", ("00010",)),
        ("", ()),
        ("👩‍⚕️", ()),
        ("Ω" * 10_000, ()),
    ],
)
def test_read_leaves_other_words_to_a_person(text: str, nearest: tuple[str, ...]) -> None:
    assert TAXONOMY.read(text) == Reading(text, ReadingStatus.UNKNOWN, nearest=nearest)


@given(st.text() | st.text("0123456789 .,-NOCP", max_size=12))
def test_read_gives_a_unit_group_or_none_at_all(text: str) -> None:
    reading = TAXONOMY.read(text)
    recognised = {ReadingStatus.CODE, ReadingStatus.ZEROS_RESTORED, ReadingStatus.TITLE}
    assert (reading.code is not None) == (reading.status in recognised)
    assert reading.code is None or (TAXONOMY.is_unit_group(reading.code) and not reading.nearest)
    assert all(TAXONOMY.is_unit_group(code) for code in reading.nearest)
