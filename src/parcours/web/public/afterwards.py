"""After a mentorship, by a link and without an account: certificates, wishes, questions about work."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.engagements.policies import can_answer
from parcours.engagements.queries import mentorship
from parcours.outcomes.actions.asking import send_link_again
from parcours.outcomes.queries import closing, follow_up
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web import afterwards, endings, follow_ups
from parcours.web.certificates import as_pdf
from parcours.web.public.link_over import over
from parcours.web.public.link_person import with_person


def index(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the person."""
    return with_person(
        request,
        Purpose.AFTERWARDS,
        lambda request, link, who: afterwards.show(request, "public/afterwards.html", who, holder(link)),
    )


def certificate(request: HttpRequest, closing: int) -> HttpResponse:
    """One’s certificate."""
    return with_person(
        request, Purpose.AFTERWARDS, lambda request, link, who: _certificate(request, link, who, closing)
    )


def questions(request: HttpRequest, follow_up: int) -> HttpResponse:
    """The questions of one follow-up."""
    return with_person(
        request, Purpose.AFTERWARDS, lambda request, link, who: _questions(request, link, who, follow_up)
    )


def end(request: HttpRequest, match: int) -> HttpResponse:
    """End a mentorship, by the link with which it was agreed to or by that of its own pages."""
    return with_person(
        request,
        Purpose.MATCH,
        lambda request, link, _who: _end(request, link, match),
        also=Purpose.MENTORSHIP,
    )


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


def _certificate(request: HttpRequest, link: SignedLink, who: Person, number: int) -> HttpResponse:
    row = closing(number)
    if row is None or row.person_id != who.pk or not row.is_valid:
        return over(request, None)
    return as_pdf(row, holder(link))


def _questions(request: HttpRequest, link: SignedLink, who: Person, number: int) -> HttpResponse:
    row = follow_up(number)
    if row is None or row.participant.person_id != who.pk or row.asked_at is None:
        return over(request, None)
    return follow_ups.respond(request, "public/follow_up.html", row, holder(link))


def _end(request: HttpRequest, link: SignedLink, number: int) -> HttpResponse:
    row = mentorship(number)
    if row is None or not can_answer(holder(link), row):
        return over(request, None)
    back = "link-mentorship" if link.purpose == Purpose.MENTORSHIP else "link-match"
    return endings.end(request, "public/end_mentorship.html", row, holder(link), reverse(back, args=[number]))
