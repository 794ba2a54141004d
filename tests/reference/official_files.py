"""Files made up in the form of the official ones: invented titles and figures, true codes."""

from pathlib import Path

from parcours.reference.noc import load_taxonomy

UNITS = load_taxonomy().unit_groups()


def write(path: Path, head: str, lines: list[str], *, mark: bool = True) -> str:
    """Write a CSV file as it is published, with a byte order mark, and return its name."""
    text = "\r\n".join([head, *lines]) + "\r\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8-sig" if mark else "utf-8"))
    return str(path)


def titles(path: Path, word: str = "helper", languages: tuple[str, ...] = ("en", "fr")) -> str:
    """Five titles a unit group and language; codes without their zeros, as spreadsheets leave them."""
    lines = [
        f"{int(code)},{language},{word} {chr(97 + n)} of {language} {code}"
        for language in languages
        for code in UNITS
        for n in range(5)
    ]
    return write(path, "noc2021,lang,title", lines)


def english_elements(path: Path) -> str:
    """The elements of the classification in English: titles among much else."""
    lines = [
        f'5,{code},Class,{kind},"{text} {code}, {n}"'
        for code in UNITS
        for n in range(5)
        for kind, text in (
            ("All examples", "helper"),
            ("Illustrative example(s)", "helper"),
            ("Main duties", "Help"),
        )
    ]
    return write(
        path,
        "Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description English",
        lines,
    )


def french_elements(path: Path) -> str:
    """The same in French."""
    lines = [f'5,{code},Classe,Tous les exemples,"aide {code}, {n}"' for code in UNITS for n in range(5)]
    return write(
        path,
        "Niveau,Code dela CNP 2021 v1.0,Titres de classes,Nom du type d’élément Français,"
        "Description d’élément Français",
        lines,
    )


def ratings(path: Path, first: str = "Reading Comprehension", rating: str = "3") -> str:
    """One profile a unit group, two ratings each."""
    head = f"OaSIS Code - Final,OaSIS Label - Final,{first} ,Writing  "
    return write(path, head, [f'{code}.00,"A, b",{rating},5' for code in UNITS])


def regulated(path: Path, provinces: str = "ON|QC") -> str:
    """One sentence a unit group."""
    return write(
        path,
        "noc2021,oasis_code,label,kinds,provinces_named,esdc_text",
        [f"{code},{code}.00,Label,licence|certification,{provinces},A licence." for code in UNITS],
    )


OUTLOOK_HEAD = (
    "Code,Occupation_Name,Nom_de_la_profession,Employment_emploi_2023,Employment_Growth_croissance_emploi,"
    "Retirements_retraites,Other_Replacement_autre_remplacement,Total_Job_Openings_Perspective_d'emploi,"
    "School_Leavers_Sortants_scolaires,Immigration,Other_Seekers_autres_chercheurs,Job_Seekers_Chercheurs_emploi,"
    "Recent_Labour_Market_Conditions,Conditions_récentes_sur_le_marché_du_travail,"
    "Future_Labour_Market_Conditions,Conditions_futures_sur_le_marché_du_travail"
)


def outlook(path: Path, count: str = "-20", recent: str = "Strong signs of Shortage") -> str:
    """A total, and one row a unit group."""
    lines = [
        "00000,All,Toutes,1,1,1,1,1,1,1,1,1,N/A,N/D,N/A,N/D",
        "TEER_0,x,x,1,1,1,1,1,1,1,1,1,N/A,N/D,N/A,N/D",
    ]
    lines += [
        f'{code},x,x,"1,000",{count},N/A,4,5,6,7,8,9,{recent},x,Moderate risk of Surplus,x' for code in UNITS
    ]
    return write(path, OUTLOOK_HEAD, lines)


def old_codes(path: Path, *, french: bool = False) -> str:
    """Each unit group with two codes of NOC 2016, the second in a row that goes on."""
    head = "NOC 2021 Code (5-digit),NOC 2021 Label,NOC 2016 Code (4-digit)"
    if french:
        head = "CNP 2021 Code (5 chiffres),CNP 2021 Étiquette,CNP 2016 Code (4 chiffres)"
    lines = [line for n, code in enumerate(UNITS) for line in (f"{int(code)},x,{n}", f",,{n + 1000}")]
    return write(path, head, lines)
