"""T58, T60, T61: a coordinator's spreadsheet becomes people; the second time only what changed in it."""

from decimal import Decimal

import pytest
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models import AuditEntry, Import, Organization
from parcours.accounts.models.imports import ImportMode, ImportRow, ImportStatus
from parcours.outcomes.levels import codes_of
from parcours.people.actions.occupations import decide_occupation
from parcours.people.actions.profile import change
from parcours.people.imports.models import Origin
from parcours.people.kinds import Kind
from parcours.people.models import LanguageSkill, Mentor, OccupationHeld, Participant, Person
from tests import factories
from tests.people.imports.made import PARTICIPANTS, coordinator, imported, looked_at, outcomes, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def by(ours: Organization) -> Actor:
    return coordinator(ours)


def test_reading_writes_nobody(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, PARTICIPANTS)
        assert (import_.status, outcomes(import_)) == (ImportStatus.READY, [(2, "new"), (3, "new")])
        assert Person.objects.count() == 0


def test_a_row_becomes_a_participant(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        ana = Person.objects.get(email="ana@example.org")
        assert (ana.full_name, ana.called, ana.language, ana.city, ana.province) == (
            "Ana Roy",
            "roy ana",
            "en",
            "Ottawa",
            "ON",
        )
        assert (ana.years_experience, ana.availability) == (Decimal(8), ["tue_evening"])
        standing = Participant.objects.get(person=ana)
        assert (standing.status, standing.goals, standing.goals_in_words) == (
            "unknown",
            ["networking"],
            "coffee",
        )
        assert (standing.called, standing.list_versions) == ("roy ana", {"goals": 1})
        spoken = LanguageSkill.objects.filter(person=ana).values_list("language", "speaking")
        assert sorted(spoken) == [("en", 7), ("fr", None)]


def test_an_occupation_is_suggested_and_left_to_a_person(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        rows = OccupationHeld.objects.order_by("pk")
        assert [(row.kind, row.title, row.title_language) for row in rows] == [
            ("target", "Civil engineer", "en"),
            ("target", "Ingénieurs civils/ingénieures civiles", "fr"),
        ]
        assert [(row.suggested_noc, row.noc, row.decision) for row in rows] == [("21300", "", "")] * 2


BEFORE = """\
id,name,occupation,occupation before
E1,Ana Roy,Bookkeeper,Civil engineer; Cook
E2,Luc Côté,21300,unknown
"""


def test_what_somebody_did_before_is_suggested_too_and_compared_once_confirmed(
    ours: Organization, by: Actor
) -> None:
    with scope(organization=ours):
        assert imported(by, BEFORE).unused_columns == []
        ana, luc = Person.objects.order_by("pk")
        rows = OccupationHeld.objects.filter(person=ana).order_by("pk")
        assert [(row.kind, row.title, row.suggested_noc, row.decision) for row in rows] == [
            ("target", "Bookkeeper", "12200", ""),
            ("before", "Civil engineer", "21300", ""),
            ("before", "Cook", "63200", ""),
        ]
        assert OccupationHeld.objects.get(person=luc).kind == "target"
        decide_occupation(occupation=rows[1], by=by, noc="21300")
        assert codes_of([ana.pk]) == {ana.pk: ("21300", ())}


def test_what_somebody_did_before_changes_as_what_they_aim_at_does(ours: Organization, by: Actor) -> None:
    changed = BEFORE.replace("Civil engineer; Cook", "Baker").replace("unknown", "21300")
    with scope(organization=ours):
        imported(by, BEFORE)
        assert outcomes(imported(by, BEFORE)) == [(2, "unchanged"), (3, "unchanged")]
        decide_occupation(occupation=OccupationHeld.objects.get(title="Civil engineer"), by=by, noc="21300")
        preview = looked_at(by, changed)
        shown = [row.values.get("_changes") for row in ImportRow.objects.filter(source=preview)]
        assert shown == [
            {"occupations_before": [["Civil engineer", "Cook"], ["Baker"]]},
            {"occupations_before": [[], ["21300"]]},
        ]
        imported(by, changed)
        before = OccupationHeld.objects.filter(kind="before").order_by("pk")
        assert [(row.title, row.noc or row.suggested_noc) for row in before] == [
            ("Civil engineer", "21300"),
            ("Baker", "63202"),
            ("Civil engineers", "21300"),
        ]
        assert OccupationHeld.objects.filter(kind="target").count() == 2
        assert outcomes(imported(by, changed)) == [(2, "unchanged"), (3, "unchanged")]


def test_what_somebody_did_before_is_no_longer_than_an_occupation(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, BEFORE.replace("Cook", "x" * 201))
        assert outcomes(import_) == [(2, "problem"), (3, "new")]
        assert ImportRow.objects.get(number=2).findings[0]["column"] == "occupation before"


def test_a_mentor_has_an_occupation_at_present_and_room(ours: Organization, by: Actor) -> None:
    sheet = "Prénom,Nom,Courriel,Profession,Capacité,Département,Statut,Aide offerte\n"
    sheet += "Zoé,Roy,zoe@example.org,Comptable,3,Finances,Disponible,Réseautage\n"
    with scope(organization=ours):
        imported(by, sheet, "mentors")
        zoe = Mentor.objects.get()
        assert (zoe.person.full_name, zoe.person.department) == ("Zoé Roy", "Finances")
        assert (zoe.capacity, zoe.status, zoe.offers) == (3, "available", ["networking"])
        assert [row.kind for row in OccupationHeld.objects.all()] == ["present"]


def test_t60_the_same_file_again_changes_nothing(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        before = list(Person.objects.order_by("pk").values()), list(OccupationHeld.objects.values())
        again = imported(by, PARTICIPANTS)
        assert outcomes(again) == [(2, "unchanged"), (3, "unchanged")]
        assert (list(Person.objects.order_by("pk").values()), list(OccupationHeld.objects.values())) == before


def test_t60_what_somebody_wrote_themselves_is_not_overwritten_by_the_old_file(
    ours: Organization, by: Actor
) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        change(row=Person.objects.get(email="ana@example.org"), by=by, city="Montréal")
        imported(by, PARTICIPANTS)
        assert Person.objects.get(email="ana@example.org").city == "Montréal"


def test_t60_a_changed_file_changes_the_changed_cells_and_shows_them_first(
    ours: Organization, by: Actor
) -> None:
    changed = (
        PARTICIPANTS.replace("Ottawa", "Toronto")
        .replace("fr:9", "fr:10; es")
        .replace("Civil engineer", "Structural engineer")
    )
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        preview = looked_at(by, changed)
        shown = [row.values.get("_changes") for row in ImportRow.objects.filter(source=preview)]
        assert shown == [
            {
                "city": ["Ottawa", "Toronto"],
                "occupations": [["Civil engineer"], ["Structural engineer"]],
            },
            {"languages": [{"fr": 9}, {"fr": 10, "es": None}]},
        ]
        done = imported(by, changed)
        assert outcomes(done) == [(2, "applied"), (3, "applied")]
        ana, luc = Person.objects.order_by("pk")
        assert (ana.city, ana.province, ana.version, luc.version) == ("Toronto", "ON", 2, 1)
        assert [row.title for row in OccupationHeld.objects.filter(person=ana)] == ["Structural engineer"]
        spoken = LanguageSkill.objects.filter(person=luc).values_list("language", "speaking")
        assert sorted(spoken) == [("es", None), ("fr", 10)]
        assert outcomes(imported(by, changed)) == [(2, "unchanged"), (3, "unchanged")]


def test_t60_a_new_address_is_the_same_person_by_identifier(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        imported(by, PARTICIPANTS.replace("ana@example.org", "ana.roy@example.org"))
        assert sorted(Person.objects.values_list("email", flat=True)) == [
            "ana.roy@example.org",
            "luc@example.org",
        ]


def test_t60_somebody_on_file_is_found_by_address_and_nothing_is_taken_from_them(
    ours: Organization, by: Actor
) -> None:
    factories.person(
        ours, Kind.MENTOR, email="Ana@Example.org", given_name="Ana", family_name="Roy", city="Laval"
    )
    with scope(organization=ours):
        done = imported(by, "id,name,email,city,occupation\nE1,Ana Roy,ana@example.org,,unknown\n")
        assert outcomes(done) == [(2, "applied")]
        ana = Person.objects.get()
        assert (ana.city, ana.email) == ("Laval", "Ana@Example.org")
        assert (Participant.objects.count(), Mentor.objects.count(), Origin.objects.count()) == (1, 1, 1)


def test_t60_a_row_twice_in_a_file_is_said(ours: Organization, by: Actor) -> None:
    sheet = "name,email,occupation\nAna,ana@example.org,Cook\nAna R,ANA@example.org,Cook\n"
    with scope(organization=ours):
        import_ = looked_at(by, sheet)
        assert (outcomes(import_), said(import_)) == ([(2, "new"), (3, "problem")], ["Row 2 says the same."])


def test_an_address_of_somebody_with_another_identifier_is_refused(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        import_ = looked_at(by, "id,name,email,occupation\nE9,Ana,ana@example.org,Cook\n")
        assert said(import_) == ["ana@example.org is the address of Ana Roy, who has another identifier."]


def test_a_status_goes_along_its_ways_only(ours: Organization, by: Actor) -> None:
    sheet = "id,name,occupation,status\nE1,Ana,Cook,{}\n"
    with scope(organization=ours):
        imported(by, sheet.format("eligible"))
        imported(by, sheet.format("Waitlisted"))
        assert Participant.objects.get().status == "waitlisted"
        refused = looked_at(by, sheet.format("inquiry"))
        assert said(refused) == ["There is no step from the status “waitlisted” to “inquiry”."]


def test_everything_wrong_is_said_and_what_cannot_be_kept_is_left_out(ours: Organization, by: Actor) -> None:
    sheet = (
        "id,name,email,occupation,province,languages,capacity,status,city\n"
        f"M1,Ana,nobody,Cook,Kansas,Klingon; en,60,king,{'x' * 101}\n"
        ",Luc,,Cook,,,,,\n"
    )
    with scope(organization=ours):
        import_ = looked_at(by, sheet, "mentors")
        assert outcomes(import_) == [(2, "problem"), (3, "problem")]
        assert sorted(one.partition(":")[0] for one in said(import_)) == sorted(
            [
                "“nobody” is not an email address.",
                "“Kansas” is not a province or territory of Canada, and is left out.",
                "“klingon” is not a language that is known here, and is left out.",
                "A mentor takes 50 people at most.",
                "“king” is not a status.",
                "The text is longer than 100 characters.",
                "There is neither an identifier nor an email address",
            ]
        )


def test_columns_that_are_not_kept_are_named(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, "id,name,occupation,avoid,background,shoe size\nE1,Ana,Cook,M3,nurse,39\n")
        assert import_.unused_columns == ["avoid", "background", "shoe size"]


@pytest.mark.parametrize(
    ("encoding", "delimiter", "ending"),
    [
        ("utf-8", ",", "\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("utf-16", "\t", "\r\n"),
        ("cp1252", ";", "\r\n"),
        ("utf-8", "\t", "\r"),
    ],
)
def test_t58_a_file_as_programs_save_it(
    ours: Organization, by: Actor, encoding: str, delimiter: str, ending: str
) -> None:
    rows = [
        ["No de dossier", "Prénom", "Nom", "Courriel", "Profession", "Ville"],
        ["007", "Zoé", "Bélanger", "zoe@example.org", '"Ingénieure\u00a0civile"', "Trois-Rivières"],
        ["008", "Noël", "D’Amours", "noel@example.org", f'"Cuisinier{ending}Boulanger"', "Lévis"],
        ["009", "Too", "Long", "too@example.org", "Cook", "Laval", "more", "and more"],
        ["010", "Sh"],
    ]
    text = "".join(delimiter.join(row) + ending for row in rows)
    with scope(organization=ours):
        import_ = imported(by, text.encode(encoding))
        people = Person.objects.order_by("pk").values_list("given_name", "family_name", "city")
        assert list(people) == [("Zoé", "Bélanger", "Trois-Rivières"), ("Noël", "D’Amours", "Lévis")]
        assert list(Origin.objects.order_by("pk").values_list("source_id", flat=True)) == ["007", "008"]
        held = OccupationHeld.objects.order_by("pk").values_list("title", flat=True)
        assert list(held) == ["Ingénieure\u00a0civile", "Cuisinier", "Boulanger"]
        assert [outcome for _row, outcome in outcomes(import_)] == [
            "applied",
            "applied",
            "problem",
            "problem",
        ]


def test_t61_all_or_nothing_leaves_nobody_where_one_row_is_refused(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, PARTICIPANTS)
        factories.person(ours, email="luc@example.org")
        from_elsewhere = Person.objects.get()
        Origin.objects.create(organization=ours, person=from_elsewhere, kind="participant", source_id="E7")
        done = imported_again(import_, by)
        assert (done, Person.objects.count()) == (ImportStatus.FAILED, 1)


def imported_again(import_: Import, by: Actor) -> str:
    """Apply an import that was looked at, all or nothing."""
    actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
    applying.apply(import_, KINDS["participants"], by)
    import_.refresh_from_db()
    return import_.status


def test_each_step_is_an_entry_of_the_log(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
        assert list(verbs) == ["import.uploaded", "import.started", "import.rows_applied", "import.finished"]


@pytest.mark.parametrize("header", ["pronunciation", "Said as", "se prononce"])
def test_how_a_name_is_said_is_read(ours: Organization, by: Actor, header: str) -> None:
    with scope(organization=ours):
        imported(by, f"name,email,{header}\nAmara Nwosu,amara@example.org,ah-MAH-rah\n")
        assert Person.objects.get().pronunciation == "ah-MAH-rah"


@pytest.mark.parametrize("header", ["phone", "Téléphone", "No de téléphone", "cell"])
def test_a_telephone_is_read(ours: Organization, by: Actor, header: str) -> None:
    with scope(organization=ours):
        first = imported(by, f"name,email,{header}\nAmara Nwosu,amara@example.org,613 555-0101\n")
        assert (first.unused_columns, Person.objects.get().phone) == ([], "613 555-0101")
        imported(by, f"name,email,{header}\nAmara Nwosu,amara@example.org,613 555-0102\n")
        assert Person.objects.get().phone == "613 555-0102"


@pytest.mark.parametrize(
    ("usual", "spoken", "letters"),
    [("fr", "", "fr"), ("fr", "fr; en", "fr"), ("fr", "en", "en"), ("en", "", "en"), ("en", "fr; ar", "fr")],
)
def test_letters_are_in_the_one_language_known_or_in_that_of_the_organization(
    usual: str, spoken: str, letters: str
) -> None:
    ours = factories.organization("ours", language=usual)
    with scope(organization=ours):
        imported(coordinator(ours), f"name,email,languages\nAmara Nwosu,amara@example.org,{spoken}\n")
        assert Person.objects.get().language == letters
