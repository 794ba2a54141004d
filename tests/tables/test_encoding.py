import codecs
import os
from pathlib import Path

import pytest

from parcours.tables.encoding import Encoding, find_encoding
from parcours.tables.findings import Unreadable
from tests.tables.made import said, sentence

FRENCH = (
    "Prénom;Ville;Métier\nZoé;Montréal;infirmière\nÉlodie;Québec;Œnologue à l’hôpital « Hôtel-Dieu »\n"
    "Noël;Trois-Rivières;chargée d’été, naïve, où ça, août, goût, créée\nELSA;MÉTIS-SUR-MER;COÛTEUSE\n"
)
SPANISH = "nombre,ciudad\nPeña,Córdoba\nMuñoz,São Paulo\n"
RUSSIAN = "имя,город\nИванов Иван,Москва\nПетров Пётр,Санкт-Петербург\nСидоров,Казань\n"  # noqa: RUF001
GERMAN = "Name;Straße\nJürgen Müller;Grüße\n"


def found(tmp_path: Path, content: bytes) -> Encoding:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    return find_encoding(path, "people.csv")


@pytest.mark.parametrize("text", [FRENCH, SPANISH, GERMAN, "id;nom\n1;Zoé\n"])
@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_what_spreadsheet_programs_write_is_not_guessed(tmp_path: Path, text: str, name: str) -> None:
    encoding = found(tmp_path, text.encode(name))
    assert text.encode(name).decode(encoding.name) == text
    assert not encoding.guessed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mac_roman", FRENCH),
        ("mac_roman", SPANISH),
        ("cp850", FRENCH.replace("’", "'").replace("Œ", "OE")),
        ("cp850", GERMAN),
        (
            "cp1251",
            RUSSIAN,
        ),
        ("shift_jis", "名前,市\n田中太郎,東京都新宿区\n鈴木一郎,大阪府大阪市\n"),
    ],
)
def test_other_encodings_are_guessed_and_it_is_said(tmp_path: Path, name: str, text: str) -> None:
    encoding = found(tmp_path, text.encode(name))
    assert text.encode(name).decode(encoding.name) == text
    assert encoding.guessed


def test_plain_ascii_is_utf8(tmp_path: Path) -> None:
    assert found(tmp_path, b"id,name\n1,Ana\n") == Encoding("utf-8")


def test_letters_cut_between_two_reads_are_whole(tmp_path: Path) -> None:
    assert found(tmp_path, b"a" * ((1 << 20) - 1) + "é\n".encode()) == Encoding("utf-8")


def test_two_encodings_in_one_file_are_refused(tmp_path: Path) -> None:
    content = "id,name\n1,Zoé\n2,Noël\n3,Élodie\n".encode() + "4,Zoé\n".encode("cp1252")
    with pytest.raises(Unreadable) as refused:
        found(tmp_path, content)
    assert said(refused.value.findings) == [
        (None, None, "The file mixes two encodings: from line 5 on, some letters are not in UTF-8.")
    ]


@pytest.mark.parametrize("content", [os.urandom(5000), b"\0" * 100, b"\x01\x02\x03" * 10 + b"a" * 200])
def test_what_is_not_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable):
        found(tmp_path, content.removeprefix(codecs.BOM_UTF16_LE))


def test_letters_of_no_known_encoding_are_refused(tmp_path: Path) -> None:
    content = b"id;nom\n1;" + bytes(range(0x81, 0xFF)) * 3 + b"\n2;\x81\x8d\x8f\x90\x9d\xff\xfe\xfd\n"
    with pytest.raises(Unreadable) as refused:
        found(tmp_path, content)
    assert sentence(refused).startswith("The encoding of the file’s letters cannot be told.")
