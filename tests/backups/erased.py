"""Somebody with a mark in every text that the site can hold about them, and the search for what is left of it."""

import json
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record, record_view
from parcours.accounts.links.actions import issue
from parcours.accounts.models import Import, ImportRow, Organization, User
from parcours.accounts.models.link import Purpose
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import begin as begin_application
from parcours.applications.actions.applying import write_words
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.actions.reviewing import write_review
from parcours.applications.actions.screening import note_step
from parcours.applications.models import MentorOffer
from parcours.engagements.models import Concern, Measure, Mentorship, Note, PlanItem, Session, Signature
from parcours.matching.models import Candidate, Exclusion, Run, Unplaced, Wish
from parcours.messaging.actions import post
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from parcours.messaging.models import Preferences
from parcours.messaging.webhooks.models import Delivery, Endpoint
from parcours.outcomes.models import Attempt, Closing, FollowUp
from parcours.people.actions.people import add_person, link_account
from parcours.people.actions.profile import add_part, change
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import keep_facts, look
from parcours.people.actions.standings import plan_pause
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.consent.models import ConsentReminder, ConsentRequest
from parcours.people.documents.actions.keeping import keep_document
from parcours.people.documents.models import Showing
from parcours.people.duplicates.finding import look_at
from parcours.people.imports.models import Origin
from parcours.people.kinds import Kind
from parcours.people.models import (
    Education,
    Experience,
    LanguageSkill,
    Mentor,
    OccupationHeld,
    Participant,
    Person,
)
from parcours.people.policies import subject_of
from parcours.people.privacy.actions.requests import ask
from parcours.people.privacy.models import RequestKind
from parcours.people.sensitive import Why
from parcours.programs.actions.asks import add_ask
from parcours.programs.actions.cohorts import add_cohort
from parcours.programs.actions.employers import change_contact
from parcours.programs.actions.programs import add_program
from parcours.programs.models import Agreement, Cohort
from parcours.surveys.actions.answering import save_answers
from parcours.surveys.actions.asking import ask as ask_questions
from parcours.surveys.actions.building import begin, publish
from parcours.surveys.built_in import BY_KEY
from parcours.surveys.queries import questions_of
from parcours.today.models import Decision
from tests import factories
from tests.people.documents.corpus import docx

MARK = "zqcanaryqz"
ADDRESS = f"{MARK}@example.org"


def staff(here: Organization) -> Actor:
    """An administrator of the organization."""
    someone = factories.member(here, Role.ADMINISTRATOR)
    with scope(organization=here):
        return actor_for(someone, here)


def somebody(here: Organization, by: Actor, *, account: bool = True, address: str = ADDRESS) -> Person:
    """Take somebody in through the real actions, with the mark in all that can be written about them."""
    with scope(organization=here):
        texts = ("given_name", "family_name", "preferred_name", "pronouns", "phone", "city", "employer")
        more = ("pronunciation", "department", "job_title", "meeting_place")
        person = add_person(
            kind=Kind.PARTICIPANT,
            by=by,
            email=address,
            language="fr",
            **{name: f"{MARK} {name}" for name in (*texts, *more)},
        )
        words = dict.fromkeys(("goals_in_words", "wishes_in_words", "regulator"), MARK)
        change(row=Participant.objects.get(person=person), by=by, **words)
        _story(person, by)
        keep_facts(person=person, by=by, facts={"background": MARK, "birth_date": "1990-01-31"})
        ask_for_profile(person=person, by=by)
        issue(
            purpose=Purpose.FILL_PROFILE,
            subject=subject_of(person),
            name=MARK,
            email=f"old-{address}",
            by=by,
        )
        if account:
            _account(here, person, by)
        _around(here, person, by)
        _allowed(here, person, by)
        link = Actor(here, via=Via.LINK, subject=subject_of(person))
        ask(person=person, kind=RequestKind.CORRECTION, text=MARK, by=link)
        look(person=person, why=Why.CORRECTION, by=by)
        record_view(by=by, page="person", what=person, about=person.user)
        return Person.objects.select_related("user", "organization").get(pk=person.pk)


def _story(person: Person, by: Actor) -> None:
    parts: list[tuple[Any, dict[str, Any]]] = [
        (OccupationHeld(person=person), {"kind": "target", "title": MARK}),
        (Experience(person=person), {"title": MARK, "employer": MARK, "duties": MARK}),
        (Education(person=person), {"level": "bachelor", "field": MARK, "institution": MARK}),
        (LanguageSkill(person=person), {"language": "fr"}),
    ]
    for part, values in parts:
        add_part(part=part, by=by, **values)
    mentor = Mentor.objects.create(organization=by.here, person=person)
    change(row=mentor, by=by, offers_in_words=MARK, wishes_in_words=MARK)
    plan_pause(mentor=mentor, starts_on=timezone.localdate(), ends_on=None, by=by, reason=MARK)


def _account(here: Organization, person: Person, by: Actor) -> User:
    user = factories.member(here, Role.PARTICIPANT, email=person.email, name=f"{MARK} account")
    factories.app_for(user)
    link_account(person=person, user=user, by=by)
    with transaction.atomic():
        record(by=by, verb="membership.added", about=user, email=user.email)
        record(by=actor_for(user, here), verb="account.profile_changed", about=user, name=MARK)
    Preferences.objects.create(user=user)
    session = SessionStore()
    session["name"] = MARK
    session.create()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="127.0.0.1", user_agent=MARK)
    return user


def _allowed(here: Organization, person: Person, by: Actor) -> None:
    """What the person allows, a CV shown to a mentor, where they came from, and the keys to find them twice."""
    heard = Heard("telephone", note=MARK)
    yes = give(person=person, said=Said("research", read=1), heard=heard, by=by)
    ConsentReminder.objects.create(organization=here, act=yes, days=30)
    ConsentRequest.objects.create(organization=here, person=person, matter="follow_up", purpose="follow_up")
    file = ContentFile(docx(MARK), name=f"{MARK}.docx")
    keep_document(person=person, kind="other", title=MARK, file=file, by=by)
    Showing.objects.create(organization=here, person=person, to=factories.member(here, Role.MENTOR))
    pulse = begin(built_in=BY_KEY["pulse-participant"], by=by)
    publish(questionnaire=pulse, by=by)
    day = timezone.localdate()
    asked = ask_questions(person=person, questionnaire=pulse, opens=day, due=day, by=by)
    *_chosen, words = questions_of(pulse)
    save_answers(survey=asked, given={words: MARK}, by=Actor(here, via=Via.LINK, subject=subject_of(person)))
    Origin.objects.create(organization=here, person=person, kind="participant", source_id=MARK)
    _applied(person, by)
    look_at(person)


def _through_employer(person: Person, by: Actor) -> None:
    """They are the contact of an employer, which named them as a mentor."""
    ask = add_ask(employer="Dock Works", noc="21300", number=1, by_day=timezone.localdate(), by=by)
    contact = {"contact_name": MARK, "contact_email": person.email}
    change_contact(employer=ask.employer, version=1, by=by, **contact)
    mentor = Mentor.objects.get(person=person)
    MentorOffer.objects.create(organization=by.here, ask=ask, mentor=mentor, name=MARK, by_contact=True)


def _applied(person: Person, by: Actor) -> None:
    """An application with what they wrote and were told, and their part as a mentor."""
    program = add_program(by=by, name_en="Mentoring")
    cohort = add_cohort(program=program, name="2026", seats=1, spans=[], by=by)
    application = begin_application(cohort=cohort, participant=Participant.objects.get(person=person), by=by)
    write_words(application=application, words=MARK, by=by)
    application.write(feedback=MARK)
    _through_employer(person, by)
    application.save()
    write_review(application=application, scores={}, note=MARK, by=by)
    mentor = Mentor.objects.get(person=person)
    take_mentor(cohort=cohort, mentor=mentor, by=by)
    note_step(mentor=mentor, step="interview", on=timezone.localdate(), note=MARK, by=by)
    _matched(cohort, person)


def _matched(cohort: Cohort, person: Person) -> None:
    """A pair with the words of those who chose and ended it, one that was ruled out, and what a run said."""
    mentee, mentor = Participant.objects.get(person=person), Mentor.objects.get(person=person)
    two = {"organization": cohort.organization, "participant": mentee, "mentor": mentor}
    asked = {"status": "mentor_accepted", "mentee_asked_at": timezone.now()}
    pair = Mentorship.objects.create(cohort=cohort, chosen_as="fixed", **asked, **two)
    pair.write("sealed_why", MARK)
    pair.write("sealed_end", MARK)
    _met(pair)
    _followed(pair)
    Exclusion.objects.create(cohort=cohort, reason="other", **two).write(MARK)
    Wish.objects.create(cohort=cohort, side="mentee", rank=1, **two)
    run = Run.objects.create(organization=cohort.organization, cohort=cohort, rules={}, made_with="1")
    said = {"en": [[MARK], [], []], "fr": [[MARK], [], []]}
    Candidate.objects.create(run=run, rank=1, score=1, parts={}, reasons=said, **two)
    Unplaced.objects.create(
        organization=cohort.organization,
        run=run,
        participant=mentee,
        reason="occupation",
        why={"en": [MARK, []]},
    )


def _met(pair: Mentorship) -> None:
    """What the two wrote while they met, and what was reported and done."""
    own: dict[str, Any] = {"organization": pair.organization, "mentorship": pair}
    today = timezone.localdate()
    program = pair.cohort.program
    agreement = Agreement.objects.create(
        organization=pair.organization, program=program, edition=1, text_en="We meet."
    )
    signed = {"way": "link", "language": "en", "signed_at": timezone.now()}
    Signature.objects.create(agreement=agreement, side="mentee", **signed, **own)
    PlanItem.objects.create(term="short", written_by="mentee", **own).write(MARK)
    met = Session.objects.create(
        held_on=today, minutes=60, way="online", logged_by="mentee", answer_by=today, **own
    )
    met.write("sealed_note", MARK)
    met.write("sealed_answer", MARK)
    for is_private in (True, False):
        Note.objects.create(side="mentee", is_private=is_private, **own).write(MARK)
    concern = Concern.objects.create(side="mentee", kind="other", **own)
    concern.write(MARK)
    measure = Measure.objects.create(organization=pair.organization, concern=concern, kind="talk")
    measure.write(note=MARK, to_mentor=MARK, to_mentee=MARK)
    decision = Decision.objects.create(
        organization=pair.organization,
        kind="silence",
        about=pair.pk,
        cause=today,
        number=1,
        did="done",
        person=pair.participant.person,
        other=pair.mentor.person,
    )
    decision.write(note=MARK, words=MARK)


def _followed(pair: Mentorship) -> None:
    """A certificate, the manager to be thanked, and what was asked and answered afterwards."""
    today, person = timezone.localdate(), pair.mentor.person
    where = {"organization": pair.organization, "cohort": pair.cohort}
    closing = Closing.objects.create(
        mentorship=pair,
        person=person,
        side="mentor",
        name=MARK,
        ended_on=today,
        issued_on=today,
        token_hash=MARK,
        manager_name=MARK,
        manager_email=f"boss-{ADDRESS}",
        **where,
    )
    closing.keep_token(MARK)
    row = FollowUp.objects.create(
        participant=pair.participant, point="exit", due_on=today, job_title=MARK, **where
    )
    row.write(MARK)
    Attempt.objects.create(
        organization=pair.organization,
        follow_up=row,
        made_on=today,
        how="telephone",
        reached_at=MARK,
        ended="no_answer",
    )


def _around(here: Organization, person: Person, by: Actor) -> None:
    """What stands in the rows of others: a meeting, messages, an invitation, a spreadsheet."""
    met = Appointment.objects.create(
        organization=here,
        title_en=MARK,
        place=MARK,
        made_by=by.user,
        day="2026-12-03",
        time="14:30",
        zone="America/Toronto",
        starts_at=timezone.now(),
        changed_at=timezone.now(),
    )
    Attendee.objects.create(
        organization=here, appointment=met, user=person.user, email=person.email, name=MARK
    )
    Attendee.objects.create(organization=here, appointment=met, user=by.user)
    Feed.objects.create(organization=here, user=person.user, email=person.email, token_hash=MARK[:3])
    post("import.finished", to=person.email, organization=here, language="fr", file=MARK, applied=1, total=1)
    hook = Endpoint.objects.create(organization=here, url="https://hooks.example.org/")
    told = {"organization": here, "endpoint": hook, "event": "person.added", "happened_at": timezone.now()}
    Delivery.objects.create(**told, person=person.pk, data={"mark": MARK})
    if person.user_id:
        Delivery.objects.create(**told, member=person.user_id, data={"mark": MARK})
    factories.invitation(here, email=f"{person.email}")
    source = Import(organization=here, kind="members", given=f"{MARK}.csv", by=by.user, status="done")
    source.file.save("people.csv", ContentFile(f"email\n{person.email}\n".encode()))
    values = {"email": person.email, "name": MARK}
    ImportRow.objects.create(organization=here, source=source, number=1, values=values, outcome="applied")


def left(data: Path) -> list[str]:
    """Where the mark still is: in any column of any table, and in any byte of any file of the site."""
    return [*_in_tables(), *_in_files(data)]


def _in_tables() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('parcours.organization', '*', false)")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database’s own names
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if MARK.encode() in _bytes(value)
                ]
    return sorted(set(found))


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value).lower()
    return (value if isinstance(value, str) else json.dumps(value, default=str)).lower().encode()


def _in_files(data: Path) -> list[str]:
    return sorted(
        str(path.relative_to(data))
        for path in data.rglob("*")
        if path.is_file() and MARK.encode() in path.read_bytes().lower()
    )
