"""Figures without a person in them: for funders, and for everybody who answers for the numbers."""

from django.http import HttpResponse
from django.shortcuts import render

from parcours.accounts.queries import members_by_role
from parcours.accounts.roles import Role
from parcours.core.small_cells import BASE, SMALLEST, WITHHELD, published
from parcours.programs.queries import cohorts
from parcours.reporting.cohort.readers import Readable, Reader, readable_across
from parcours.web.pages import OrganizationRequest


def show(request: OrganizationRequest) -> HttpResponse:
    """How many people have each role, as it may be published (None: withheld), without a total.

    Every role in its own order, as an order by size would say more than the numbers do.
    """
    people = dict(members_by_role())
    own = [Readable(row, Reader.AGGREGATE) for row in cohorts().exclude(status="cancelled")]
    context = {
        "readable": own + readable_across(request.organization, (Reader.AGGREGATE,)),
        "figures": [(role.label, published(people.get(role, 0))) for role in Role],
        "base": BASE,
        "smallest": SMALLEST,
        "withheld": WITHHELD,
    }
    return render(request, "portal/figures.html", context)
