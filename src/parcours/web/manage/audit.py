"""The audit log: who did what, to whom, when; whether it holds; and the same as a file."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.audit import note_export, verify_log
from parcours.accounts.actors import Via
from parcours.accounts.audit.queries import entries, last_check, readable
from parcours.accounts.audit.verbs import VERBS, in_words
from parcours.accounts.models import AuditContent, AuditEntry
from parcours.core.keyring import Unreadable
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage import audit_details as details
from parcours.web.pages import OrganizationRequest

_PAGES_OF = {
    "people.person": "person",
    "accounts.invitation": "invitation_detail",
    "accounts.partnership": "partnership",
}


def _content(entry: AuditEntry) -> AuditContent | None:
    try:
        return entry.content
    except ObjectDoesNotExist:
        return None


def _when(entry: AuditEntry) -> str:
    return date_format(timezone.localtime(entry.time), "DATETIME_FORMAT")


def _who(entry: AuditEntry) -> str:
    content = _content(entry)
    if content is not None and content.actor is not None:
        return str(content.actor)
    if entry.actor:
        return gettext("Somebody since erased")
    try:
        said = readable(entry)
    except Unreadable:
        return gettext("Cannot be read")
    unnamed = {
        Via.STRANGER: gettext("Somebody not signed in"),
        Via.LINK: gettext("Whoever holds the link"),
    }
    name = (said or {}).get("name") or unnamed.get((said or {}).get("via", ""), "Parcours")
    return str(name)


def _about(entry: AuditEntry) -> str | None:
    content = _content(entry)
    if content is not None and content.about is not None:
        return str(content.about)
    return gettext("Somebody since erased") if entry.about else None


def _more(entry: AuditEntry) -> str | None:
    """What else was written down, in words."""
    try:
        said = readable(entry)
    except Unreadable:
        return gettext("Cannot be read")
    return details.in_words(entry.verb, (said or {}).get("more") or {}) or None


def _row(entry: AuditEntry) -> str:
    """The address of what it happened to, where that has a page of its own."""
    content, slug = _content(entry), entry.organization.slug if entry.organization else ""
    page = _PAGES_OF.get(content.what) if content else None
    return reverse(page, args=[slug, content.what_id]) if page and content and slug else ""


def _person(entry: AuditEntry) -> str:
    content = _content(entry)
    if content is None or content.about_id is None or entry.organization is None:
        return ""
    return reverse("member", args=[entry.organization.slug, content.about_id])


def _within(days: str) -> Q:
    return Q(time__gte=timezone.now() - timedelta(days=int(days)))


LOG = List(
    name=_("Audit log"),
    columns=(
        Column("number", _("No."), lambda entry: entry.number, order=("number",), number=True),
        Column("when", _("When"), _when, head=True),
        Column("who", _("Who"), _who),
        Column("verb", _("What happened"), lambda entry: in_words(entry.verb), link=_row),
        Column("about", _("About whom"), _about, link=_person),
        Column("more", _("Details"), _more),
    ),
    sort="-number",
    key="number",
    filters=(
        Choice("verb", _("What happened"), tuple(VERBS.items()), "verb"),
        Choice(
            "when",
            _("When"),
            (
                ("1", _("Last 24 hours")),
                ("7", _("Last 7 days")),
                ("30", _("Last 30 days")),
                ("365", _("Last year")),
            ),
            _within,
        ),
    ),
    search=("content__actor__name", "content__actor__email", "content__about__name", "content__about__email"),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """The log, filtered as the address says."""
    shown = LOG.read(request, entries())
    if (file := shown.file()) is not None:
        note_export(by=request.actor, kind=shown.file_asked, rows=shown.rows.count())
        return file
    checked = last_check()
    context = {
        "list": shown,
        "checked": checked,
        "checked_when": _when(checked) if checked else "",
        "checked_by": _who(checked) if checked else "",
        "result": (readable(checked) or {}).get("more", {}) if checked else {},
    }
    return render(request, "manage/audit/list.html", context)


def verify(request: OrganizationRequest) -> HttpResponse:
    """Check the log now; the page then says how it is."""
    verify_log(by=request.actor)
    return redirect("audit", request.organization.slug)
