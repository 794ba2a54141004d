"""The organization's appointments: those to come, and making, changing and cancelling them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.core.refusals import Refused, Stale
from parcours.messaging.calendar.actions import (
    cancel_appointment,
    cancel_following,
    change_appointment,
    change_following,
    make_appointment,
    make_series,
)
from parcours.messaging.calendar.models import Appointment, Kind
from parcours.messaging.calendar.queries import appointments, coming, of_series
from parcours.messaging.calendar.times import in_words, repeats_in_words
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.appointment_form import FOLLOWING, AppointmentForm, ScopeForm, values
from parcours.web.pages import OrganizationRequest

APPOINTMENTS = List(
    name=_("Appointments"),
    columns=(
        Column(
            "title",
            _("Appointment"),
            lambda row: row.title or row.get_kind_display(),
            head=True,
            link=lambda row: reverse("appointment", args=[row.organization.slug, row.pk]),
        ),
        Column("when", _("When"), lambda row: in_words(row.starts_at, row.zone), order=("starts_at", "pk")),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), order=("kind", "starts_at", "pk")),
        Column("people", _("People"), lambda row: ", ".join(str(one) for one in row.attendees.all())),
        Column("place", _("Place"), lambda row: row.place or row.online),
    ),
    sort="when",
    filters=(Choice("kind", _("Kind"), Kind.choices, "kind"),),
    search=("title_en", "title_fr", "place"),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """Every appointment to come."""
    shown = APPOINTMENTS.read(request, coming())
    if (file := shown.file()) is not None:
        note_export(of="appointments", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    return render(request, "manage/appointments/list.html", {"list": shown})


def show(request: OrganizationRequest, appointment: int) -> HttpResponse:
    """One appointment, and what can be done about it."""
    row = get_object_or_404(appointments(), pk=appointment)
    series = of_series(row.series) if row.series else []
    context = {
        "appointment": row,
        "when": in_words(row.starts_at, row.zone),
        "repeats": _repeats(row),
        "series": [(one, in_words(one.starts_at, one.zone)) for one in series],
    }
    return render(request, "manage/appointments/show.html", context)


def _repeats(row: Appointment) -> str:
    """Return the series of an appointment in words."""
    series = row.series
    if series is None:
        return ""
    return repeats_in_words(series.at(series.day), series.last, series.weeks, row.minutes)


def new(request: OrganizationRequest) -> HttpResponse:
    """The form, then the appointment, and an invitation for everybody."""
    initial = {
        "day": localdate(),
        "zone": request.organization.time_zone,
        "minutes": 60,
        "sequence": 0,
        "language": request.organization.language,
    }
    form = AppointmentForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            row = _make(form, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                gettext("The series is made, and everybody is invited.")
                if row.series
                else gettext("The appointment is made, and everybody is invited."),
            )
            return redirect("appointment", request.organization.slug, row.pk)
    return render(request, "manage/appointments/new.html", {"form": form})


def _make(form: AppointmentForm, request: OrganizationRequest) -> Appointment:
    """Make what the form says: one appointment or a series."""
    repeat = form.repeat()
    if repeat is None:
        return make_appointment(details=form.details(), people=form.invited(), by=request.actor)
    return make_series(details=form.details(), repeat=repeat, people=form.invited(), by=request.actor)


def edit(request: OrganizationRequest, appointment: int) -> HttpResponse:
    """The form with what the appointment is; whoever it concerns is told of what changed."""
    row = get_object_or_404(appointments().filter(cancelled_at=None), pk=appointment)
    initial = {**values(row), "sequence": row.sequence, "language": request.organization.language}
    form = AppointmentForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change = change_following if form.is_for_following() else change_appointment
            change(
                appointment=row,
                sequence=form.cleaned_data["sequence"],
                details=form.details(),
                people=form.invited(),
                by=request.actor,
            )
        except (Refused, Stale) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The appointment is changed, and whoever it concerns is told."))
            return redirect("appointment", request.organization.slug, row.pk)
    return render(
        request, "manage/appointments/edit.html", {"form": form, "appointment": row, "repeats": _repeats(row)}
    )


def cancel(request: OrganizationRequest, appointment: int) -> HttpResponse:
    """Ask, then cancel."""
    row: Appointment = get_object_or_404(appointments().filter(cancelled_at=None), pk=appointment)
    form = ScopeForm(request.POST or None) if row.series else None
    if request.method == "POST" and (form is None or form.is_valid()):
        following = form is not None and form.cleaned_data["scope"] == FOLLOWING
        end = cancel_following if following else cancel_appointment
        end(appointment=row, sequence=row.sequence, by=request.actor)
        messages.success(
            request,
            gettext("The appointments are cancelled, and everybody is told.")
            if following
            else gettext("The appointment is cancelled, and everybody is told."),
        )
        return redirect("appointments", request.organization.slug)
    context = {
        "appointment": row,
        "when": in_words(row.starts_at, row.zone),
        "repeats": _repeats(row),
        "form": form,
    }
    return render(request, "manage/appointments/cancel.html", context)
