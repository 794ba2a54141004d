"""Pages of a link that works as long as there is something to do: each is answered for the person it was sent to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over

type Answered = Callable[[HttpRequest, SignedLink, Person], HttpResponse]


def with_person(
    request: HttpRequest, purpose: Purpose, answered: Answered, *, also: Purpose | None = None
) -> HttpResponse:
    """Answer whoever holds a link for ``purpose``, in its organization's scope and time; or say that it is over.

    A link for ``also`` opens it, too.
    """
    link = carried(request)
    if link is None or link.purpose not in (purpose, also) or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        response = over(request, None) if who is None else answered(request, link, who)
    carry(response, request, link)
    return response
