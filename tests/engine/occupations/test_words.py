import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.occupations.words import fold, plain, stem, title_stems


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Civil Engineer", "civil engineer"),
        ("Ingénieur·e CIVIL·E", "ingenieur·e civil·e"),
        ("Maître d’œuvre", "maitre d’oeuvre"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "ete"),
        ("\N{FULLWIDTH DIGIT TWO}1300", "21300"),
        ("Łódź straße", "lodz strasse"),
        ("हिन्दी", "हनद"),
    ],
)
def test_fold_takes_off_case_and_accents_only(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("  Chefs — retail & wholesale\n", "chefs retail wholesale"),
        ("Maîtres d’hôtel", "maitres d hotel"),
        ("snake_case", "snake case"),
        ("…", ""),
    ],
)
def test_plain_keeps_words(written: str, words: str) -> None:
    assert plain(written) == words


@given(st.text())
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "forms",
    [
        "ingenieur ingenieurs ingenieure ingenieures",
        "infirmier infirmiers infirmiere infirmieres",
        "directeur directeurs directrice directrices",
        "travailleur travailleurs travailleuse travailleuses",
        "technicien techniciens technicienne techniciennes",
        "professionnel professionnels professionnelle professionnelles",
        "specialise specialises specialisee specialisees",
        "medical medicaux medicale medicales",
        "administratif administratifs administrative administratives",
        "maitre maitres maitresse maitresses",
        "reseau reseaux",
        "secretary secretaries",
        "coach coaches",
        "actress actresses",
        "foreman foremen forewoman forewomen",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("physician", "physicist"),
        ("chimiste", "chimie"),
        ("engineer", "engineering"),
        ("business", "bus"),
        ("bds", "bde"),
        ("x", "xe"),
    ],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "written",
    [
        "Ingénieurs civils/ingénieures civiles",
        "ingénieure civile",
        "INGENIEUR CIVIL",
        "ingénieur(e) civil(e)",
        "ingénieur(e)s civil(e)s",
        "ingénieur·e civil·e",
        "ingénieur·e·s civil·e·s",
        "ingénieur.e.s civil.e.s",
        "ingénieur-e civil-e",
        "ingénieur/e civil/e",
        "Ingénieur civil / ingénieure civile",
        "Ingénieure civile / Ingénieur civil",
    ],
)
def test_gendered_writing_of_one_title_is_one_title(written: str) -> None:
    assert title_stems(written) == ("ingenieur", "civil")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Directeurs/directrices des achats", "directrice des achats"),
        ("conseiller/ère financier/ère", "Conseillers financiers/conseillères financières"),
        ("directeur·rice financier·ère", "Directeurs financiers/directrices financières"),
        ("développeur(euse)", "développeuse"),
        ("pharmacien.ne", "Pharmaciens/pharmaciennes"),
        ("Railway carmen/women", "railway carman"),
        ("Cooks & bakers", "cook and baker"),
        ("Cuisiniers et boulangers", "cuisinière & boulangère"),
        ("Physicians, general practice", "physician - general practice"),
    ],
)
def test_spellings_of_a_title_meet(written: str, same: str) -> None:
    assert title_stems(written) == title_stems(same)


@pytest.mark.parametrize("nothing", ["", " ", "/", "and", "&", "//"])
def test_no_words_no_stems(nothing: str) -> None:
    assert title_stems(nothing) == ()


def test_words_that_differ_around_a_slash_all_stay() -> None:
    assert title_stems("Barmans/barmaids") == ("barman", "barmaid")
