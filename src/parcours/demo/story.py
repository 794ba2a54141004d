"""What happened in the demo before anybody looks, made by the real actions: partners, invitations, appointments."""

import datetime as dt
import io
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope
from PIL import Image, ImageDraw

from parcours.accounts.actions import invitations
from parcours.accounts.actions.audit import verify_log
from parcours.accounts.actions.founding import found_network
from parcours.accounts.actions.memberships import change_role, end_memberships
from parcours.accounts.actions.networks import join_network
from parcours.accounts.actions.organizations import change_details, change_logo
from parcours.accounts.actions.partnerships import add_partnership
from parcours.accounts.actors import Actor, system
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.links.actions import confirm_details, send_link
from parcours.accounts.models import Invitation, Organization, User
from parcours.accounts.models.link import Purpose
from parcours.accounts.queries import actor_for, memberships
from parcours.accounts.roles import Role
from parcours.demo import (
    agency_story,
    application_story,
    consent_story,
    course_story,
    federal_story,
    matching_story,
    outcome_story,
    profiles_story,
    program_story,
    report_story,
    survey_story,
)
from parcours.demo.cv import add_cv
from parcours.demo.diary import make_appointments
from parcours.demo.places import DEPARTMENTS
from parcours.web.public.personas import BY_KEY

_DAY = dt.timedelta(days=1)

_PARTNERSHIPS = {
    "rivermouth": (
        (
            "northgate",
            PartnershipRole.DELIVERY,
            -210,
            41,
            "Prepares mentees for the city’s mentoring program.",
        ),
        ("harbour", PartnershipRole.REFERRER, -400, None, "Refers engineers, planners and accountants."),
        ("lakeside-fund", PartnershipRole.FUNDER, -240, 125, "Pays for one cohort of 40 pairs a year."),
        ("harbour", PartnershipRole.OBSERVER, -700, -340, "Followed the pilot."),
    ),
    "northgate": (
        (
            "rivermouth",
            PartnershipRole.HOST_EMPLOYER,
            -200,
            24,
            "Takes twelve interns a year into its divisions.",
        ),
        ("lakeside-fund", PartnershipRole.FUNDER, -240, 125, "Pays for internships of 400 hours."),
        ("harbour", PartnershipRole.REFERRER, -580, 185, "Refers clients to the shared intake."),
        ("juniper", PartnershipRole.REFERRER, -590, 175, "Shares the intake and the ceremony."),
        ("open-compass", PartnershipRole.DELIVERY, -590, 175, "Prepares mentees, and shares the ceremony."),
    ),
}
"""For each organization: the partner, what it does, the first and the last day from today, and what it covers."""

_LETTERS = {
    "rivermouth": (
        (("s.grandmaison@rivermouth.example", "k.osei@rivermouth.example"), Role.MENTOR, "en", 0),
        (("j.tremblay@rivermouth.example",), Role.SUPERVISOR, "fr", 6),
        (("old.address@rivermouth.example",), Role.MENTOR, "en", 19),
    ),
    "northgate": (
        (("f.diallo@mail.example", "m.kowalczyk@mail.example"), Role.PARTICIPANT, "fr", 0),
        (("l.nakamura@northgate.example",), Role.COUNSELLOR, "en", 9),
    ),
}
"""For each organization: who is invited, as what, in which language, and how many days ago."""


def tell() -> None:
    """Make it happen, in the organizations that are there already."""
    places = {place.slug: place for place in Organization.objects.all()}
    admin = User.objects.get(email=BY_KEY["administrator"].email)
    partnership = found_network(
        by=system(None),
        slug="rivermouth-lip",
        name_en="Rivermouth Local Immigration Partnership",
        name_fr="Partenariat local en matière d’immigration de Rivermouth",
    )
    found_network(
        by=system(None),
        slug="lakeside-rif",
        name_en="Lakeside Francophone Immigration Network",
        name_fr="Réseau en immigration francophone du Lac",
    )
    for slug in ("rivermouth", "northgate", "harbour"):
        with scope(organization=places[slug]):
            join_network(network=partnership, by=system(places[slug]))
    for slug, colours in (("rivermouth", ("#0b5c5f", "#7fd1cb")), ("northgate", ("#7d4c00", "#ffce4f"))):
        organization = places[slug]
        with scope(organization=organization), timezone.override(organization.time_zone):
            by = actor_for(admin, organization)
            change_logo(organization=organization, version=organization.version, png=_logo(*colours), by=by)
            _make_partners(by, places)
            _invite(by)
            _change_roles(by)
            make_appointments(by)
    _confirm(places["rivermouth"], places["northgate"], admin)
    city = places["rivermouth"]
    coordinator = User.objects.get(email=BY_KEY["coordinator-city"].email)
    with scope(organization=city), timezone.override(city.time_zone):
        profiles_story.take_in(actor_for(coordinator, city))
        consent_story.say(actor_for(coordinator, city), places["northgate"])
        add_cv(actor_for(coordinator, city))
        survey_story.tell(actor_for(coordinator, city))
        program_story.tell_city(actor_for(coordinator, city))
        application_story.tell(actor_for(coordinator, city))
        course_story.tell(actor_for(coordinator, city))
        matching_story.tell(actor_for(coordinator, city))
        course_story.let_wait(actor_for(coordinator, city))
        outcome_story.tell(actor_for(coordinator, city))
        report_story.tell(actor_for(coordinator, city))
    agency = places["northgate"]
    coordinator = User.objects.get(email=BY_KEY["coordinator-agency"].email)
    with scope(organization=agency), timezone.override(agency.time_zone):
        program_story.tell_agency(actor_for(coordinator, agency))
        agency_story.tell(actor_for(coordinator, agency))
    council = places["harbour"]
    with scope(organization=council), timezone.override(council.time_zone):
        departments = [places[str(one["slug"])] for one in DEPARTMENTS]
        federal_story.tell(actor_for(admin, council), departments)


def _make_partners(by: Actor, places: dict[str, Organization]) -> None:
    today = timezone.localdate()
    for partner, role, first, last, scope_of_it in _PARTNERSHIPS[by.here.slug]:
        add_partnership(
            partner=places[partner],
            role=role,
            scope=scope_of_it,
            starts_on=today + first * _DAY,
            ends_on=None if last is None else today + last * _DAY,
            by=by,
        )


def _invite(by: Actor) -> None:
    """Send the invitations; those of some days ago are then dated back, as no action can do that."""
    sent: list[Invitation] = []
    for emails, role, language, days in _LETTERS[by.here.slug]:
        made = invitations.invite(by=by, emails=emails, roles=[role], language=language, address=_address)
        for row in made:
            row.sent_at -= days * _DAY
            row.expires_at -= days * _DAY
            row.save(update_fields=["sent_at", "expires_at"])
        sent += made
    invitations.revoke(by=by, invitation=sent[0])


def _address(token: str) -> str:
    return settings.BASE_URL + reverse("invitation_opened", args=[token])


def _change_roles(by: Actor) -> None:
    """Somebody has become something else, and somebody has left."""
    crowd: Sequence[Role] = (Role.MENTOR, Role.PARTICIPANT)
    first, second = (
        memberships()
        .filter(role__in=crowd, user__email__endswith="@mail.example")
        .exclude(user__email__in=[persona.email for persona in BY_KEY.values()])[:2]
    )
    change_role(membership=first, version=first.version, role=Role.COUNSELLOR, by=by)
    end_memberships(memberships=[second], by=by)


def _confirm(city: Organization, agency: Organization, admin: User) -> None:
    """The city's contact has a link that waits; the agency's has answered, and its log has been checked."""
    with scope(organization=city):
        by = actor_for(admin, city)
        send_link(purpose=Purpose.CONFIRM_CONTACT, by=by)
        change_details(organization=city, version=city.version, contact_phone="555-0143", by=by)
    with scope(organization=agency):
        by = actor_for(admin, agency)
        link = send_link(purpose=Purpose.CONFIRM_CONTACT, by=by)
        confirm_details(
            link=link,
            version=agency.version,
            name="Daniel Okafor",
            email="daniel@northgate.example",
            phone="555-0177",
        )
        verify_log(by=by)


def _logo(dark: str, light: str) -> bytes:
    """Draw a mark of two colours; returns a PNG."""
    picture = Image.new("RGBA", (240, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 239, 239), fill=dark)
    draw.line([(36, 168), (96, 84), (144, 148), (204, 64)], fill=light, width=28, joint="curve")
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
