"""Where somebody's application stands, what is next, and what of their profile the rules lack: by link as signed in."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.applications.actions.applying import judge_again
from parcours.applications.intake import intake_of
from parcours.applications.lists import CALLED_OFF
from parcours.applications.models import Application
from parcours.applications.queries import position
from parcours.applications.telling import reasons_in_words
from parcours.applications.waiting import news_by
from parcours.core.refusals import Refused, Stale
from parcours.engagements.lists import LOOKS_AGAIN
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import pairs_of
from parcours.engagements.waiting import match_by
from parcours.people.models import Person
from parcours.people.sensitive import asked_of
from parcours.people.words import column
from parcours.web.profiles.sections import BY_KEY, Section

NEXT: Mapping[str, Promise] = {
    "draft": _("It is not handed in yet, so nobody reads it. Go on with the link in your letter."),
    "to_check": _(
        "Something that the rules ask for is not known yet. Somebody looks at it, and may ask you."
    ),
    "eligible": _("You fit the rules of the program. Somebody reads your application."),
    "in_review": _("Your application is being reviewed. You may be called for a short talk."),
    "accepted": _("You have a seat. A mentor of your profession is looked for, and you are written to."),
    "waitlisted": _("When a seat is free, the list is gone through from the top."),
    "not_eligible": _("The program is not the right one. Below stands why, and what you can do next."),
    "declined": _("You were not chosen this time. You may apply again."),
    "withdrawn": _("Your application is withdrawn."),
}
"""What is next, by status."""

_OFF = _("This has nothing to do with you. You may apply again to another cohort.")
"""The same, where the cohort was cancelled."""

_UNDER_WAY = _("Your mentorship is under way.")

PAIRED: Mapping[str, tuple[Promise, str]] = {
    "mentor_accepted": (_("A mentor has agreed to work with you. Now it is your turn to answer."), "match"),
    "mentee_accepted": (
        _("You and your mentor have both agreed. Next comes your first meeting."),
        "mentorship",
    ),
    "active": (_UNDER_WAY, "mentorship"),
    "at_risk": (_UNDER_WAY, "mentorship"),
    "paused": (_("Your mentorship is paused. You are written to about how it goes on."), "mentorship"),
    "completed": (_("You have completed your mentorship."), "afterwards"),
    "ended_early": (_("Your mentorship has ended."), ""),
}
"""With a seat: what is next by where the pair stands, once the mentor has agreed, and on which page that is."""

_LOOKS_AGAIN = _("Your mentorship has ended. Another mentor is looked for, and you are written to.")

PAGES: Mapping[str, tuple[Promise, Promise]] = {
    "match": (_("See and answer"), _("You answer with the link in the letter that says so.")),
    "mentorship": (
        _("Open my mentorship"),
        _("The link in the letter about your mentorship opens its page: sessions, plan and agreement."),
    ),
    "afterwards": (
        _("Certificates and questions"),
        _("The link in your last letter leads to your certificate."),
    ),
}
"""What the way to each page is called, and what is said to somebody whose link does not open it."""

FACTS_AT: Mapping[str, str] = {
    "whereabouts": "place",
    "occupation": "occupations",
    "years_experience": "work",
    "education": "education",
    "licence_stage": "licence",
    "employment": "work",
    "english_level": "languages",
    "french_level": "languages",
    "immigration_class": "",
    "age": "",
}
"""In which section of the profile a person says each fact that rules ask for; nowhere: among the sensitive facts."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the pages are that somebody can open.

    A section of the profile (the empty one: the sensitive facts), and those of a pair, by their names in `PAGES`;
    nowhere, where a link opens nothing but the application.
    """

    section: Callable[[str], str]
    pair: Callable[[str, Mentorship], str] = field(default=lambda _page, _pair: "")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands.

    ``page`` is what the way on is called, with its ``address``, or else the sentence on which ``letter`` has it.
    ``by`` is the day by which there is news, ``answer_by`` that of the person's own answer, ``hand_in_by`` the last one
    on which a draft is taken. ``says_why`` is whether staff gave a reason for not choosing the person.
    """

    application: Application
    status: str
    next: str
    page: str
    address: str
    letter: str
    by: dt.date | None
    answer_by: dt.date | None
    hand_in_by: dt.date | None
    position: int | None
    reasons: list[tuple[str, str]]
    missing: list[tuple[str, str]]
    says_why: bool


def standings(rows: list[Application], who: Person, ways: Ways) -> list[Standing]:
    """Return where each of the person's applications stands."""
    pairs = pairs_of(who) if any(row.status == "accepted" for row in rows) else {}
    return [_standing(row, who, pairs.get(row.cohort_id), ways) for row in rows]


def ask_again(request: HttpRequest, row: Application, by: Actor) -> None:
    """Ask the rules again, as the person does, and say what they answer."""
    try:
        judge_again(application=row, by=by)
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))
    else:
        said = {"status": row.get_status_display()}
        messages.success(request, gettext("The rules are asked again: %(status)s.") % said)


def _standing(row: Application, who: Person, pair: Mentorship | None, ways: Ways) -> Standing:
    is_draft, is_off = row.status == "draft", row.decline_reason == CALLED_OFF
    words, page = _OFF if is_off else NEXT.get(row.status, ""), ""
    if row.status == "accepted" and pair is not None:
        words, page = PAIRED[pair.status]
        if pair.status == "ended_early" and pair.end_reason in LOOKS_AGAIN:
            words = _LOOKS_AGAIN
    called, letter = PAGES[page] if page else ("", "")
    return Standing(
        row,
        status=row.get_decline_reason_display() if is_off else row.get_status_display(),
        next=str(words),
        page=str(called),
        address=ways.pair(page, pair) if page and pair else "",
        letter=str(letter),
        by=None if is_draft else news_by(row) or match_by(row),
        answer_by=pair.answer_by if pair is not None and page == "match" else None,
        hand_in_by=intake_of(row.cohort).closes if is_draft else None,
        position=position(row),
        reasons=reasons_in_words(row),
        missing=_missing(row, who, ways) if row.status == "to_check" else [],
        says_why=row.status == "declined" and not is_off,
    )


def _missing(row: Application, who: Person, ways: Ways) -> list[tuple[str, str]]:
    """Return what of the profile the rules found empty: what it is called there, and where it is filled in."""
    sections = {name: FACTS_AT[name] for name in row.missing if name in FACTS_AT}
    own = [(_named(name, BY_KEY[key], who), ways.section(key)) for name, key in sections.items() if key]
    asked = "" in sections.values() and asked_of(who)
    return [*own, *([(gettext("Sensitive facts"), ways.section(""))] if asked else [])]


def _named(fact: str, section: Section, who: Person) -> str:
    """Return what the profile calls a fact: the section, and the field where it is one of several."""
    fields = [column(type(row), fact).verbose_name for row, names in section.rows(who) if fact in names]
    return " ".join([str(section.title), *(f"({words})" for words in fields)])
