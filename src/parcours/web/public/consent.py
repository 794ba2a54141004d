"""What one allows, by a link and without an account, be it the link to this page or the one to the profile.

The link works until it expires, as often as the person comes.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import ABOUT_A_PERSON, Purpose
from parcours.people.consent.actions.asking import send_link_again
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.consents import own
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over


def show(request: HttpRequest) -> HttpResponse:
    """What the person allows; a button says otherwise."""
    link = carried(request)
    if link is None or link.purpose not in ABOUT_A_PERSON or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        if who is None:
            return over(request, None)
        profile = reverse("link-profile") if link.purpose == Purpose.FILL_PROFILE else ""
        application = reverse("link-apply") if link.purpose == Purpose.APPLY else ""
        response = own(
            request, "public/consent.html", who, holder(link), profile=profile, application=application
        )
    carry(response, request, link)
    return response


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))
