"""One’s own sensitive facts, for somebody who holds the link to their profile."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parcours.accounts.links.actions import holder
from parcours.web.profiles.own_facts import OwnFacts
from parcours.web.public.profile import with_person


def show(request: HttpRequest) -> HttpResponse:
    """What the person said, to be changed."""
    onward = reverse("link-profile")
    return with_person(
        request,
        lambda link, who: OwnFacts(who, holder(link), onward).answer(
            request, "profiles/own_facts.html", sender=link.organization
        ),
    )
