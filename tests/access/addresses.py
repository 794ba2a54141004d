"""Every address of the site, read from the resolver, and an example of each."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from parcours.accounts.actors import system
from parcours.accounts.models import Import, Membership, Network, NetworkMember, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.core import sealed_files
from parcours.engagements.models import Mentorship
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.messaging.models import Outgoing, State, Subscription
from parcours.messaging.subscriptions import hash_of
from parcours.people.consent.models import ConsentAct, ConsentRequest, ConsentText
from parcours.people.documents.models import Document
from parcours.people.documents.models.document import FOLDER
from parcours.people.duplicates.actions.merging import merge
from parcours.people.duplicates.models import Merge, Pair
from parcours.people.kinds import Kind
from parcours.people.models import (
    Education,
    Experience,
    LanguageSkill,
    MentorPause,
    OccupationHeld,
    Person,
    ProfileRequest,
)
from parcours.people.privacy.models import Breach, DataRequest, Hold
from parcours.reporting.exports.actions import make
from parcours.reporting.exports.models import Export
from parcours.surveys.models import SurveyRequest
from parcours.web.pages import Access
from tests import factories
from tests.access import application_rows, course_rows, outcome_rows, program_rows, report_rows, told
from tests.access.matching_rows import a_matched_cohort, a_pair, the_two
from tests.access.survey_rows import a_questionnaire, a_survey
from tests.access.world import World


@dataclass(frozen=True)
class Address:
    """One pattern: its route, its name, and the access its page was registered with (None: not by `page()`)."""

    route: str
    name: str
    access: Access | None

    @property
    def parameters(self) -> frozenset[str]:
        """The names of what the address needs beside the organization."""
        parts = [part.partition(">")[0].rpartition(":")[2] for part in self.route.split("<")[1:]]
        return frozenset(parts) - {"organization"}


def addresses() -> list[Address]:
    """Return every address, in the order in which the resolver tries them."""
    return list(_walk(get_resolver().url_patterns, ""))


def _partnership(world: World) -> int:
    partner, _made = Organization.objects.get_or_create(slug="partner", kind="isa", name_en="Partner")
    return world.row(Partnership, partner=partner, role="lead", starts_on=dt.date(2026, 1, 1))


def _place_in_a_network(world: World) -> int:
    network, _made = Network.objects.get_or_create(slug="network", name_en="Network")
    return world.row(NetworkMember, network=network, left_on=None, joined_on=dt.date(2026, 1, 1))


def _walk(patterns: list[Any], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield Address(route, pattern.name or "", getattr(pattern.callback, "access", None))


def _import(world: World) -> int:
    """An import that waits to be looked at."""
    return world.row(Import, kind="members", given="members.csv", status="ready")


def _people_import(world: World) -> int:
    """An import of participants that waits to be looked at."""
    return world.row(Import, kind="participants", given="people.csv", status="ready")


def _export(world: World) -> int:
    """An export that can be taken."""
    made = world.row(Export)
    with scope(organization=world.organization):
        export = Export.objects.get(pk=made)
        if not export.file:
            make(export=export, by=system(world.organization))
    return made


def _message(world: World) -> int:
    """A message of the organization that could not be delivered."""
    with scopes_disabled():
        found, _made = Outgoing.objects.get_or_create(
            organization=world.organization,
            dedup=f"message {world.organization.slug}",
            defaults={
                "key": "invitation",
                "to": "invited@example.org",
                "sealed": "sealed",
                "state": State.FAILED,
            },
        )
    return int(found.pk)


def _installation_message(_world: World) -> int:
    """A message of the installation that could not be delivered."""
    with scopes_disabled():
        found, _made = Outgoing.objects.get_or_create(
            dedup="code",
            defaults={
                "key": "account.sign_in_code",
                "to": "ana@example.org",
                "sealed": "sealed",
                "state": State.FAILED,
            },
        )
    return int(found.pk)


def _job(world: World) -> object:
    """Work for the organization that failed."""
    found, _made = DBTaskResult.objects.get_or_create(
        task_path="parcours.accounts.imports.tasks.read_import",
        args_kwargs={"args": [], "kwargs": {"organization": world.organization.pk, "import_id": 1}},
        defaults={"run_after": timezone.now(), "status": "FAILED", "exception_class_path": "OSError"},
    )
    return found.pk


def _stop(world: World) -> str:
    """The token of a link that stops messages to somebody."""
    token = hash_of(f"a token of {world.organization.slug}")
    to = f"contact@{world.organization.slug}.example"
    Subscription.objects.get_or_create(to=to, key="partner.named", token_hash=hash_of(token))
    return token


def known_person(world: World) -> int:
    """The profile of the administrator, who is everything here, with one of each of its parts."""
    with scope(organization=world.organization):
        found = Person.objects.filter(user=world.people[Role.ADMINISTRATOR]).first()
        if found is None:
            found = factories.person(
                world.organization, *Kind, user=world.people[Role.ADMINISTRATOR], whereabouts="in_canada"
            )
            own = {"organization": world.organization, "person": found}
            OccupationHeld.objects.create(kind="target", title="Welder", **own)
            OccupationHeld.objects.create(kind="present", title="Welder", **own)
            Experience.objects.create(title="Welder", **own)
            Education.objects.create(level="trade", **own)
            LanguageSkill.objects.create(language="fr", listening=9, **own)
            ProfileRequest.objects.create(**own)
            MentorPause.objects.create(
                organization=world.organization, mentor=found.mentor, starts_on=dt.date(2026, 1, 1)
            )
    return found.pk


def a_document(world: World) -> int:
    """A CV of the administrator's, whose file is there."""
    person = known_person(world)
    with scope(organization=world.organization):
        found = Document.objects.filter(person_id=person).first()
    if found is not None:
        return found.pk
    name = sealed_files.keep(FOLDER, b"%PDF-")
    return world.row(
        Document,
        person_id=person,
        kind="cv",
        name="cv.pdf",
        format="pdf",
        size=5,
        stored=name,
        reading="no_text",
    )


def same_person(world: World) -> int:
    """Another record that may be of the administrator, with the pair that says so."""
    one = known_person(world)
    with scope(organization=world.organization):
        pair = Pair.objects.filter(first=one).first()
        if pair is None:
            other = factories.person(world.organization, given_name="Noor", city="Laval", email="")
            pair = Pair.objects.create(
                organization=world.organization, first_id=one, second=other, score=90, reasons=["name_same"]
            )
        return pair.second_id


def a_merge(world: World) -> int:
    """A merge into the profile of the administrator."""
    one = known_person(world)
    with scope(organization=world.organization):
        made = Merge.objects.filter(person=one).first()
        if made is None:
            kept = Person.objects.get(pk=one)
            lost = factories.person(world.organization, email="")
            made = merge(
                kept=kept, lost=lost, versions=(kept.version, lost.version), by=system(world.organization)
            )
        return made.pk


def an_appointment(world: World) -> int:
    """An appointment to come, with a guest."""
    begins = dt.datetime(2031, 1, 15, 17, tzinfo=dt.UTC)
    appointment = world.row(
        Appointment,
        day=begins.date(),
        time=dt.time(12),
        zone="America/Toronto",
        starts_at=begins,
        changed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    world.row(Attendee, appointment_id=appointment)
    return appointment


def consenting_person(world: World) -> int:
    """Somebody who allows one thing and is asked another."""
    pk = known_person(world)
    text = world.row(ConsentText, purpose="research", version=1, what_en="x", why_en="x", refusing_en="x")
    own: dict[str, Any] = {"person_id": pk, "matter": "research", "purpose": "research"}
    world.row(
        ConsentAct,
        **own,
        text_id=text,
        act="given",
        how="paper",
        language="en",
        said_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        until=dt.date(2031, 1, 1),
    )
    world.row(ConsentRequest, person_id=pk, matter="follow_up", purpose="follow_up")
    return pk


def shared_person(world: World) -> int:
    """Somebody of another organization whom this one may see."""
    slug = f"keeper-{world.organization.slug}"
    keeper, _made = Organization.objects.get_or_create(slug=slug, kind="isa", name_en="Keeper")
    other = World(keeper, {})
    other.row(Partnership, partner=world.organization, role="referrer", starts_on=dt.date(2026, 1, 1))
    pk = other.row(Person, given_name="Shared")
    text = other.row(
        ConsentText, purpose="share_partner", version=1, what_en="x", why_en="x", refusing_en="x"
    )
    other.row(
        ConsentAct,
        person_id=pk,
        matter=f"share_partner:{world.organization.pk}",
        purpose="share_partner",
        partner=world.organization,
        text_id=text,
        act="given",
        how="paper",
        language="en",
    )
    return pk


def a_request(world: World) -> int:
    """A request for a correction that waits for an answer, by somebody whom the law keeps on file."""
    person = known_person(world)
    world.row(Hold, person_id=person)
    with scope(organization=world.organization):
        found = DataRequest.objects.filter(person_id=person, kind="correction", state="open").first()
    if found is not None:  # the tests that send every form ask for one as well
        return found.pk
    return world.row(DataRequest, person_id=person, kind="correction", state="open")


def a_breach(world: World) -> int:
    """A line of the register of breaches."""
    return world.row(
        Breach, found_on=dt.date(2026, 1, 2), what="A list was lost", data="Names", why="It was sealed"
    )


def _but_mentor(of: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in of.items() if name != "mentor"}


EXAMPLES: Mapping[str, Callable[[World], Mapping[str, object]]] = {
    "member": lambda world: {"person": world.people[Role.MENTOR].pk},
    "member-role": lambda world: {"membership": world.row(Membership, user=world.people[Role.MENTOR])},
    "partnership": lambda world: {"partnership": _partnership(world)},
    "partnership-end": lambda world: {"partnership": _partnership(world)},
    "network-leave": lambda world: {"place": _place_in_a_network(world)},
    "invitation_opened": lambda _world: {"token": "x" * 43},
    "invitation_detail": lambda world: {"pk": world.rows["invitation"].pk},
    "invitation_resend": lambda world: {"pk": world.rows["invitation"].pk},
    "invitation_revoke": lambda world: {"pk": world.rows["invitation"].pk},
    "mfa_edit_webauthn": lambda _world: {"pk": 1},
    "mfa_remove_webauthn": lambda _world: {"pk": 1},
    "import": lambda world: {"import_id": _import(world)},
    "import-apply": lambda world: {"import_id": _import(world)},
    "import-resume": lambda world: {"import_id": _import(world)},
    "import-cancel": lambda world: {"import_id": _import(world)},
    "people-import": lambda world: {"import_id": _people_import(world)},
    "people-import-apply": lambda world: {"import_id": _people_import(world)},
    "people-import-resume": lambda world: {"import_id": _people_import(world)},
    "people-import-cancel": lambda world: {"import_id": _people_import(world)},
    "export-take": lambda world: {"export": _export(world)},
    "person": lambda world: {"person": known_person(world)},
    "person-merge-with": lambda world: {"person": known_person(world)},
    "person-merge": lambda world: {"person": known_person(world), "other": same_person(world)},
    "person-unmerge": lambda world: {"person": known_person(world), "number": a_merge(world)},
    "person-status": lambda world: {"person": known_person(world)},
    "person-become": lambda world: {"person": known_person(world)},
    "person-link": lambda world: {"person": known_person(world)},
    "person-pauses": lambda world: {"person": known_person(world)},
    "person-consent": lambda world: {"person": consenting_person(world)},
    "person-consent-ask": lambda world: {"person": consenting_person(world)},
    "person-consent-heard": lambda world: {"person": consenting_person(world)},
    "consent-text": lambda _world: {"purpose": "research"},
    "shared-person": lambda world: {"person": shared_person(world)},
    "person-section": lambda world: {"person": known_person(world), "section": "about"},
    "person-sensitive": lambda world: {"person": known_person(world)},
    "person-sensitive-change": lambda world: {"person": known_person(world)},
    "person-privacy": lambda world: {"person": known_person(world)},
    "data-request": lambda world: {"data_request": a_request(world)},
    "breach": lambda world: {"breach": a_breach(world)},
    "own-profile-section": lambda _world: {"section": "about"},
    "link-profile-step": lambda _world: {"step": "about"},
    "person-documents": lambda world: {"person": known_person(world)},
    "person-document": lambda world: {"person": known_person(world), "document": a_document(world)},
    "document": lambda world: {"document": a_document(world)},
    "link-document": lambda _world: {"document": 1},
    "appointment": lambda world: {"appointment": an_appointment(world)},
    "appointment-edit": lambda world: {"appointment": an_appointment(world)},
    "appointment-cancel": lambda world: {"appointment": an_appointment(world)},
    **told.EXAMPLES,
    "calendar-feed": lambda _world: {"token": "x" * 43},
    "calendar-enter": lambda _world: {"token": "unknown"},
    "link": lambda _world: {"token": "unknown"},
    "message": lambda _world: {"key": "invitation"},
    "message-edit": lambda _world: {"key": "invitation", "language": "fr"},
    "message-reset": lambda _world: {"key": "invitation", "language": "fr"},
    "messages-stop": lambda world: {"token": _stop(world)},
    "sent-message": lambda world: {"message": _message(world)},
    "sent-again": lambda world: {"message": _message(world)},
    "job": lambda world: {"job": _job(world)},
    "job-again": lambda world: {"job": _job(world)},
    "installation-message": lambda world: {"message": _installation_message(world)},
    "installation-message-again": lambda world: {"message": _installation_message(world)},
    "installation-job": lambda world: {"job": _job(world)},
    "installation-job-again": lambda world: {"job": _job(world)},
    **dict.fromkeys(
        ("survey-build", "survey-words", "survey-results"), lambda at: {"questionnaire": a_questionnaire(at)}
    ),
    **program_rows.EXAMPLES,
    **application_rows.examples(known_person),
    "own-survey": lambda world: {"survey": a_survey(world, known_person(world))},
    "link-survey": lambda world: {"survey": world.first(SurveyRequest)},
    **dict.fromkeys(
        ("matching", "matching-run", "matching-runs", "matching-send"),
        lambda world: {"cohort": a_matched_cohort(world, known_person(world))},
    ),
    "matching-mentee": lambda world: _but_mentor(the_two(world, known_person(world))),
    "matching-decide": lambda world: the_two(world, known_person(world)),
    "mentorship": lambda world: {"match": a_pair(world, known_person(world))},
    "own-match": lambda world: {"match": a_pair(world, known_person(world), "proposed")},
    "link-match": lambda world: {"match": world.first(Mentorship)},
    **course_rows.examples(known_person),
    **outcome_rows.examples(known_person, shared_person),
    **report_rows.examples(known_person),
    "mailbox-html": lambda world: {"message": _message(world)},
}
"""For each address with parameters beside the organization: what to put in for a row of ``world.organization``.

A page whose address needs more than the organization has an entry here, or the access matrix fails.
"""
