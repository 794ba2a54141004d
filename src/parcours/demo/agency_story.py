"""The people of the agency’s cohort, whom its partners referred: some meet, some were asked, some wait for a mentor."""

import datetime as dt

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.applications.actions.deciding import seat
from parcours.applications.actions.entrusting import entrust
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.queries import delivery_partners
from parcours.demo.past import date_first_meeting_back, log, names, pair, somebody
from parcours.demo.people import NEWCOMERS, SETTLED
from parcours.engagements.actions.answering import accept
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.course import begin
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import mentorships
from parcours.people.actions.standings import take as take_standing
from parcours.people.kinds import Kind
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort
from parcours.programs.queries import partners_of

_OCCUPATIONS = (
    ("11100", "Accountant"),
    ("21300", "Civil engineer"),
    ("31301", "Registered nurse"),
    ("21232", "Software developer"),
    ("11200", "Human resources specialist"),
)
_MENTEES, _ASKED = 7, 4
"""Each occupation has a mentor; so many of them were asked whether they would meet a mentee."""
_MET = (75, 40, 12)
"""How many days ago those met first who do; the last pair asked has not answered."""


def tell(by: Actor) -> None:
    """Five mentors and seven mentees take part. Three pairs meet, one was asked, three mentees have no mentor yet."""
    cohort = Cohort.objects.select_related("program", "organization").get(status="running")
    partners = [
        row.partnership.partner
        for row in partners_of(cohort.program)
        if row.partnership.role in {"referrer", "delivery"}
    ]
    people = names(SETTLED)
    mentors = [
        somebody(Kind.MENTOR, next(people), occupation, by, employer="Coastal Works").mentor
        for occupation in _OCCUPATIONS
    ]
    for mentor in mentors:
        for way in ("screen", "train", "make_available"):
            take_standing(row=mentor, way=way, by=by)
    people = names(NEWCOMERS)
    mentees = [
        somebody(
            Kind.PARTICIPANT,
            next(people),
            _OCCUPATIONS[place % len(_OCCUPATIONS)],
            by,
            whereabouts="in_canada",
        ).participant
        for place in range(_MENTEES)
    ]
    for place, mentee in enumerate(mentees):
        partner = partners[place % len(partners)]
        if place < _ASKED:
            pair(cohort, mentee, mentors[place], by, partner)
        else:
            given = seat(cohort=cohort, participant=mentee, referred_by=partner, by=by)
            carer = delivery_partners(cohort)[0]
            entrust(application=given, partner=carer, version=given.version, by=by)
    for mentor in mentors[_ASKED:]:
        take_mentor(cohort=cohort, mentor=mentor, places=1, by=by)
    publish(mentorships=list(mentorships().filter(cohort=cohort)), by=by)
    for row, days in zip(mentorships().filter(cohort=cohort).order_by("pk"), _MET, strict=False):
        _meet(row, timezone.localdate() - dt.timedelta(days=days), by)


def _meet(row: Mentorship, first: dt.date, by: Actor) -> None:
    for side in ("mentor", "participant"):
        now = mentorships().get(pk=row.pk)
        oneself = getattr(now, side).person
        accept(mentorship=now, by=Actor(by.here, via=Via.LINK, subject=subject_of(oneself)))
    begin(mentorship=mentorships().get(pk=row.pk), on=timezone.localdate(), by=by)
    date_first_meeting_back(row, first)
    log([row], first, 0)
