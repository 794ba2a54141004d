"""What sample people are made of: names, occupations, places, employers, goals. All people and firms are invented.

A word that a person would write in their own language is a pair, English and French.
"""

from dataclasses import dataclass

type Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a person’s names and first languages come from, and how often."""

    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    languages: tuple[str, ...]
    french: bool = False
    """Whether people from here more often work in French than in English."""


def _origin(weight: int, given: str, family: str, languages: str, *, french: bool = False) -> Origin:
    return Origin(weight, tuple(given.split()), tuple(family.split()), tuple(languages.split()), french)


NEWCOMERS = (
    _origin(
        10,
        "Amina Karim Yasmine Rachid Nadia Samir Leïla Mourad",
        "Benali Haddad Mansouri Cherif Saïdi Bouzid",
        "ar",
        french=True,
    ),
    _origin(
        10,
        "Priya Arjun Kavita Rohan Anjali Vikram Neha Sanjay",
        "Sharma Patel Iyer Gill Nair Deshmukh Bose",
        "hi pa gu ta",
    ),
    _origin(8, "Wei Xiu Jing Hao Lan Ming Yan Jun", "Chen Liu Zhao Huang Lin Xu Gao", "cmn yue"),
    _origin(
        8,
        "Ngozi Emeka Adaeze Tunde Funmi Chidi Bola Sade",
        "Okafor Adeyemi Eze Balogun Nwosu Ojo",
        "yo ig ha",
    ),
    _origin(
        7,
        "Marisol Jomar Liza Rodel Analyn Dennis Grace Arnel",
        "Santos Reyes Bautista Villanueva Ramos Dizon",
        "tl ceb ilo",
    ),
    _origin(
        7,
        "Aline Thierry Clarisse Serge Mireille Hervé Solange Patrice",
        "Mbeki Nkoulou Tchamba Ilunga Kouassi Diarra",
        "ln wo ff",
        french=True,
    ),
    _origin(
        6,
        "Shirin Babak Parisa Omid Laleh Kaveh Nasrin Arash",
        "Rahimi Karimi Tehrani Moradi Sadeghi Jafari",
        "fa",
    ),
    _origin(
        6,
        "Oksana Dmytro Iryna Taras Halyna Bohdan Svitlana Andriy",
        "Kovalenko Shevchuk Bondar Melnyk Tkachuk Lysenko",
        "uk ru",
    ),
    _origin(
        6, "Rima Fadi Hala Nizar Dima Ziad Samar Wael", "Khoury Darwish Hamdan Najjar Sabbagh Aziz", "ar apc"
    ),
    _origin(
        5,
        "Camila Mateo Luisa Andrés Paola Diego Natalia Javier",
        "Rojas Herrera Molina Castaño Vargas Ortega",
        "es",
    ),
    _origin(
        5,
        "Larissa Thiago Beatriz Rafael Fernanda Caio Juliana Murilo",
        "Almeida Barbosa Teixeira Moreira Siqueira Prado",
        "pt",
    ),
    _origin(
        5,
        "Ayesha Bilal Sana Usman Hina Faisal Zara Imran",
        "Qureshi Malik Siddiqui Chaudhry Baig Mirza",
        "ur pa",
    ),
    _origin(
        4,
        "Selam Dawit Hiwet Yonas Meron Abel Tsige Biniam",
        "Tesfaye Haile Kidane Bekele Woldu Gebre",
        "am ti om",
    ),
    _origin(
        4,
        "Nadège Wilner Roseline Jacky Fabiola Evens Mirlande Ricardo",
        "Dorval Estimé Cadet Jean-Louis Pierre Toussaint",
        "ht",
        french=True,
    ),
    _origin(
        4,
        "Solange Eric Divine Jean-Bosco Ange Innocent Claudine Aimé",
        "Uwimana Habimana Niyonzima Mugisha Nkurunziza",
        "rw rn sw",
        french=True,
    ),
    _origin(
        4,
        "Farida Najib Zohra Hamid Parwin Idris Laila Wahid",
        "Noori Ahmadzai Sultani Popal Wardak Hashimi",
        "prs ps",
    ),
    _origin(3, "Linh Minh Huong Quang Thao Duc Mai Tuan", "Nguyen Tran Pham Vo Dang Bui", "vi"),
    _origin(3, "Elif Kerem Zeynep Emre Derya Burak Selin Ozan", "Yilmaz Demir Kaya Aydin Arslan Koç", "tr"),
    _origin(
        2, "Ioana Radu Elena Mihai Cristina Vlad Anca Dan", "Popescu Ionescu Marin Stan Dumitru Rusu", "ro"
    ),
)

SETTLED = (
    _origin(
        30,
        "Claire Simon Hélène Martin Josée Luc Sophie Benoît",
        "Tremblay Gagnon Lavoie Bergeron Fortin Pelletier",
        "fr",
        french=True,
    ),
    _origin(
        45,
        "Karen David Susan Michael Laura Peter Heather Scott",
        "MacLeod Thompson Fraser Campbell Wright Sinclair",
        "en",
    ),
)

# Occupations of internationally trained professionals as programs see them, each with how often.
OCCUPATIONS = {
    "21300": 9, "11100": 9, "21231": 8, "21232": 7, "31301": 6, "21301": 6, "21310": 6, "21222": 5, "11101": 5,
    "11200": 5, "31102": 4, "21200": 4, "22300": 4, "11201": 4, "21223": 3, "21220": 3, "21211": 3, "21311": 3,
    "31120": 3, "32120": 3, "41220": 3, "41300": 3, "13201": 3, "70010": 3, "21321": 3, "11202": 3, "21320": 2,
    "21202": 2, "22310": 2, "31110": 2, "21101": 2, "21110": 2, "41401": 2, "12102": 2, "20012": 2, "10012": 1,
    "22301": 1, "31202": 1, "51114": 1, "41200": 1,
}  # fmt: skip

# Those that a city hall does not employ.
OUTSIDE_CITY_HALL = ("3110", "3111", "3112", "412")

# What somebody may have done as well.
SECOND_OCCUPATIONS = {
    "21300": "22300", "22300": "21300", "70010": "21300", "11100": "11101", "11101": "11100", "21231": "21232",
    "21232": "21234", "21222": "21223", "21223": "21211", "21220": "21222", "21310": "22310", "11200": "11201",
    "11201": "11200", "21320": "21101", "31301": "32101", "13201": "12102", "21200": "21202", "41220": "41200",
}  # fmt: skip

# What the first person of an occupation writes instead, in their own words; the last is too vague to code.
OWN_WORDS: dict[str, Words] = {
    "21232": ("Java developer", "développeur Java"),
    "21300": ("Structural engineer (bridges)", "ingénieur en structure"),
    "31102": ("family doctor", "médecin de famille"),
    "31120": ("hospital pharmacist", "pharmacienne d’hôpital"),
    "11100": ("CPA, senior accountant", "expert-comptable"),
    "11200": ("HR advisor", "conseillère RH"),
    "20012": ("Manager", "Gestionnaire"),
}

# Words that fit many occupations: what the “to check” list is for.
UNSURE: Words = ("Engineer", "Ingénieure")

# Where people live: the city, its province, how often.
CITIES = (
    ("Ottawa", "ON", 22), ("Gatineau", "QC", 9), ("Toronto", "ON", 6), ("Montréal", "QC", 4), ("Kingston", "ON", 2),
    ("Hamilton", "ON", 2), ("Mississauga", "ON", 2), ("Calgary", "AB", 2), ("Winnipeg", "MB", 1), ("Moncton", "NB", 1),
    ("Halifax", "NS", 1), ("Vancouver", "BC", 1), ("Sudbury", "ON", 1), ("Québec", "QC", 1),
)  # fmt: skip

AGENCIES = (
    "Lantern Newcomer Services", "Carrefour des Deux Rives", "Juniper Settlement House", "Open Compass Employment",
    "Association Grand Large",
)  # fmt: skip

# The work people do while they look for their own.
FIRST_JOBS = (
    "Rideau View Groceries", "Swift Heron Parcel", "Northgate Contact Centre", "Sunny Birch Care Home",
    "Café Trois Lunes", "Blue Door Cleaning",
)  # fmt: skip

# The city hall that runs the program, and where those who work there live.
CITY_HALL: Words = ("City of Three Bridges", "Ville de Trois-Ponts")
NEAR_CITY_HALL = ("Ottawa", "Gatineau")
EMPLOYERS = (
    "Nordbridge Engineering", "Helix Lane Health", "Lumenworks Software", "Érable Conseil", "Silver Birch Financial",
    "Valley Laboratories", "Atelier Vert Architecture", "Otter Creek Logistics",
)  # fmt: skip

# The department of city hall for the first digits of an occupation; the longest that fits.
DEPARTMENTS: dict[str, Words] = {
    "1": ("Finance", "Finances"),
    "112": ("Human Resources", "Ressources humaines"),
    "13": ("Procurement", "Approvisionnement"),
    "12": ("Procurement", "Approvisionnement"),
    "10": ("Procurement", "Approvisionnement"),
    "2": ("Infrastructure and Water", "Infrastructure et eau"),
    "20": ("Information Technology", "Technologie de l’information"),
    "2110": ("Water Quality Laboratory", "Laboratoire de la qualité de l’eau"),
    "2111": ("Water Quality Laboratory", "Laboratoire de la qualité de l’eau"),
    "2120": ("Planning", "Urbanisme"),
    "2121": ("Information Technology", "Technologie de l’information"),
    "212": ("Information Technology", "Technologie de l’information"),
    "21311": ("Information Technology", "Technologie de l’information"),
    "3": ("Public Health", "Santé publique"),
    "4": ("Community Services", "Services communautaires"),
    "5": ("Communications", "Communications"),
    "7": ("Infrastructure and Water", "Infrastructure et eau"),
}

# What mentees hope for and mentors offer, the commonest first.
TOPICS: tuple[Words, ...] = (
    ("networking", "réseautage"),
    ("interviews", "entrevues"),
    ("résumé", "CV"),
    ("workplace culture", "culture du travail"),
    ("licensing", "permis d’exercice"),
    ("job search", "recherche d’emploi"),
    ("technical vocabulary", "vocabulaire technique"),
    ("project management", "gestion de projet"),
    ("leadership", "leadership"),
    ("standards and codes", "normes et codes"),
)

BACKGROUNDS: tuple[Words, ...] = (
    ("parent of young children", "parent de jeunes enfants"),
    ("refugee", "réfugié"),
    ("first graduate in the family", "premier diplômé de la famille"),
    ("career break", "pause de carrière"),
    ("francophone", "francophone"),
)

MEETINGS: dict[str, Words] = {"in_person": ("In person", "En personne"), "online": ("Online", "En ligne")}
AVAILABILITIES: dict[str, Words] = {
    "weekday_day": ("Weekday day", "Jour de semaine"),
    "weekday_evening": ("Weekday evening", "Soir de semaine"),
    "weekend": ("Weekend", "Fin de semaine"),
}
YES: Words = ("Yes", "Oui")
