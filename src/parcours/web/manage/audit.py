"""The audit log: who did what, to whom, when; whether it holds; and the same as a file."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.audit import note_export, verify_log
from parcours.accounts.audit.queries import entries, last_check, readable
from parcours.accounts.audit.verbs import VERBS, in_words
from parcours.accounts.models import AuditContent, AuditEntry
from parcours.core.keyring import Unreadable
from parcours.web.lists import Choice, Column, List
from parcours.web.pages import OrganizationRequest


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
    return (said or {}).get("name") or "Parcours"


def _about(entry: AuditEntry) -> str | None:
    content = _content(entry)
    if content is not None and content.about is not None:
        return str(content.about)
    return gettext("Somebody since erased") if entry.about else None


def _more(entry: AuditEntry) -> str | None:
    """What else was written down, as names and values."""
    try:
        said = readable(entry)
    except Unreadable:
        return gettext("Cannot be read")
    more = dict((said or {}).get("more") or {})
    change = []
    if "before" in more and "after" in more:
        change = [_changed(more.pop("before"), more.pop("after"))]
    rest = [f"{name}: {_plain(value)}" for name, value in more.items() if value is not None]
    return "; ".join(part for part in [*change, *rest] if part) or None


def _changed(before: object, after: object) -> str:
    """Return what was there and what is there now, field by field where there are several."""
    if isinstance(before, dict) and isinstance(after, dict):
        return "; ".join(f"{name}: {_changed(before.get(name), value)}" for name, value in after.items())
    return f"{_plain(before)} → {_plain(after)}"


def _plain(value: object) -> str:
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value or "")) or "–"


def _within(days: str) -> Q:
    return Q(time__gte=timezone.now() - timedelta(days=int(days)))


LOG = List(
    name=_("Audit log"),
    columns=(
        Column("number", _("No."), lambda entry: entry.number, order=("number",), number=True),
        Column("when", _("When"), _when, head=True),
        Column("who", _("Who"), _who),
        Column("verb", _("What happened"), lambda entry: in_words(entry.verb)),
        Column("about", _("About whom"), _about),
        Column("more", _("Details"), _more),
    ),
    sort="-number",
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
        note_export(by=request.actor, kind=shown.file_asked, rows=shown.count)
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
