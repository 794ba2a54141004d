"""The columns of the two files, and what people call them in English and French."""

from collections.abc import Mapping, Sequence

from parcours.tables.headers import Claims, Names

_BOTH: Mapping[str, Sequence[str]] = {
    "id": (
        "identifiant", "identifier", "no", "n", "num", "numéro", "#", "code", "matricule", "ID number",
        "numéro d’identification", "numéro de dossier", "no de dossier", "file number", "case number", "case id",
        "client id", "numéro de client", "reference number",
        "numéro de référence", "record id", "unique id", "identifiant unique", "participant id", "user id",
    ),
    "name": (
        "nom", "full name", "nom complet", "complete name", "nom et prénom", "prénom et nom", "nom prénom",
        "prénom nom", "nom, prénom", "name and surname", "first and last name", "display name", "nom affiché",
        "preferred name", "nom usuel",
    ),
    "first_name": ("prénom", "prénoms", "given name", "forename", "firstname", "nom de baptême"),
    "last_name": (
        "nom de famille", "family name", "surname", "lastname", "patronyme",
    ),
    "email": (
        "courriel", "e-mail", "mail", "mél", "adresse courriel", "adresse de courriel", "email address",
        "e-mail address", "adresse électronique", "adresse e-mail", "courrier électronique", "contact email",
    ),
    "occupation": (
        "profession", "occupations", "métier", "emploi", "job", "job title", "titre du poste",
        "titre d’emploi", "poste", "position", "noc", "noc code", "code noc", "noc 2021",
        "cnp", "code cnp", "cnp 2021", "noc occupation", "profession cnp", "occupation code", "code de profession",
        "occupation title", "occupation noc", "current occupation", "profession actuelle", "target occupation",
        "occupation aimed at", "profession visée", "métier visé", "emploi visé", "intended occupation",
        "desired occupation", "profession souhaitée", "field of work", "occupation group", "trade", "career",
        "carrière", "vocation",
    ),
    "years_experience": (
        "years of experience", "yrs exp", "yrs experience", "yrs of exp", "year exp", "yoe", "exp", "experience",
        "expérience", "experience years", "experience (years)", "expérience années",
        "expérience ans", "années d’expérience", "ans d’expérience",
        "années exp", "nombre d’années d’expérience", "nb d’années d’expérience", "number of years of experience",
        "work experience", "work experience years", "expérience de travail", "expérience professionnelle",
        "professional experience", "années d’expérience professionnelle", "years of professional experience",
        "years of work experience", "total experience", "total years of experience", "durée de l’expérience",
    ),
    "languages": (
        "language", "langue", "langues", "spoken languages", "languages spoken", "langues parlées", "langue parlée",
        "working languages", "langues de travail", "language skills", "connaissances linguistiques",
        "compétences linguistiques", "lang", "preferred language", "langue préférée", "language preference",
        "langue de travail", "langue de préférence", "langue(s) parlée(s)", "language(s) spoken",
    ),
    "city": (
        "ville", "town", "municipality", "municipalité", "location", "localité",
        "city of residence", "ville de résidence", "current city", "ville actuelle", "lieu de résidence",
        "home city", "city/town", "ville/municipalité", "commune",
    ),
    "province": (
        "prov", "state", "état", "territory", "territoire", "province or territory", "province ou territoire",
        "province/territory", "province/territoire", "province de résidence", "province of residence",
    ),
    "meeting": (
        "meetings", "meeting mode", "meeting format", "meeting type", "meeting preference", "preferred meeting",
        "mode", "format", "mode de rencontre", "rencontre", "rencontres", "format de rencontre",
        "type de rencontre", "façon de se rencontrer", "modalité", "modalités", "modalité de rencontre",
        "how to meet", "ways to meet", "way of meeting", "in person or online", "in-person/online",
        "online or in person", "en personne ou en ligne", "en ligne ou en personne", "virtuel ou en personne",
        "virtual or in person", "in person or virtual", "présentiel ou distanciel", "préférence de rencontre",
        "delivery", "mode de prestation",
    ),
    "availability": (
        "availabilities", "available", "when available", "times available", "disponibilité", "disponibilités",
        "disponible", "dispo", "dispos", "availability times", "preferred times", "meeting times",
        "moments de disponibilité", "quand êtes-vous disponible", "when are you available", "schedule", "horaire",
        "plages horaires", "time slots", "moments disponibles", "time availability", "available times",
    ),
    "employer": (
        "employeur", "company", "compagnie", "entreprise", "workplace",
        "lieu de travail", "milieu de travail", "current employer", "employeur actuel", "company name",
        "nom de l’entreprise", "nom de l’employeur", "employer name", "name of employer",
        "place of work", "firm", "business",
        "société",
    ),
    "avoid": (
        "avoids", "éviter", "à éviter", "do not match", "do not match with", "not with", "conflicts", "conflict",
        "conflit", "conflits", "conflict of interest", "conflit d’intérêts", "conflits d’intérêts", "exclude",
        "exclusions", "exclure", "ne pas jumeler", "ne pas jumeler avec", "pas avec", "never with", "jamais avec",
    ),
    "prefers": (
        "prefer", "préfère", "préférences", "preferences", "preference", "préférence", "choices", "choice", "choix",
        "wishes", "voeux", "souhaits", "ranked choices", "choix par ordre", "ranking", "classement",
        "preferred matches", "jumelages souhaités", "preferred mentors", "mentors préférés", "preferred mentor",
        "mentor préféré", "preferred mentees", "mentorés préférés", "first choices", "mentors souhaités",
        "requested mentor", "mentor demandé", "wish list",
    ),
    "locked_with": (
        "locked", "lock", "locked to", "verrouillé avec", "verrouillé", "jumelé avec", "jumelage fixé",
        "jumelage imposé", "imposé avec", "matched with", "already matched with", "already matched", "déjà jumelé",
        "déjà jumelé avec", "fixed match", "fixed with", "assigned to", "assigned mentor", "mentor attribué",
        "mentor assigné", "assigné à", "current mentor", "mentor actuel", "assigned mentee", "mentoré attribué",
        "current mentee", "mentoré actuel", "paired with", "associé à",
    ),
    "agrees": (
        "agrees to be matched", "agree to be matched", "consents to matching", "consents to be matched",
        "consent to matching", "consent to be matched", "matching consent", "accepte le jumelage",
        "accepte d’être jumelé", "accepte d’être jumelée", "consentement au jumelage", "consent au jumelage",
    ),
    "background": (
        "backgrounds", "origine", "origines", "parcours", "parcours de vie", "affinity", "affinities", "affinités",
        "shared background", "similar background", "background tags", "lived experience", "vécu",
    ),
}  # fmt: skip

_MENTEES: Mapping[str, Sequence[str]] = {
    "agency": (
        "organisme", "organismes", "agence", "partner agency", "organisme partenaire", "referring agency",
        "organisme référent", "organisme d’aiguillage", "referred by", "aiguillé par", "service provider",
        "fournisseur de services", "settlement agency", "organisme d’établissement", "partner", "partenaire",
        "serving agency", "organisme d’aide aux immigrants", "agency name", "nom de l’organisme",
    ),
    "goals": (
        "goal", "objectif", "objectifs", "mentoring goals", "objectifs de mentorat", "aims", "but", "buts",
        "needs", "besoins", "help wanted", "aide souhaitée", "aide recherchée", "looking for",
        "wants help with", "would like help with", "attentes", "expectations", "career goals",
        "objectifs de carrière", "objectifs professionnels", "learning goals", "objectifs d’apprentissage",
    ),
    "waiting_since": (
        "waiting", "on waitlist since", "wait list since", "waitlist date", "wait list date", "date of waitlist",
        "en attente depuis", "attend depuis", "en attente depuis le", "date d’attente", "date de mise en attente",
        "date d’inscription", "inscrit depuis", "registered on", "registration date", "registered", "date registered",
        "application date", "date applied", "applied on", "date de demande", "date de la demande", "intake date",
        "date d’admission", "date d’entrée", "sign-up date", "signup date", "inscrit le", "date d’aiguillage",
        "referral date", "liste d’attente depuis", "sur la liste d’attente depuis", "waiting from", "wait since",
    ),
    "background_matters": (
        "background important", "wants similar background", "similar background wanted", "match background",
        "match on background", "background preference", "origine importante", "parcours semblable souhaité",
        "parcours semblable", "origine semblable souhaitée", "l’origine compte", "le parcours compte",
        "parcours important", "same background", "même origine", "même parcours", "similar background matters",
    ),
}  # fmt: skip

_MENTORS: Mapping[str, Sequence[str]] = {
    # Of a mentee it may as well be the agency.
    "employer": (*_BOTH["employer"], "organization", "organisation", "organisme"),
    "capacity": (
        "capacité", "max", "maximum", "max mentees", "maximum mentees", "number of mentees", "nombre de mentorés",
        "nombre maximal de mentorés", "maximum de mentorés", "mentorés max", "places", "spots", "slots", "spaces",
        "openings", "places disponibles", "places offertes", "available spots", "available places", "nb de places",
        "nombre de places", "number of places", "how many mentees", "combien de mentorés", "max number of mentees",
        "capacité d’accueil", "capacité maximale", "mentee capacity", "nombre maximum", "quota",
    ),
    "minimum": (
        "min", "min mentees", "minimum mentees", "minimum de mentorés", "mentorés min", "nombre minimal de mentorés",
        "nombre minimal", "at least", "au moins", "capacité minimale", "minimum capacity", "nombre minimum",
    ),
    "offers": (
        "offer", "offre", "offres", "can help with", "peut aider avec", "peut offrir", "can offer", "expertise",
        "skills", "compétences", "strengths", "forces", "topics", "sujets", "thèmes", "help offered",
        "aide offerte", "offers help with", "domaines d’aide", "areas of help", "areas of expertise",
        "domaines d’expertise", "specialties", "spécialités", "mentoring topics", "sujets de mentorat",
    ),
    "department": (
        "département", "service", "dept", "direction", "division", "unit", "unité", "branch", "team", "équipe",
        "business unit", "section", "department name", "nom du service",
    ),
}  # fmt: skip

_PERSON = frozenset(
    {"personne", "person", "people", "participant", "participante", "candidate", "candidat", "client"}
)
_MENTEE = frozenset({"mentee", "mentore", "mentoree", "protege", "protegee", "stagiaire"})
_MENTOR = frozenset({"mentor", "mentoring", "mentorat"})


def _settle_names(claims: Claims, keys: Sequence[str]) -> None:
    """Decide what « Nom » is: the family name beside « Prénom », the full name otherwise."""
    if "first_name" in claims and "last_name" not in claims:
        family = [place for place in claims.get("name", []) if keys[place] == "nom"]
        if family:
            claims["last_name"] = family
            claims["name"] = [place for place in claims["name"] if place not in family]
    if claims.get("name"):
        claims.pop("first_name", None)
        claims.pop("last_name", None)
    else:
        claims.pop("name", None)


MENTEES = Names({**_BOTH, **_MENTEES}, _PERSON | _MENTEE, _settle_names)
MENTORS = Names({**_BOTH, **_MENTORS}, _PERSON | _MENTOR, _settle_names)

_KEPT_ONLY: Mapping[str, Sequence[str]] = {
    "pronunciation": (
        "prononciation", "said as", "se prononce", "name pronunciation", "prononciation du nom", "pronounced",
        "how the name is said", "how to say the name", "phonetic", "phonétique", "phonetic name",
    ),
    "phone": (
        "telephone", "téléphone", "tél", "tel", "phone number", "telephone number", "numéro de téléphone",
        "no de téléphone", "mobile", "mobile phone", "cell", "cell phone", "cellphone", "cellulaire", "portable",
        "téléphone cellulaire", "téléphone mobile", "home phone", "daytime phone", "contact number",
    ),
    "status": (
        "statut", "current status", "statut actuel", "status in the program", "statut dans le programme",
        "participant status", "statut du participant", "mentor status", "statut du mentor",
    ),
}  # fmt: skip

_PARTICIPANTS_KEPT_ONLY: Mapping[str, Sequence[str]] = {
    "occupation_before": (
        "previous occupation", "former occupation", "prior occupation", "past occupation",
        "previous profession", "former profession", "prior profession", "profession before",
        "previous job", "former job", "prior job", "job before",
        "previous job title", "former job title", "prior job title",
        "previous position", "former position", "prior position",
        "occupation before arrival", "occupation before arrival in canada", "occupation before canada",
        "occupation before immigration", "occupation abroad", "occupation in home country", "home country occupation",
        "profession in home country", "job in home country", "occupation in country of origin",
        "profession in country of origin", "previous noc", "previous noc code",
        "profession avant", "profession antérieure", "profession précédente", "ancienne profession",
        "métier avant", "métier antérieur", "métier précédent", "ancien métier",
        "emploi avant", "emploi antérieur", "emploi précédent", "ancien emploi",
        "poste antérieur", "poste précédent", "ancien poste",
        "profession avant l’arrivée", "profession avant l’arrivée au canada", "profession avant le canada",
        "profession avant l’immigration", "profession à l’étranger", "profession d’origine", "métier d’origine",
        "profession au pays d’origine", "profession dans le pays d’origine", "métier dans le pays d’origine",
        "cnp antérieure", "code cnp antérieur",
    ),
}  # fmt: skip

_ABOUT_A_MATCH = frozenset({"avoid", "prefers", "locked_with", "background", "agrees", "agency"})


def _kept(fields: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    return {field: names for field, names in fields.items() if field not in _ABOUT_A_MATCH}


PARTICIPANTS_KEPT = Names(
    _kept({**_BOTH, **_MENTEES, **_KEPT_ONLY, **_PARTICIPANTS_KEPT_ONLY}), _PERSON | _MENTEE, _settle_names
)
"""What is kept of a list of participants: as `MENTEES`, less what is about one match, with more about the person."""

MENTORS_KEPT = Names(_kept({**_BOTH, **_MENTORS, **_KEPT_ONLY}), _PERSON | _MENTOR, _settle_names)
"""The same of mentors."""
