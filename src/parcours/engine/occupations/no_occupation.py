"""What people write where an occupation is asked and that is none: how they are placed, or whom they work for."""

import re

from parcours.engine.occupations.title_words import fold_all, plain_text

WORDS = re.compile(r"[^\W_]+")

# How somebody is placed: at home, in school, between jobs. Words in any order.
PLACED = frozenset(
    frozenset(WORDS.findall(fold_all(words)))
    for words in (
        "none", "no occupation", "no job", "no work", "na", "n a", "not applicable", "nothing", "unknown", "other",
        "unemployed", "not working", "not employed", "jobless", "looking for work", "looking for job", "job seeker",
        "seeking employment", "between jobs", "retired", "pensioner", "retiree", "student", "full time student",
        "international student", "university student", "high school student", "volunteer", "newcomer", "immigrant",
        "refugee", "housewife", "house wife", "stay at home mom", "stay at home mother",
        "stay at home parent", "mother", "mom", "father", "parent", "self employed", "self-employed", "freelance",
        "freelancer", "employed", "employee", "worker", "business owner", "own business", "owner", "entrepreneur",
        "disabled", "on leave", "maternity leave", "parental leave", "permanent resident",
        "aucun", "aucune", "aucun emploi", "sans objet", "s o", "so", "rien", "inconnu", "autre", "sans emploi",
        "sans profession", "chomeur", "chomeuse", "au chomage", "en chomage", "en recherche d emploi",
        "recherche d emploi", "demandeur d emploi", "demandeuse d emploi", "retraite", "retraitee", "a la retraite",
        "etudiant", "etudiante", "etudiant international", "etudiante internationale", "benevole", "immigrant",
        "immigrante", "refugie", "refugiee", "nouvel arrivant", "nouvelle arrivante", "femme au foyer",
        "mere au foyer", "homme au foyer", "parent au foyer", "mere", "pere", "a la maison", "travailleur autonome",
        "travailleuse autonome", "a mon compte", "pigiste", "independant", "independante", "employe", "employee",
        "travailleur", "travailleuse", "entrepreneur", "entrepreneure", "proprietaire", "proprietaire d entreprise",
        "en conge", "conge de maternite", "conge parental", "resident permanent", "residente permanente",
        "ama de casa", "desempleado", "desempleada", "estudiante", "jubilado", "jubilada", "ninguno", "ninguna",
        "dona de casa", "desempregado", "desempregada", "estudante", "aposentado", "aposentada",
        "家庭主妇", "学生", "退休", "无业", "无", "失业",
        "домохозяйка", "студент", "студентка", "пенсионер", "пенсионерка", "безработный", "безработная",
        "домогосподарка", "пенсіонер", "безробітний",
        "ربة منزل", "طالب", "طالبة", "متقاعد", "عاطل عن العمل", "خانه دار", "دانشجو", "بازنشسته", "بیکار",
    )
)  # fmt: skip
# The head of an English name stands last or before “of”, that of a French one first; an occupation’s is a person.
ENGLISH_INSTITUTIONS = frozenset([
    "bank", "university", "college", "hospital", "ministry", "department", "government", "agency", "school",
    "institute", "city", "town", "municipality", "province", "company", "group", "corporation", "association",
    "society", "foundation", "church", "embassy", "consulate", "clinic", "hotel", "restaurant", "airlines", "airport",
    "council", "board", "commission", "centre", "center", "services", "solutions", "technologies", "forces",
])  # fmt: skip
FRENCH_INSTITUTIONS = frozenset([
    "banque", "universite", "cegep", "hopital", "ministere", "gouvernement", "agence", "ecole", "institut", "ville",
    "municipalite", "societe", "compagnie", "groupe", "fondation", "eglise", "ambassade", "consulat", "clinique",
    "commission", "association", "forces",
])  # fmt: skip
BEFORE_OF = re.compile(r"\s+(?:of|for|de|du|des|d)\b|[-–,'’]")
PERSON = re.compile(
    r"(?:[^aeiou]ers?|ors?|ists?|ants?|ents?|ians?|[mw][ae]n|nurses?|clerks?|chefs?|cooks?|aides?|eurs?|euses?|rices?"
    r"|iers?|ieres?|istes?|iens?|iennes?|antes?|heads?|leads?|analysts?|agente?s?|commis|cadres?|ouvrages?)$"
)
SHORTEST_PERSON = 4


def is_no_occupation(text: str) -> bool:
    """Say whether ``text`` tells how somebody is placed (student, retired, at home) and nothing else."""
    return frozenset(WORDS.findall(fold_all(plain_text(text)))) in PLACED


def is_institution(folded: str) -> bool:
    """Say whether a folded text names an institution (``royal bank of canada``) and nobody who works there."""
    words = WORDS.findall(folded)
    others = (word for word in words if word not in ENGLISH_INSTITUTIONS)
    if len(words) == 1 or any(PERSON.search(word) and len(word) >= SHORTEST_PERSON for word in others):
        return False
    head = WORDS.findall(BEFORE_OF.split(folded, maxsplit=1)[0])
    return bool(head) and (head[-1] in ENGLISH_INSTITUTIONS or head[0] in FRENCH_INSTITUTIONS)
