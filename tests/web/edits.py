"""Everything that two people may edit at once: where, what each of them types, and what then differs."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model, Q
from django_scopes import scope

from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import (
    IdentityProvider,
    Membership,
    Organization,
    Partnership,
    SignedLink,
    User,
)
from parcours.accounts.roles import Role
from parcours.applications.models import Application, MentorPlace
from parcours.core.versions import Versioned
from parcours.messaging.webhooks.models import Endpoint
from parcours.people.actions.profile import Part
from parcours.people.models import (
    Education,
    Experience,
    LanguageSkill,
    Mentor,
    OccupationHeld,
    Participant,
    Person,
    Supervisor,
)
from parcours.people.models.coded import Coded
from parcours.people.models.standing import Standing
from parcours.people.privacy.models import Breach
from parcours.programs.models import Ask, Cohort, Employer, Program
from parcours.surveys.models import Questionnaire
from parcours.web.editing import Difference
from tests.access.addresses import known_person
from tests.access.application_rows import an_employer
from tests.access.program_rows import a_cohort, a_program
from tests.access.survey_rows import a_questionnaire
from tests.access.told import an_endpoint
from tests.access.walk import LATER
from tests.access.world import World


@dataclass(frozen=True)
class Edit:
    """A page where something is edited: what one person types, what the next one types, and what then differs."""

    path: Callable[[World], str]
    theirs: dict[str, str]
    yours: dict[str, str]
    differences: list[Difference]
    kept: Callable[[World], object]
    """What is kept in the end, where the second person saves over."""

    after: object
    button: str = ""
    """The name of the button that saves, where the page has several forms."""


def details(_world: World) -> str:
    return "/o/ours/manage/organization/"


def link(world: World) -> str:
    """A link of the contact's, opened by whoever has it."""
    with scope(organization=world.organization):
        SignedLink.objects.get_or_create(
            organization=world.organization,
            purpose="confirm_contact",
            token_hash=hash_of("known"),
            email="ana@example.org",
            expires_at=LATER,
        )
    return "/link/open/"


def words_of_questionnaire(world: World) -> str:
    with scope(organization=world.organization):
        kept = Questionnaire.objects.first()
    number = kept.pk if kept else a_questionnaire(world)
    return f"/o/ours/manage/people/surveys/{number}/words/"


def about_program(world: World) -> str:
    return f"/o/ours/manage/programs/{a_program(world)}/settings/about/"


def employer_page(world: World) -> str:
    return f"/o/ours/manage/programs/asks/{an_employer(world, known_person(world))}/"


def cohort_page(world: World) -> str:
    with scope(organization=world.organization):
        kept = Cohort.objects.first()
    return f"/o/ours/manage/programs/cohorts/{kept.pk if kept else a_cohort(world)}/"


def first_of(world: World, model: type[Model], *columns: str) -> object:
    with scope(organization=world.organization):
        return model._default_manager.order_by("pk").values_list(*columns)[0]  # noqa: SLF001 - documented


def provider(world: World) -> str:
    with scope(organization=world.organization):
        if not IdentityProvider.objects.exists():
            row = IdentityProvider(
                organization=world.organization,
                issuer="https://a.example",
                client_id="p",
                domains=["a.example"],
            )
            row.set_secret("first")
            row.save()
    return "/o/ours/manage/sign-in/"


def partnership_end(world: World) -> str:
    partner, _made = Organization.objects.get_or_create(slug="partner", kind="isa", name_en="Partner")
    pk = world.row(Partnership, partner=partner, role="lead", starts_on=dt.date(2026, 1, 1))
    return f"/o/ours/manage/partners/{pk}/end/"


def role(world: World) -> str:
    pk = world.row(Membership, user=world.people[Role.MENTOR], ended_at=None)
    return f"/o/ours/manage/members/role/{pk}/"


def ends_on(world: World) -> object:
    with scope(organization=world.organization):
        return Partnership.objects.get().ends_on


def roles_of_mentor(world: World) -> object:
    with scope(organization=world.organization):
        running = Membership.objects.filter(user=world.people[Role.MENTOR], ended_at=None)
        return list(running.values_list("role", flat=True))


def now(world: World) -> Organization:
    return Organization.objects.get(pk=world.organization.pk)


def told_of(world: World) -> object:
    with scope(organization=world.organization):
        return Endpoint.objects.get().note


def issuer(world: World) -> object:
    with scope(organization=world.organization):
        row = IdentityProvider.objects.get()
        return row.issuer, row.secret


def line_of_breach(world: World) -> str:
    with scope(organization=world.organization):
        row, _made = Breach.objects.get_or_create(
            organization=world.organization, found_on="2026-01-02", what="Lost", data="Names", why="Sealed"
        )
    return f"/o/ours/manage/privacy/breaches/{row.pk}/"


def measured(world: World) -> object:
    with scope(organization=world.organization):
        return Breach.objects.values_list("people", "measures").get()


def section(key: str, part: type[Part] | None = None) -> Callable[[World], str]:
    """A section of somebody's profile, as staff change it, or the first ``part`` in it."""

    def path(world: World) -> str:
        here = f"/o/ours/manage/people/{known_person(world)}/profile/{key}/"
        if part is None:
            return here
        with scope(organization=world.organization):
            return f"{here}?part={part.objects.filter(person=known_person(world))[0].pk}"

    return path


def kept(model: type[Person | Standing | Part], field: str) -> Callable[[World], object]:
    """What is kept in a field of somebody's profile."""

    def value(world: World) -> object:
        with scope(organization=world.organization):
            person = Q(pk=known_person(world)) if model is Person else Q(person=known_person(world))
            return model.objects.filter(person)[0].__dict__[field]

    return value


EDITS: Mapping[type[Versioned | Membership | Coded], Edit] = {
    Employer: Edit(
        employer_page,
        {"contact_name": "Anna"},
        {"contact_name": "Boris"},
        [Difference("Name", "Anna", "Boris")],
        lambda world: first_of(world, Employer, "contact_name"),
        ("Boris",),
    ),
    Organization: Edit(
        details,
        {"contact_name": "Anna", "kind": "municipality"},
        {"contact_name": "Boris", "kind": "isa"},
        [
            Difference("Kind", "Municipality", "Immigrant-serving agency"),
            Difference("Contact", "Anna", "Boris"),
        ],
        lambda world: (now(world).contact_name, now(world).kind),
        ("Boris", "isa"),
    ),
    Partnership: Edit(
        partnership_end,
        {"ends_on": "2027-01-15"},
        {"ends_on": "2027-02-15"},
        [Difference("Last day", "15 Jan 2027", "15 Feb 2027")],
        ends_on,
        dt.date(2027, 2, 15),
    ),
    IdentityProvider: Edit(
        provider,
        {"issuer": "https://b.example", "is_active": ""},
        {"issuer": "https://c.example", "is_active": "on", "secret": "another"},
        [
            Difference("Issuer", "https://b.example", "https://c.example"),
            Difference("In use", "No", "Yes"),
            Difference("Client secret", "–", "Not kept: enter it again."),
        ],
        issuer,
        ("https://c.example", "another"),
    ),
    User: Edit(
        lambda _world: "/account/profile/",
        {"name": "Anna", "language": "en"},
        {"name": "Anya", "language": "en"},
        [Difference("Name", "Anna", "Anya")],
        lambda world: User.objects.get(pk=world.people[Role.ADMINISTRATOR].pk).name,
        "Anya",
    ),
    Membership: Edit(
        role,
        {"role": "supervisor"},
        {"role": "counsellor"},
        [Difference("New role", "Host supervisor", "Partner counsellor")],
        roles_of_mentor,
        ["counsellor"],
    ),
    Breach: Edit(
        line_of_breach,
        {"people": "12", "measures": "A new lock"},
        {"people": "14", "measures": "A new door"},
        [
            Difference("How many people", "12", "14"),
            Difference("What was done about it", "A new lock", "A new door"),
        ],
        measured,
        (14, "A new door"),
    ),
    Program: Edit(
        about_program,
        {"name_en": "Mentors", "summary_en": "A year together"},
        {"name_en": "Mentoring for all", "summary_en": "Six months together"},
        [
            Difference("Name in English", "Mentors", "Mentoring for all"),
            Difference("Summary in English", "A year together", "Six months together"),
        ],
        lambda world: first_of(world, Program, "name_en", "summary_en"),
        ("Mentoring for all", "Six months together"),
    ),
    Cohort: Edit(
        cohort_page,
        {"name": "Spring", "seats": "30"},
        {"name": "Autumn", "seats": "20"},
        [Difference("Name", "Spring", "Autumn"), Difference("Seats", "30", "20")],
        lambda world: first_of(world, Cohort, "name", "seats"),
        ("Autumn", 20),
        button="save",
    ),
    Questionnaire: Edit(
        words_of_questionnaire,
        {"title_en": "Hello", "intro_en": "A few questions"},
        {"title_en": "Good day", "intro_en": "Five questions"},
        [
            Difference("Title in English", "Hello", "Good day"),
            Difference("Introduction in English", "A few questions", "Five questions"),
        ],
        lambda world: first_of(world, Questionnaire, "title_en", "intro_en"),
        ("Good day", "Five questions"),
    ),
    Person: Edit(
        section("about"),
        {"given_name": "Ana", "pronouns": "she"},
        {"given_name": "Anna"},
        [Difference("Given name", "Ana", "Anna"), Difference("Pronouns", "she", "–")],
        kept(Person, "given_name"),
        "Anna",
    ),
    Participant: Edit(
        section("goals"),
        {"similar_background": "yes"},
        {"similar_background": "no"},
        [Difference("A mentor of similar background", "Yes", "No")],
        kept(Participant, "similar_background"),
        after=False,
    ),
    Endpoint: Edit(
        lambda world: f"/o/ours/manage/webhooks/{an_endpoint(world)}/edit/",
        {"note": "Cases"},
        {"note": "Accounts"},
        [Difference("What it is for", "Cases", "Accounts")],
        told_of,
        "Accounts",
    ),
    Mentor: Edit(
        section("offers"),
        {"capacity": "3"},
        {"capacity": "4"},
        [Difference("How many people at most", "3", "4")],
        kept(Mentor, "capacity"),
        4,
    ),
    Supervisor: Edit(
        section("hosting"),
        {"capacity": "3"},
        {"capacity": "4"},
        [Difference("How many interns at most", "3", "4")],
        kept(Supervisor, "capacity"),
        4,
    ),
    OccupationHeld: Edit(
        section("occupations", OccupationHeld),
        {"title": "Cook"},
        {"title": "Baker"},
        [Difference("Occupation, in own words", "Cook", "Baker")],
        kept(OccupationHeld, "title"),
        "Baker",
    ),
    Experience: Edit(
        section("experience", Experience),
        {"country": "FR"},
        {"country": "BR"},
        [Difference("Country", "France", "Brazil")],
        kept(Experience, "country"),
        "BR",
    ),
    Education: Edit(
        section("education", Education),
        {"year": "2001"},
        {"year": "2002"},
        [Difference("Year it ended", "2001", "2002")],
        kept(Education, "year"),
        2002,
    ),
    LanguageSkill: Edit(
        section("languages", LanguageSkill),
        {"reading": "7"},
        {"reading": "8"},
        [Difference("Reading", "7", "8")],
        kept(LanguageSkill, "reading"),
        8,
    ),
}
"""For each kind of row that is edited: how. A kind of row without an entry fails."""

BY_BUTTONS = frozenset({Application, Ask, MentorPlace})
"""What is moved by buttons, each with the version of its row: tests of these pages press them too late."""
