"""Concerns: reported by either side to the coordinators, who take one step after the other."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.engagements import letters
from parcours.engagements.actions.course import take
from parcours.engagements.actions.ending import end
from parcours.engagements.actions.telling import course_address, post_about, tell_coordinators
from parcours.engagements.course_lists import CONCERN_KIND, MEASURE
from parcours.engagements.lists import END_REASON, LOOKS_AGAIN
from parcours.engagements.models import Concern, Measure, Mentorship
from parcours.engagements.policies import check_concerns, check_course
from parcours.engagements.states import CONCERN, MENTORSHIP
from parcours.people.models import Person

LONGEST = 4000


@transaction.atomic
def report(*, mentorship: Mentorship, kind: str, words: str, by: Actor) -> Concern:
    """Report a concern to the coordinators; the other side is told nothing of it. After the end it can be reported too.

    Raises NotAllowed for anybody but the two, and Refused without a kind or words.
    """
    side, words = check_course(by, mentorship), words.strip()
    if kind not in CONCERN_KIND:
        raise Refused(_("Choose what it is about."))
    if not words or len(words) > LONGEST:
        raise Refused(_("Write it in up to %(most)s characters.") % {"most": LONGEST})
    concern = Concern.objects.create(organization=by.here, mentorship=mentorship, side=side, kind=kind)
    concern.write(words)
    record(by=by, verb="concern.reported", what=concern)
    tell_coordinators(concern)
    return concern


@transaction.atomic
def take_step(
    *,
    concern: Concern,
    kind: str,
    by: Actor,
    note: str = "",
    to_mentor: str = "",
    to_mentee: str = "",
    reason: str = "",
) -> Measure:
    """Take a step of the procedure about a concern, and send the letters that go with it, as they were edited.

    A warning marks the mentorship as at risk, a pause pauses it, another match and an end end it with a ``reason``.
    Closing needs no letter. Raises NotAllowed, also for a coordinator who is one of the two, Refused for a step that
    is not possible as things stand, and Stale where the concern or the mentorship stand otherwise by now.
    """
    mentorship = concern.mentorship
    check_concerns(by, mentorship)
    if kind not in steps(mentorship):
        raise Refused(_("This step is not possible as the mentorship stands. Open the page again."))
    move(concern, CONCERN["close" if kind == "close" else "take_up"], since=timezone.now())
    measure = Measure.objects.create(organization=by.here, concern=concern, kind=kind, taken_by=by.user)
    measure.write(note=note.strip(), to_mentor=to_mentor.strip(), to_mentee=to_mentee.strip())
    record(by=by, verb="concern.closed" if kind == "close" else "concern.step_taken", what=concern, step=kind)
    told = ((mentorship.mentor.person, to_mentor), (mentorship.participant.person, to_mentee))
    written = [person for person, words in told if words.strip()]
    _follow(mentorship, kind, reason, written, by)
    for person, words in told:
        if words.strip():
            post_about(
                letters.MEASURE,
                mentorship,
                person,
                f"measure:{measure.pk}:{person.pk}",
                course_address(person, by),
                words=words.strip(),
            )
    return measure


def steps(mentorship: Mentorship) -> list[str]:
    """Return the steps that are possible as the mentorship stands, the gentlest first."""
    needs = {"pause": "pause", "rematch": "end", "end": "end"}
    is_over = mentorship.status not in MENTORSHIP["end"].sources
    return [
        kind
        for kind, _label in MEASURE.choices
        if kind == "close"
        or (not is_over and (kind not in needs or mentorship.status in MENTORSHIP[needs[kind]].sources))
    ]


def reasons_for(kind: str) -> list[str]:
    """Return the reasons with which a step ends a mentorship; none where it does not end it."""
    if kind == "rematch":
        return [code for code in LOOKS_AGAIN if code in END_REASON]
    return [code for code, _label in END_REASON.choices] if kind == "end" else []


def _follow(mentorship: Mentorship, kind: str, reason: str, written: list[Person], by: Actor) -> None:
    """Move the mentorship as the step says; those who are ``written`` to learn of an end from that letter."""
    if kind == "warning" and mentorship.status == "active":
        take(mentorship=mentorship, way="flag", by=by)
    elif kind == "pause":
        take(mentorship=mentorship, way="pause", by=by)
    elif kind in {"rematch", "end"}:
        if reason not in reasons_for(kind):
            raise Refused(_("Choose why it ended."))
        end(mentorship=mentorship, reason=reason, but=written, by=by)
