import pytest

from tools.reference.noc import table

ENGLISH = [
    "Level,Hierarchical structure,Code - NOC 2021 V1.0,Class title,Class definition\n",
    '1,Broad Category,0,Management,"This category, and so on."\n',
    "5,Unit Group,00010,Legislators ,Legislators take part.\n",
]
FRENCH = [
    "Niveau,Structure hiérarchique,Code de la CNP,Titres,Définitions\n",
    "5,Groupe de base,00010,Membres des corps législatifs,Ils participent.\n",
    "1,Grande catégorie,0,Gestion,Cette catégorie.\n",
]


def test_table_keeps_facts_and_leading_zeros() -> None:
    assert table(ENGLISH, FRENCH) == [
        ("0", "1", "", "Management", "Gestion", "", ""),
        ("00010", "5", "0", "Legislators", "Membres des corps législatifs", "0001", ""),
    ]


def test_table_refuses_files_that_do_not_belong_together() -> None:
    with pytest.raises(ValueError, match=r"These codes are in one file only: 0$"):
        table(ENGLISH, FRENCH[:2])
