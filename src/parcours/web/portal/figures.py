"""Figures without a person in them: for funders, and for everybody who answers for the numbers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parcours.accounts.queries import members_by_role
from parcours.web.pages import OrganizationRequest

_FEWEST = 11
_STEP = 5


def show(request: OrganizationRequest) -> HttpResponse:
    """How many people have each role: small numbers are not told, the others are rounded, and there is no total.

    A total would give a small number away by subtraction.
    """
    figures = [(role.label, _published(people)) for role, people in members_by_role()]
    return render(request, "portal/figures.html", {"figures": figures, "fewest": _FEWEST, "step": _STEP})


def _published(people: int) -> str:
    if people < _FEWEST:
        return _("fewer than %(number)s") % {"number": _FEWEST}
    return str(_STEP * round(people / _STEP))
