"""Pages for an employer that was asked for mentors: its contact names colleagues, and these offer themselves."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.links.standing import standing_address
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.applications.actions.naming import name_mentor, offer_oneself
from parcours.applications.queries import offers_of
from parcours.core.refusals import Refused
from parcours.programs.actions.employers import send_link_again
from parcours.programs.models import Ask, Employer
from parcours.programs.policies import employer_in
from parcours.programs.queries import employer, open_asks
from parcours.web.forms import Form
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over
from parcours.web.public.naming_forms import LinesForm, NameForm, Who, titled
from parcours.web.public.occasions import AGAIN, occasion

type Answered = Callable[[HttpRequest, SignedLink, Employer], HttpResponse]


def name(request: HttpRequest) -> HttpResponse:
    """What is asked, the forms to name colleagues with, and whom the contact has named."""
    return _with_employer(request, Purpose.NAME_MENTORS, _name)


def offer(request: HttpRequest) -> HttpResponse:
    """What is asked, and the form by which somebody who works there offers themselves."""
    return _with_employer(request, Purpose.OFFER_ONESELF, _offer)


def language(link: SignedLink) -> str:
    """Return the language in which the contact is written to."""
    with scope(organization=link.organization):
        row = employer(employer_in(link.subject))
        return row.contact.language if row else link.organization.language


def send_again(link: SignedLink) -> None:
    """Send the contact a new letter in place of one whose link is too old. Raises Refused."""
    row = employer(employer_in(link.subject))
    if row is not None:
        send_link_again(employer=row, link=link, by=holder(link))


def _with_employer(request: HttpRequest, purpose: Purpose, answered: Answered) -> HttpResponse:
    """Answer whoever holds a link for ``purpose`` that went to the contact of today; or say that it is over."""
    link = carried(request)
    if link is None or link.purpose != purpose or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        row = employer(employer_in(link.subject))
        is_theirs = row is not None and row.contact.email == link.email
        response = answered(request, link, row) if row and is_theirs else over(request, None)
    carry(response, request, link)
    return response


def _name(request: HttpRequest, link: SignedLink, row: Employer) -> HttpResponse:
    asks, writes = open_asks(row), row.contact.language
    sent = request.POST
    one = NameForm(sent if "one" in sent else None, asks=asks, initial={"language": writes}) if asks else None
    lines = LinesForm(sent if "several" in sent else None, asks=asks, language=writes) if asks else None
    if one and one.is_valid() and _named(request, link, one, one.chosen, [one.who]):
        return redirect("link-name-mentors")
    if lines and lines.is_valid() and _named(request, link, lines, lines.chosen, lines.cleaned_data["lines"]):
        return redirect("link-name-mentors")
    context = {
        **_said(link, row, asks),
        "one": one,
        "lines": lines,
        "names": list(offers_of(row).filter(by_contact=True)),
        "staff_page": standing_address(purpose=Purpose.OFFER_ONESELF, subject=link.subject) if asks else "",
    }
    return render(request, "public/employer/name.html", context)


def _named(request: HttpRequest, link: SignedLink, form: Form, ask: Ask, people: Sequence[Who]) -> bool:
    """Name all of them, or none and say why."""
    try:
        with transaction.atomic():
            for who in people:
                name_mentor(ask=ask, by=holder(link), **who)
    except (Refused, ValidationError) as problem:
        form.add_error(None, problem.messages if isinstance(problem, ValidationError) else str(problem))
        return False
    said = ngettext(
        "%(n)s colleague is named, and gets a letter.",
        "%(n)s colleagues are named, and get a letter each.",
        len(people),
    )
    messages.success(request, said % {"n": len(people)})
    return True


def _offer(request: HttpRequest, link: SignedLink, row: Employer) -> HttpResponse:
    asks = open_asks(row)
    sent = request.POST if request.method == "POST" else None
    starts_with = {"language": (get_language() or "en")[:2]}
    form = NameForm(sent, asks=asks, initial=starts_with) if asks else None
    context = {**_said(link, row, asks), "form": form}
    if form and form.is_valid() and _offered(link, form):
        return render(request, "public/employer/sent.html", context)
    return render(request, "public/employer/offer.html", context)


def _offered(link: SignedLink, form: NameForm) -> bool:
    """Send the letter; once in ten minutes to an address, whoever presses the button."""
    once = occasion(f"offer:{link.organization_id}", form.who["email"])
    if not cache.add(once, 1, AGAIN):
        return True
    try:
        offer_oneself(ask=form.chosen, by=holder(link), **form.who)
    except (Refused, ValidationError) as problem:
        cache.delete(once)
        form.add_error(None, problem.messages if isinstance(problem, ValidationError) else str(problem))
        return False
    return True


def _said(link: SignedLink, row: Employer, asks: list[Ask]) -> dict[str, Any]:
    return {
        "sender": link.organization,
        "employer": row,
        "asks": [(ask, titled(ask.noc)) for ask in asks],
    }
