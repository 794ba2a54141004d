"""The areas in the top bar: the few places that a person goes to, each shown to those who may open it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parcours.accounts.roles import Permission

_AREAS = (
    (_("Today"), "dashboard", Permission.SEE_DASHBOARD),
    (_("Members"), "members", Permission.SEE_MEMBERS),
    (_("Audit log"), "audit", Permission.SEE_AUDIT),
    (_("Organization"), "organization", Permission.SEE_ORGANIZATION),
)


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the top bar."""

    label: str
    address: str
    here: bool


def areas(request: HttpRequest) -> list[Area]:
    """Return the areas of the organization in the address, for its member; outside one there are none."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.organization is None:
        return []
    shown = [
        (label, reverse(name, args=[actor.organization.slug]))
        for label, name, permission in _AREAS
        if actor.may(permission)
    ]
    # The longest address that the current one begins with: a page below an area belongs to it.
    here = max((address for _, address in shown if request.path.startswith(address)), key=len, default="")
    return [Area(str(label), address, address == here) for label, address in shown]
