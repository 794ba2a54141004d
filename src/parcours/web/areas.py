"""The areas in the top bar: the few places that a person goes to, each shown to those who may open it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization
from parcours.accounts.roles import Permission, Role

_AREAS = (
    (_("Today"), "dashboard", Permission.SEE_DASHBOARD),
    (_("Programs"), "programs", Permission.MANAGE_PROGRAMS),
    (_("Members"), "members", Permission.SEE_MEMBERS),
    (_("People"), "participants", Permission.SEE_PEOPLE),
    (_("Referrals"), "referrals", Permission.REFER_CLIENTS),
    (_("Partners"), "partnerships", Permission.SEE_PARTNERS),
    (_("Figures"), "figures", Permission.SEE_AGGREGATES),
    (_("Audit log"), "audit", Permission.SEE_AUDIT),
    (_("Organization"), "organization", Permission.SEE_ORGANIZATION),
    (_("My profile"), "own-profile", Permission.SEE_ORGANIZATION),
    (_("My calendar"), "calendar", Permission.SEE_ORGANIZATION),
)
_BESIDE = {
    "/manage/invitations/": "/manage/members/",
    "/my-data/": "/profile/",
    "/mentorships/": "/profile/",
}
"""Pages that belong to an area, though their addresses stand beside it."""

_HAS_A_PROFILE = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.SUPERVISOR})


MOST = 7
"""So many areas fit into the bar in French on a laptop; of more, the last ones are a menu."""


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the top bar."""

    label: str
    address: str
    here: bool


def areas(request: HttpRequest) -> list[Area]:
    """Return the areas of the organization in the address, for its member; outside one there are none."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.organization is None:
        return []
    shown = _open_to(actor, actor.organization)
    path = request.path
    for beside, area in _BESIDE.items():
        path = path.replace(beside, area, 1)
    here = max((address for _, address in shown if _is_below(path, address)), key=len, default="")
    return [Area(label, address, address == here) for label, address in shown]


def in_bar(found: list[Area]) -> tuple[list[Area], list[Area]]:
    """Return the areas that stand in the bar, and those under *More*: none, or at least two."""
    return (found, []) if len(found) <= MOST else (found[: MOST - 1], found[MOST - 1 :])


def home(actor: Actor) -> str:
    """Return the address of the first area that the actor may open; one’s own profile comes before the organization."""
    open_to = [address for _label, address in _open_to(actor, actor.here)]
    organization, own = (reverse(name, args=[actor.here.slug]) for name in ("organization", "own-profile"))
    return own if open_to[0] == organization and own in open_to else open_to[0]


def _is_below(path: str, address: str) -> bool:
    """Return whether a page belongs to an area: it stands below it. Below today's work stand areas of their own."""
    if address.endswith("/manage/"):
        return path == address or path.startswith(f"{address}today/")
    return path.startswith(address)


def _open_to(actor: Actor, organization: Organization) -> list[tuple[str, str]]:
    return [
        (str(label), reverse(name, args=[organization.slug]))
        for label, name, permission in _AREAS
        if actor.may(permission)
        and (name != "own-profile" or actor.roles & _HAS_A_PROFILE)
        # Staff find referrals among people: the bar holds no more.
        and not (name == "referrals" and actor.may(Permission.SEE_PEOPLE))
        # Staff find their own calendar beside all appointments: the bar holds no more.
        and not (name == "calendar" and actor.may(Permission.MANAGE_APPOINTMENTS))
    ]
