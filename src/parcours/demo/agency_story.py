"""The agency’s two cohorts, whose people its partners referred: one is over, in the other some have no mentor yet."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import cycle

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Organization
from parcours.applications.actions.deciding import seat
from parcours.applications.actions.entrusting import entrust
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.queries import delivery_partners
from parcours.demo.past import (
    carry_through,
    date_first_meeting_back,
    follow,
    log,
    names,
    pair,
    review,
    somebody,
)
from parcours.demo.people import NEWCOMERS, SETTLED
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import mentorships
from parcours.people.actions.standings import take as take_standing
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant
from parcours.people.policies import subject_of
from parcours.programs.actions.cohorts import take
from parcours.programs.models import Cohort
from parcours.programs.queries import partners_of, spans_of

_OCCUPATIONS = (
    ("11100", "Accountant"),
    ("21300", "Civil engineer"),
    ("31301", "Registered nurse"),
    ("21232", "Software developer"),
    ("11200", "Human resources specialist"),
    ("41300", "Social worker"),
)
"""Each has a mentor. Last year each met a mentee; the last one does not do it again."""
_AGAIN, _MENTEES, _ASKED = 5, 7, 4
"""So many mentors and mentees take part this year, and so many pairs were asked."""
_MET = (75, 40, 12)
"""How many days ago those met first who do; the last pair asked has not answered."""
_WORK = {"exit": (2, 1, 2), "m3": (3, 1, 1), "m6": (3, 1, 1)}
"""Of the mentees of last year: in their profession, in other work, looking for work."""
_SAID_BY_MENTEES = {"relationship_positive": 5, "take_part_again": 5, "suitable_work": 3}
_SAID_BY_MENTORS = {"relationship_positive": 6, "take_part_again": 5}
"""So many said yes, of the five mentees and six mentors who answered."""


def tell(by: Actor) -> None:
    """Go through last year’s cohort, and as far as this year’s has come."""
    last, running = Cohort.objects.select_related("program", "organization").order_by("pk")
    partners = cycle(
        row.partnership.partner
        for row in partners_of(running.program)
        if row.partnership.role in {"referrer", "delivery"}
    )
    mentors = list(_mentors(by))
    _last_year(last, mentors, partners, by)
    take(cohort=running, way="start", by=by)
    _this_year(running, mentors[:_AGAIN], partners, by)


def _last_year(
    cohort: Cohort, mentors: Sequence[Mentor], partners: Iterator[Organization], by: Actor
) -> None:
    """Six pairs met to the end, but for one whose mentee found work before, and said how it was."""
    for mentee, mentor in zip(_mentees(len(mentors), by), mentors, strict=True):
        pair(cohort, mentee, mentor, by, next(partners))
    pairs = carry_through(cohort, 1, by)
    phases = {span.key: span for span in spans_of(cohort)}
    log(pairs, phases["mentorship"].starts_on, 1)
    follow(cohort, _WORK, by)
    end = phases["mentorship"].ends_on
    said = [row.participant.person for row in pairs]
    review("final-participant", said, end, len(said) - 1, _SAID_BY_MENTEES, by)
    review("final-mentor", [row.mentor.person for row in pairs], end, len(pairs), _SAID_BY_MENTORS, by)


def _this_year(
    cohort: Cohort, mentors: Sequence[Mentor], partners: Iterator[Organization], by: Actor
) -> None:
    """Five mentors and seven mentees take part. Three pairs meet, one was asked, three mentees have no mentor yet."""
    mentees = list(_mentees(_MENTEES, by))
    for mentee, mentor in zip(mentees[:_ASKED], mentors, strict=False):
        pair(cohort, mentee, mentor, by, next(partners))
    for mentee in mentees[_ASKED:]:
        given = seat(cohort=cohort, participant=mentee, referred_by=next(partners), by=by)
        carer = delivery_partners(cohort)[0]
        entrust(application=given, partner=carer, version=given.version, by=by)
    for mentor in mentors[_ASKED:]:
        take_mentor(cohort=cohort, mentor=mentor, places=1, by=by)
    publish(mentorships=list(mentorships().filter(cohort=cohort)), by=by)
    for row, days in zip(mentorships().filter(cohort=cohort).order_by("pk"), _MET, strict=False):
        _meet(row, timezone.localdate() - dt.timedelta(days=days), by)


def _mentors(by: Actor) -> Iterator[Mentor]:
    """Take in a mentor of each occupation, who is available."""
    for name, occupation in zip(names(SETTLED), _OCCUPATIONS, strict=False):
        mentor = somebody(Kind.MENTOR, name, occupation, by, employer="Coastal Works").mentor
        for way in ("screen", "train", "make_available"):
            take_standing(row=mentor, way=way, by=by)
        yield mentor


def _mentees(number: int, by: Actor) -> Iterator[Participant]:
    """Take in so many mentees, of each occupation in turn."""
    people = names(NEWCOMERS)
    for place in range(number):
        occupation = _OCCUPATIONS[place % len(_OCCUPATIONS)]
        yield somebody(Kind.PARTICIPANT, next(people), occupation, by, whereabouts="in_canada").participant


def _meet(row: Mentorship, first: dt.date, by: Actor) -> None:
    for side in ("mentor", "participant"):
        now = mentorships().get(pk=row.pk)
        oneself = getattr(now, side).person
        accept(mentorship=now, by=Actor(by.here, via=Via.LINK, subject=subject_of(oneself)))
    begin(mentorship=mentorships().get(pk=row.pk), on=timezone.localdate(), by=by)
    date_first_meeting_back(row, first)
    log([row], first, 0)
