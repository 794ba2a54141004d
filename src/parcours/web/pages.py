"""How a page is registered: with who may open it. There is no other way, so it cannot be forgotten.

    urlpatterns = [
        page("members/", members.show, name="members", needs=Permission.SEE_MEMBERS),
        page("members/invite/", members.invite, name="invite", needs=Permission.MANAGE_MEMBERS, methods=FORM),
    ]

The same facts are what the access matrix of the tests and `docs/access.md` are made from.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_denied
from parcours.accounts.models import Organization, User
from parcours.accounts.queries import actor_for, has_second_factor
from parcours.accounts.roles import STAFF, Permission
from parcours.core.refusals import NotAllowed, Refused, Stale, TooMany
from parcours.web import errors
from parcours.web.numbers import BIGGEST

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
POST = ("POST",)

View = Callable[..., HttpResponse]

VOUCHED_IN = "vouched_in"
"""In a session: the organization whose identity provider vouched for the person; it opens no other one."""

PROVIDER_ASKED = "provider_asked_second_factor"
"""In a session: whether that provider asked for a second factor, as far as its organization says."""

RETURN_TO = "return_to"
"""In a session: where somebody was going who had to set up a second factor first."""

SECRET = "token"  # noqa: S105 - its name
"""What the part of an address is called that opens something by itself."""


class Audience(StrEnum):
    """Who may open a page at all."""

    ANYONE = "anyone"
    SIGNED_IN = "anyone signed in"
    MEMBERS = "members of the organization in the address"
    PLATFORM = "whoever runs this installation"
    LINK = "whoever holds a signed link"
    DEMO = "anyone, in a demo only"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page, and how. ``needs`` is the permission that members must have."""

    audience: Audience
    needs: Permission | None
    methods: tuple[str, ...]


class OrganizationRequest(HttpRequest):
    """A request for a page of an organization, by one of its members."""

    user: User
    id: str
    organization: Organization
    actor: Actor


def page(
    route: str,
    view: View,
    *,
    name: str,
    needs: Permission | None = None,
    audience: Audience = Audience.MEMBERS,
    methods: tuple[str, ...] = READ,
) -> URLPattern:
    """Return the pattern for a page.

    Pages for members stand below ``o/<slug:organization>/``: the view is called with ``request.organization`` and
    ``request.actor``, inside the organization's scope and in its time zone, and without the slug. Whoever is not a
    member gets the same 404 as for an organization that does not exist; a member without the permission gets a 403
    with the reason.
    """
    access = Access(audience, needs, methods)

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, **parameters: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        response = _answered(access, view, request, parameters)
        if audience is Audience.LINK and SECRET in parameters:
            # Only where the address is a secret: a browser that names no referrer sends no origin with a form either,
            # and such a form is refused.
            response["Referrer-Policy"] = "no-referrer"
        if audience is not Audience.ANYONE or getattr(request.user, "is_authenticated", False):
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True)
        return response

    guarded.access = access  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def _answered(access: Access, view: View, request: HttpRequest, parameters: dict[str, Any]) -> HttpResponse:
    if access.audience is Audience.DEMO and not settings.DEMO:
        raise Http404
    if any(isinstance(value, int) and value > BIGGEST for value in parameters.values()):
        raise Http404
    if access.audience in {Audience.ANYONE, Audience.DEMO, Audience.LINK}:
        return _in_words(view, request, parameters)
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    if access.audience is Audience.MEMBERS:
        return _for_member(access, view, request, parameters)
    if access.audience is Audience.PLATFORM:
        return _for_platform(view, request, parameters)
    return _in_words(view, request, parameters)


def _for_platform(view: View, request: HttpRequest, parameters: dict[str, Any]) -> HttpResponse:
    """Answer whoever runs the installation, in a way of their own: no organization vouches for them here."""
    if not cast("User", request.user).is_platform_admin:
        raise Http404
    if VOUCHED_IN in request.session:
        return errors.forbidden(request, reason=_another_way(_("the installation")))
    if not settings.DEMO and not has_second_factor(cast("User", request.user)):
        return _to_second_factor(request)
    with scope(organization=None):  # what is the installation's own
        return _in_words(view, request, parameters)


def _for_member(access: Access, view: View, request: Any, parameters: dict[str, Any]) -> HttpResponse:  # noqa: ANN401
    slug = parameters.pop("organization")
    organization = Organization.objects.filter(slug=slug, is_active=True).first()
    if organization is None:
        raise Http404
    with scope(organization=organization), timezone.override(organization.time_zone):
        actor = actor_for(request.user, organization)
        if not actor.roles:
            _note_refusal(request, actor, 404)
            raise Http404
        if request.session.get(VOUCHED_IN, organization.pk) != organization.pk:
            return errors.forbidden(request, reason=_another_way(organization))
        if actor.roles & STAFF and not settings.DEMO and not _second_factor(request):
            return _to_second_factor(request)
        request.organization, request.actor = organization, actor
        if access.needs is not None and not actor.may(access.needs):
            _note_refusal(request, actor, 403)
            return errors.forbidden(request)
        try:
            response = _in_words(view, request, parameters)
        except Http404:
            _note_refusal(request, actor, 404)
            raise
        if response.status_code == HTTPStatus.FORBIDDEN:
            _note_refusal(request, actor, 403)
        return response


def _note_refusal(request: HttpRequest, actor: Actor, status: int) -> None:
    """Write into the organization's audit log that ``actor`` was refused this page, or a row of another's on it."""
    match = request.resolver_match
    record_denied(by=actor, page=match.url_name if match and match.url_name else "", status=status)


def _second_factor(request: HttpRequest) -> bool:
    """Whether the person signed in with a second factor of their own, or of their organization's provider."""
    return bool(request.session.get(PROVIDER_ASKED)) or has_second_factor(cast("User", request.user))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """Send the person to set one up, and back."""
    request.session[RETURN_TO] = request.get_full_path()
    return redirect("mfa_index")


def _another_way(to: object) -> str:
    return _(
        "You signed in through another organization’s provider, which does not open %(organization)s. "
        "Sign out, then sign in with a mailed code, a passkey or your password."
    ) % {"organization": to}


def _in_words(view: View, request: HttpRequest, parameters: dict[str, Any]) -> HttpResponse:
    """Call the view; what an action refuses becomes a page that says why."""
    try:
        return view(request, **parameters)
    except NotAllowed as refusal:
        return errors.forbidden(request, reason=str(refusal))
    except TooMany as refusal:
        return errors.too_many(request, str(refusal))
    except (Stale, Refused) as refusal:
        return errors.conflict(request, str(refusal))
