from parcours.reference.facts import codes_by_name, rows


def test_rows_are_text_by_column() -> None:
    first = rows("provinces")[0]
    assert first == {"code": "AB", "name_en": "Alberta", "name_fr": "Alberta", "other_names": "Alta.;Alb."}


def test_every_name_leads_to_its_code_and_a_code_wins() -> None:
    table = [
        {"code": "gaa", "name_en": "Ga", "name_fr": "ga", "other_names": ""},
        {"code": "ga", "name_en": "Irish", "name_fr": "irlandais", "other_names": "gle;Irish Gaelic"},
    ]
    assert codes_by_name(iter(table)) == {
        "gaa": "gaa",
        "ga": "ga",
        "irish": "ga",
        "irlandais": "ga",
        "gle": "ga",
        "irish gaelic": "ga",
    }
