"""What each kind of row is called, why it waits, and the letter that is drafted for it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.mail import in_language
from parcours.people.models import Person
from parcours.surveys.lists import AUDIENCE, PURPOSE
from parcours.today.queue import Item

CALLED: Mapping[str, Promise] = MappingProxyType(
    {
        "concern": gettext_lazy("Concern reported"),
        "disputed": gettext_lazy("Session remembered otherwise"),
        "answer": gettext_lazy("Late answer to a match"),
        "declined": gettext_lazy("Match declined"),
        "first_meeting": gettext_lazy("No first meeting yet"),
        "silence": gettext_lazy("Silent"),
        "application": gettext_lazy("Applicant waiting"),
        "referral": gettext_lazy("Referral not answered"),
        "questionnaire": gettext_lazy("Questionnaire not published"),
        "behind": gettext_lazy("Behind on hours"),
        "overdue": gettext_lazy("Goal or step overdue"),
        "review": gettext_lazy("Review missing"),
        "unsigned": gettext_lazy("Agreement not signed"),
        "unconfirmed": gettext_lazy("Session not confirmed"),
        "place": gettext_lazy("Mentor has not answered"),
        "follow_up": gettext_lazy("Follow-up to call"),
        "profile": gettext_lazy("Profile unfinished"),
    }
)
"""By kind, in the order of their urgency."""

WHY: Mapping[str, Promise] = MappingProxyType(
    {
        "concern": gettext_lazy("Read it today, and take the first step. The other one does not know."),
        "disputed": gettext_lazy(
            "The two remember a session otherwise. Hear both, and decide whether it counts."
        ),
        "answer": gettext_lazy("Ask again, or choose the next best. The other one does not know yet."),
        "declined": gettext_lazy(
            "One of the two said no, and the mentee has nobody now. Choose the next best of the short-list."
        ),
        "first_meeting": gettext_lazy(
            "Ask both what stands in the way. Most pairs that start late stop early."
        ),
        "silence": gettext_lazy("No session was logged for a while. Ask both how it is going."),
        "application": gettext_lazy("This person was promised news by now."),
        "referral": gettext_lazy(
            "A partner referred this person and waits for an answer. Begin the review, or decide."
        ),
        "questionnaire": gettext_lazy(
            "The day on which people are asked is near, or has come. Nothing leaves before you publish the"
            " questionnaire."
        ),
        "behind": gettext_lazy("At this pace the target is missed. Ask what would help to meet more often."),
        "overdue": gettext_lazy(
            "The day of a goal or a step went by long ago. Ask both whether it is done, or needs another day."
        ),
        "review": gettext_lazy(
            "Half the time of the review is over, and fewer than two of you have written what they think."
        ),
        "unsigned": gettext_lazy(
            "Both were reminded. Ask whoever has not signed, or note a signature on paper."
        ),
        "unconfirmed": gettext_lazy("It counts without a confirmation. Ask whoever has not answered."),
        "place": gettext_lazy("A word from you may help, or asking somebody else."),
        "follow_up": gettext_lazy("The letter was not answered. Three attempts, each on another day."),
        "profile": gettext_lazy("A word from you may help, or a new link."),
    }
)


_DECLINED: Mapping[str, Promise] = MappingProxyType(
    {
        "mentor": gettext_lazy(
            "%(person)s, the mentor, said no, and the mentee has nobody now. Choose the next best of the short-list."
        ),
        "mentee": gettext_lazy(
            "%(person)s, the mentee, said no, and has nobody now. Choose the next best of the short-list."
        ),
    }
)


def why(item: Item) -> str:
    """Return why the row is there and what helps; of a match that was declined, which of the two said no."""
    if item.declined_by in _DECLINED:
        mentee, mentor = item.people
        return str(_DECLINED[item.declined_by]) % {
            "person": mentor if item.declined_by == "mentor" else mentee
        }
    return str(WHY[item.kind])


def title(item: Item) -> str:
    """Return whom or what a row is about: its people, or the questionnaires that are missing."""
    if item.people:
        return " – ".join(str(person) for person in item.people)
    audiences: dict[str, list[str]] = {}
    for purpose, audience in item.lacks:
        audiences.setdefault(PURPOSE.label(purpose), []).append(AUDIENCE.label(audience).lower())
    return ", ".join(f"{purpose} ({', '.join(whom)})" for purpose, whom in audiences.items())


def drafts(item: Item) -> list[tuple[Person, str]]:
    """Return whom a letter is drafted to, each with the words in their language; nobody where writing does not help.

    A letter greets them before these words. A concern has drafts of its own, one for each step. Of a match that was
    declined only the mentee is written to, who may not know of it.
    """
    drafted = []
    for person in item.people[:1] if item.kind == "declined" else item.people:
        others = [one for one in item.people if one != person]
        with in_language(person.language):
            words = _words(f"{item.kind}:{item.status}") or _words(item.kind)
            if words:
                said = {
                    "other": others[0].name_used if others else "",
                    "program": item.cohort.program.name if item.cohort else "",
                    "organization": person.organization.name,
                }
                drafted.append((person, words % said))
    return drafted


def what(item: Item) -> str:
    """Return what a letter is about, in the language that is active."""
    return item.cohort.program.name if item.cohort else _("your profile")


def _words(kind: str) -> str:
    return (_to_a_pair() | _to_one()).get(kind, "")


def _to_a_pair() -> dict[str, str]:
    return {
        "first_meeting": _(
            "You and %(other)s have agreed to work together in %(program)s, and no first meeting is on file yet. What"
            " stands in the way? If you have met already, please log it on your page.\n\n%(organization)s"
        ),
        "silence": _(
            "We have not heard of a session of yours with %(other)s for a while. How is it going? If you have met,"
            " please log it on your page. If something makes it hard to meet, write to us: we will gladly help."
            "\n\n%(organization)s"
        ),
        "behind": _(
            "You and %(other)s have met less often than %(program)s foresees. What would help you to meet more often:"
            " other times, online, or a longer period? Tell us.\n\n%(organization)s"
        ),
        "overdue": _(
            "Your plan with %(other)s has a goal or a step whose day went by some weeks ago. Is it done? Then please"
            " mark it on your page. If it needs another day, write it down there anew. We will gladly help."
            "\n\n%(organization)s"
        ),
        "unsigned": _(
            "The agreement of your mentorship with %(other)s still waits for a signature. Please read and sign it on"
            " your page, or tell us what you would like to have otherwise.\n\n%(organization)s"
        ),
        "unconfirmed": _(
            "A session of yours with %(other)s was logged, and is not confirmed yet. Please look on your page whether"
            " it is right.\n\n%(organization)s"
        ),
        "disputed": _(
            "You and %(other)s remember a session otherwise. We would like to hear how it was from your side. When"
            " could we call you this week?\n\n%(organization)s"
        ),
    }


def _to_one() -> dict[str, str]:
    return {
        "answer": _(
            "We proposed a match to you in %(program)s, and have not heard from you yet. Could you say by the end of"
            " the week whether it suits you? You can say no: nothing bad follows from it.\n\n%(organization)s"
        ),
        "declined": _(
            "We are looking for a mentor for you in %(program)s, and will write to you as soon as we have somebody to"
            " propose. Has anything changed that we should know, such as your times or what you would like help with?"
            " Then please tell us.\n\n%(organization)s"
        ),
        "application": _(
            "Your application to %(program)s takes us longer than we said. We are sorry. You will hear from us within a"
            " week.\n\n%(organization)s"
        ),
        "referral": _(
            "You were referred to %(program)s, and your application is with us. It takes us longer than it should. We"
            " are sorry. You will hear from us within a week.\n\n%(organization)s"
        ),
        "application:draft": _(
            "You began an application to %(program)s, and have not handed it in yet. Is anything unclear? What you"
            " wrote is kept, and you can go on with this link.\n\n%(organization)s"
        ),
        "application:accepted": _(
            "You have a seat in %(program)s, and we have not proposed a mentor to you yet. It takes us longer than we"
            " said. We are sorry, and go on looking. Do you still wish to take part?\n\n%(organization)s"
        ),
        "application:waitlisted": _(
            "You are still on the wait list of %(program)s: no place has become free yet. We have not forgotten you. Do"
            " you still wish to take part?\n\n%(organization)s"
        ),
        "place": _(
            "We asked you whether you would mentor in %(program)s, and would be glad of a word from you, whether it is"
            " a yes or a no.\n\n%(organization)s"
        ),
        "follow_up": _(
            "We would like to know how you have been doing since %(program)s. When could we call you? It takes three"
            " minutes.\n\n%(organization)s"
        ),
        "profile": _(
            "Your profile is not finished yet. Is anything unclear, or does a question not fit? Answer this letter, and"
            " we will help.\n\n%(organization)s"
        ),
    }
