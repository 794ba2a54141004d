"""A program’s own page for anybody, whichever of its intakes is open, and the list of an organization’s programs."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization
from parcours.applications.documents import documents_asked
from parcours.applications.intake import Openings, openings_of
from parcours.programs.models import Program, ProgramPartner
from parcours.programs.queries import partners_of, public_programs, rules_of
from parcours.web.about_programs import address_of, as_block, program_data, sender_of


def index(request: HttpRequest, of: str) -> HttpResponse:
    """The programs of an organization that have a page, each with when it takes applications."""
    sender = sender_of(of)
    with scope(organization=sender), timezone.override(sender.time_zone):
        rows = sorted(public_programs(), key=str)
        known = openings_of(rows)
        context = {
            "sender": sender,
            "rows": [(row, known[row.pk]) for row in rows],
            "address": address_of("public-programs", of),
            "schema": as_block(_list_data(rows, of)) if rows else "",
        }
        return render(request, "public/programs.html", context)


def _list_data(rows: Collection[Program], of: str) -> dict[str, object]:
    places = [
        {
            "@type": "ListItem",
            "position": place,
            "name": str(row),
            "url": address_of("public-program", of, row.pk),
        }
        for place, row in enumerate(rows, start=1)
    ]
    return {"@type": "ItemList", "url": address_of("public-programs", of), "itemListElement": places}


def show(request: HttpRequest, of: str, program: int) -> HttpResponse:
    """What the program is, for whom, who runs it with whom, and which of its intakes takes applications when."""
    sender = sender_of(of)
    with scope(organization=sender), timezone.override(sender.time_zone):
        row = public_programs().filter(pk=program).first()
        if row is None:
            raise Http404
        address, openings = address_of("public-program", of, program), openings_of([row])[program]
        reasons, partners = [rule.reason for rule in rules_of(row)], partners_of(row)
        data = {**program_data(row, sender, address, **_days(openings)), "programPrerequisites": reasons}
        context = {
            "sender": sender,
            "program": row,
            "reasons": reasons,
            "documents": documents_asked(row),
            "openings": openings,
            "together": _partners(partners, PartnershipRole.LEAD, PartnershipRole.DELIVERY),
            "referrers": _partners(partners, PartnershipRole.REFERRER),
            "funders": _partners(partners, PartnershipRole.FUNDER),
            "address": address,
            "called": f"{row} · {sender}",
            "schema": as_block(data),
        }
        return render(request, "public/program.html", context)


def _days(openings: Openings) -> dict[str, Any]:
    """Return the days of the only intake there is; of several, each says its own on its page."""
    intakes = [intake for _cohort, intake in (*openings.now, *openings.later)]
    if len(intakes) != 1:
        return {}
    return {"opens": intakes[0].opens, "closes": intakes[0].closes}


def _partners(partners: Collection[ProgramPartner], *roles: PartnershipRole) -> list[Organization]:
    """Return who does this for the program today, each once."""
    today = timezone.localdate()
    found = [one.partnership for one in partners if one.partnership.role in roles]
    return list(
        dict.fromkeys(one.partner for one in found if one.is_running(today) and one.partner.is_active)
    )
