"""The people of the demo, taken in by the real actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from parcours.accounts.actors import Actor
from parcours.accounts.links.actions import holder
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models import User
from parcours.accounts.models.link import Purpose
from parcours.demo.profiles import (
    ABROAD,
    ARRIVES_IN,
    MENTORS,
    PARTICIPANTS,
    SUPERVISORS,
    UNFINISHED,
    Story,
)
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.people import add_person, link_account
from parcours.people.actions.profile import add_part, change
from parcours.people.actions.requests import ask_for_profile, note_step
from parcours.people.actions.sensitive import keep_facts
from parcours.people.actions.standings import plan_pause, take
from parcours.people.kinds import Kind, standings
from parcours.people.models import Education, Experience, LanguageSkill, Person, ProfileRequest
from parcours.people.policies import subject_of
from parcours.web.public.personas import PERSONAS

_ACCOUNTS = {persona.name: persona.email for persona in PERSONAS}
_SKILLS = ("listening", "speaking", "reading", "writing")
_PRIVATE = {
    "Amara Nwosu": {"immigration_class": "economic_pa", "birth_date": "1991-04-17", "gender": "woman"},
    "Hala Darwish": {"immigration_class": "psr", "countries": "SY", "background": "réfugiée"},
    "Oksana Melnyk": {"immigration_class": "cuaet_other", "uci": "1122334455", "gender": "prefer_not"},
}


def take_in(by: Actor) -> None:
    """Take in everybody, with what they say of themselves."""
    for kind, stories in (
        (Kind.PARTICIPANT, PARTICIPANTS),
        (Kind.MENTOR, MENTORS),
        (Kind.SUPERVISOR, SUPERVISORS),
    ):
        for number, story in enumerate(stories):
            person = _add(kind, story, by)
            _tell(person, kind, story, by)
            if story.name in UNFINISHED:
                _ask(person, UNFINISHED[story.name], number, by)
            for way in story.status.split():
                take(row=standings(person)[kind], way=way, by=by)
            if story.name in _PRIVATE:
                keep_facts(person=person, by=by, facts=_PRIVATE[story.name])
            if "pause" in story.status:
                today = timezone.localdate()
                plan_pause(
                    mentor=person.mentor,
                    starts_on=today - dt.timedelta(days=10),
                    ends_on=today + dt.timedelta(days=50),
                    by=by,
                )


def _add(kind: Kind, story: Story, by: Actor) -> Person:
    given, _blank, family = story.name.partition(" ")
    email = _ACCOUNTS.get(story.name, f"{slugify(story.name).replace('-', '.')}@post.example")
    person = add_person(
        kind=kind,
        by=by,
        given_name=given,
        family_name=family,
        email=email,
        language=story.language,
        city=story.city,
        employer=story.employer,
        years_experience=Decimal(story.years),
        meeting=["in_person", "online"] if story.city == "Rivermouth" else ["online"],
        availability=story.times.split(),
        **_place(story),
    )
    user = User.objects.filter(email=email).first()
    if user:
        link_account(person=person, user=user, by=by)
    return person


def _place(story: Story) -> dict[str, Any]:
    if story.name != ABROAD:
        return {"whereabouts": "in_canada", "province": "ON"}
    arrival = timezone.localdate() + dt.timedelta(days=ARRIVES_IN)
    return {"whereabouts": "abroad", "country": story.country, "expected_arrival": arrival}


def _tell(person: Person, kind: Kind, story: Story, by: Actor) -> None:
    """Fill in the profile."""
    topics = story.topics.split()
    for spoken in story.languages.split():
        language, _colon, level = spoken.partition(":")
        levels = dict.fromkeys(_SKILLS, int(level)) if level else {}
        add_part(
            part=LanguageSkill(person=person),
            by=by,
            language=language,
            is_first=not level,
            source="self_declared" if level else "",
            **levels,
        )
    if kind is Kind.PARTICIPANT:
        change(row=person.participant, by=by, goals=topics, employment="unemployed_seeking")
        add_part(part=Education(person=person), by=by, level=story.education, country=story.country)
        first = timezone.localdate().year - story.years - 1
        add_part(
            part=Experience(person=person),
            by=by,
            title=story.occupation,
            country=story.country,
            from_year=first,
            until_year=first + story.years,
        )
    elif kind is Kind.MENTOR:
        change(row=person.mentor, by=by, offers=topics, capacity=story.places, types=["one_to_one"])
    else:
        change(row=person.supervisor, by=by, roles=["site_supervisor"], capacity=story.places)
    if story.occupation:
        _occupations(person, kind, story, by)


def _occupations(person: Person, kind: Kind, story: Story, by: Actor) -> None:
    """What a participant was and wants to be again; what a mentor is. A code is there where somebody confirmed it."""
    for when in ("before", "target") if kind is Kind.PARTICIPANT else ("present",):
        held = write_occupation(
            person=person,
            kind=when,
            title=story.occupation,
            title_language=story.language,
            years=Decimal(story.years) if when != "target" else None,
            by=by,
        )
        if story.code:
            decide_occupation(occupation=held, noc=story.code, by=by)


def _ask(person: Person, steps: tuple[str, ...], number: int, by: Actor) -> None:
    """Ask for a profile some days ago, of which a few steps were done; no action can date anything back."""
    asked = ask_for_profile(person=person, by=by)
    link = latest_link(Purpose.FILL_PROFILE, subject_of(person))
    for step in steps:
        if link:
            note_step(person=person, step=step, by=holder(link))
    asked = ProfileRequest.objects.get(pk=asked.pk)
    asked.asked_at -= dt.timedelta(days=6 + number % 7)
    asked.save(update_fields=["asked_at"])
