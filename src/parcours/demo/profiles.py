"""The people of the demo's city: participants, mentors and supervisors as an agency would know them. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """One person: the code is what a person confirmed for the occupation; empty where nobody has looked yet."""

    name: str
    language: str
    occupation: str
    code: str
    years: int
    languages: str
    city: str = "Rivermouth"
    status: str = ""
    topics: str = ""
    times: str = "tue_evening thu_evening"
    employer: str = ""
    places: int = 1
    education: str = "bachelor"
    country: str = ""


PARTICIPANTS = (
    Story("Amara Nwosu", "en", "Civil engineer", "21300", 8, "en:9 ig", status="apply find_eligible enrol",
          topics="networking standards licensing", education="master", country="NG"),
    Story("Karim Benali", "fr", "Ingénieur en génie civil", "21300", 11, "fr:10 en:6 ar",
          status="apply find_eligible",
          topics="interviews licensing", country="DZ"),
    Story("Priya Deshmukh", "en", "Structural engineer", "21300", 6, "en:8 hi",
          status="apply find_eligible put_on_waitlist",
          topics="standards networking", education="master", country="IN"),
    Story("Oksana Melnyk", "en", "Бухгалтер", "11100", 9, "en:6 uk ru",
          status="apply", topics="interviews resume", country="UA"),
    Story("Marisol Reyes", "en", "Registered nurse", "31301", 12, "en:9 tl",
          status="apply find_eligible enrol",
          topics="licensing technical_vocabulary", country="PH"),
    Story("Thierry Kouassi", "fr", "Comptable", "11100", 7, "fr:11 en:5",
          status="apply find_eligible put_on_waitlist",
          topics="workplace_culture interviews", country="CI"),
    Story("Wei Zhao", "en", "会计", "", 10, "en:7 cmn",
          status="apply", topics="networking job_search", country="CN"),
    Story("Parisa Rahimi", "en", "Architect", "21200", 9, "en:8 fa", status="apply find_eligible enrol",
          topics="licensing networking", education="master", country="IR"),
    Story("Rafael Siqueira", "en", "Data analyst", "21223", 5, "en:8 pt", status="apply find_eligible",
          topics="interviews networking", country="BR"),
    Story("Hala Darwish", "fr", "Pharmacienne", "31120", 8, "fr:9 en:7 ar", status="apply find_eligible",
          topics="licensing", education="professional", country="SY"),
    Story("Emeka Balogun", "en", "Urban planner", "21202", 7, "en:10 yo",
          status="apply find_eligible enrol complete",
          topics="networking workplace_culture", education="master", country="NG"),
    Story("Camila Herrera", "en", "Software developer", "21232", 4, "en:7 es",
          status="apply", topics="interviews resume", country="CO"),
    Story("Dawit Haile", "en", "Electrical engineer", "21310", 13, "en:8 am",
          status="apply find_eligible put_on_waitlist",
          topics="standards licensing", country="ET"),
    Story("Yasmine Cherif", "fr", "Urbaniste", "21202", 6, "fr:10 en:7 ar", status="apply find_eligible",
          topics="workplace_culture networking", education="master", country="MA"),
    Story("Bilal Qureshi", "en", "Mechanical engineer", "21301", 10, "en:9 ur",
          status="apply find_eligible enrol",
          topics="standards interviews", country="PK"),
    Story("Linh Pham", "en", "Food safety inspector", "22111", 5, "en:6 vi",
          status="apply", topics="technical_vocabulary", country="VN"),
    Story("Solange Uwimana", "fr", "Travailleuse sociale", "41300", 9, "fr:11 en:6 rw",
          status="apply find_eligible",
          topics="licensing workplace_culture", country="RW"),
    Story("Javier Ortega", "en", "Project manager", "", 14, "en:8 es", status="apply find_eligible",
          topics="project_management leadership", education="master", country="VE"),
    Story("Farida Ahmadzai", "en", "Teacher", "41220", 8, "en:7 prs ps",
          status="apply find_not_eligible", topics="licensing", country="AF"),
    Story("Nadège Estimé", "fr", "Infirmière", "31301", 10, "fr:12 en:5 ht",
          status="apply find_eligible enrol put_on_hold",
          topics="licensing technical_vocabulary", country="HT"),
    Story("Arjun Nair", "en", "Network technician", "22220", 6, "en:9 ta",
          status="apply withdraw", topics="job_search", country="IN"),
    Story("Iryna Kovalenko", "en", "HR specialist", "11200", 7, "en:6 uk",
          status="", topics="interviews", country="UA"),
    Story("Aïcha Diarra", "fr", "Ingénieure en génie civil", "21300", 5, "fr:10 en:4", city="Bamako",
          status="",
          topics="licensing standards", education="master", country="ML"),
    Story("Omar Najjar", "en", "Surveyor", "21203", 9, "en:7 ar",
          status="apply", topics="licensing standards", country="LB"),
    Story("Grace Villanueva", "en", "Medical laboratory technologist", "", 6, "en:8 tl",
          status="", topics="licensing", country="PH"),
)  # fmt: skip
"""``status``: the steps taken so far. Aïcha has not arrived yet; Wei, Javier and Grace have a code to confirm."""

MENTORS = (
    Story("Luc Bergeron", "fr", "Ingénieur civil", "21300", 18, "fr:12 en:10",
          status="screen train make_available",
          topics="networking standards licensing", employer="City of Rivermouth", places=2),
    Story("Helen Achterberg", "en", "Civil engineer", "21300", 22, "en:12 nl",
          status="screen train make_available",
          topics="standards leadership", employer="City of Rivermouth"),
    Story("Samuel Oyelaran", "en", "Structural engineer", "21300", 15, "en:12 yo",
          status="screen train make_available",
          topics="standards interviews", employer="Brackwater Engineering"),
    Story("Chantal Desrosiers", "fr", "Comptable professionnelle agréée", "11100", 16, "fr:12 en:9",
          status="screen train make_available", topics="interviews workplace_culture", employer="City of Rivermouth"),
    Story("Robert Finlayson", "en", "Accountant", "11100", 24, "en:12",
          status="screen train make_available pause",
          topics="interviews networking", employer="Finlayson & Roy"),
    Story("Nicole Tremblay", "fr", "Infirmière", "31301", 20, "fr:12 en:10",
          status="screen train make_available",
          topics="licensing technical_vocabulary", employer="Rivermouth Hospital"),
    Story("Joan McAllister", "en", "Registered nurse", "31301", 26, "en:12",
          status="screen train make_available",
          topics="licensing interviews", employer="Rivermouth Hospital", places=2),
    Story("David Kessler", "en", "Architect", "21200", 17, "en:12 de", status="screen train make_available",
          topics="licensing networking", employer="Kessler Atelier"),
    Story("Anita Bose", "en", "Urban planner", "21202", 12, "en:12 bn", status="screen train make_available",
          topics="networking workplace_culture", employer="City of Rivermouth"),
    Story("Pascal Lemoine", "fr", "Urbaniste", "21202", 14, "fr:12 en:9",
          status="screen train make_available",
          topics="workplace_culture leadership", employer="City of Rivermouth"),
    Story("Katherine Doyle", "en", "Software developer", "21232", 11, "en:12",
          status="screen train make_available",
          topics="interviews resume", employer="Tideline Software"),
    Story("Mehdi Larbi", "fr", "Analyste de données", "21223", 9, "fr:11 en:11 ar",
          status="screen train make_available",
          topics="interviews networking", employer="City of Rivermouth"),
    Story("Susan Whitcombe", "en", "Electrical engineer", "21310", 21, "en:12",
          status="screen train make_available",
          topics="standards licensing", employer="Rivermouth Hydro"),
    Story("George Papadakis", "en", "Mechanical engineer", "21301", 19, "en:12 el", status="screen train",
          topics="standards project_management", employer="Brackwater Engineering"),
    Story("Laura Chen", "en", "Pharmacist", "31120", 13, "en:12 cmn",
          status="screen", topics="licensing", employer="Harbour Pharmacy"),
    Story("Étienne Gagnon", "fr", "Travailleur social", "41300", 15, "fr:12 en:8",
          status="screen train make_available",
          topics="licensing workplace_culture", employer="City of Rivermouth"),
    Story("Margaret Olsen", "en", "Human resources manager", "10011", 23, "en:12",
          status="screen train make_available",
          topics="interviews resume job_search", employer="City of Rivermouth", places=3),
    Story("Tariq Aziz", "en", "Land surveyor", "", 16, "en:12 ur",
          status="screen", topics="licensing standards", employer="Aziz Surveys"),
    Story("Sylvie Grandmaison", "fr", "Chargée de projet", "", 12, "fr:12 en:9",
          status="", topics="project_management",
          employer="City of Rivermouth"),
    Story("Kwame Osei", "en", "Teacher", "41220", 18, "en:12 ak",
          status="", topics="licensing", employer="Rivermouth Schools"),
)  # fmt: skip
"""``status``: the steps taken so far. Sylvie and Kwame were asked for their profiles and have not finished."""

SUPERVISORS = (
    Story("Priya Raman", "en", "", "", 14, "en:12 ta", employer="City of Rivermouth", places=3),
    Story("Marc-André Poirier", "fr", "", "", 20, "fr:12 en:9", employer="City of Rivermouth", places=2),
    Story("Ingrid Sorensen", "en", "", "", 11, "en:12", employer="Brackwater Engineering"),
)

UNFINISHED = {
    "Sylvie Grandmaison": ("about", "work"),
    "Kwame Osei": (),
    "Grace Villanueva": ("about", "place", "occupations"),
    "Iryna Kovalenko": ("about",),
}
"""Who was asked for their profile and has not finished: the steps they did."""

ABROAD = "Aïcha Diarra"
ARRIVES_IN = 74
"""How many days from today she is expected."""
