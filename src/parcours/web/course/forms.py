"""What the two fill in. Beside each text stands who reads it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.core.refusals import Refused
from parcours.engagements.actions import concerns, noting, planning
from parcours.engagements.course_lists import ATTENDANCE, CONCERN_KIND, SESSION_WAY, TERM
from parcours.engagements.models.course_session import LONGEST
from parcours.messaging.calendar.actions import Details
from parcours.messaging.calendar.times import When
from parcours.web import days
from parcours.web.forms import Form

_DAY = {"type": "date"}
_USUAL = 60
READ_BY_BOTH = _("Read by both of you, and by the coordinators.")


class LogForm(Form):
    """A session in fifteen seconds: everything is filled in as it mostly is."""

    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=LONGEST, required=False, initial=_USUAL
    )
    way = forms.ChoiceField(label=_("How you met"), choices=SESSION_WAY.choices, widget=forms.RadioSelect)
    attendance = forms.ChoiceField(
        label=_("Who came"), choices=ATTENDANCE.choices, widget=forms.RadioSelect, initial="held"
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=READ_BY_BOTH,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, usual: tuple[int, str] | None = None, **kwargs: Any) -> None:
        minutes, way = usual or (_USUAL, "in_person")
        initial = {"held_on": timezone.localdate(), "minutes": minutes, "way": way}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the length of a session that was held; one that was not has none."""
        given = super().clean() or {}
        if given.get("attendance") == "held" and not given.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how long it was, in minutes."))
        given["minutes"] = given.get("minutes") or 0
        return given


class DisputeForm(Form):
    """What was otherwise."""

    words = forms.CharField(
        label=_("What was otherwise?"),
        help_text=READ_BY_BOTH,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MeetingForm(Form):
    """When the two meet next. ``sequence`` says which of the changes was seen."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY), validators=days.OF_APPOINTMENTS)
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST, initial=_USUAL)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    online = forms.URLField(label=_("Address of the online meeting"), max_length=500, required=False)
    sequence = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix="meeting", **kwargs)
        self._zone = zone
        self.fields["time"].error_messages.update(
            required=_("Give a time, such as 14:30."), invalid=_("Give a time, such as 14:30.")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a time that the clock skips or shows twice."""
        given = super().clean() or {}
        day, time = given.get("day"), given.get("time")
        if isinstance(day, dt.date) and isinstance(time, dt.time):
            try:
                When(day, time, self._zone).instant()
            except Refused as refusal:
                self.add_error("time", str(refusal))
        return given

    @property
    def details(self) -> Details:
        """The appointment of a form that is valid."""
        given = self.cleaned_data
        when = When(given["day"], given["time"], self._zone)
        return Details(when, minutes=given["minutes"], place=given["place"], online=given["online"])


class GoalForm(Form):
    """A goal of the two."""

    term = forms.ChoiceField(label=_("Term"), choices=TERM.choices, widget=forms.RadioSelect, initial="short")
    words = forms.CharField(
        label=_("Goal"),
        help_text=READ_BY_BOTH,
        max_length=planning.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    by_day = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput(attrs=_DAY))


class StepForm(Form):
    """A step towards a goal."""

    words = forms.CharField(label=_("Step"), help_text=READ_BY_BOTH, max_length=planning.LONGEST)
    by_day = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput(attrs=_DAY))


class RewordForm(Form):
    """Other words for a goal or a step."""

    words = forms.CharField(
        label=_("In other words"),
        help_text=_("What it said stays in the history."),
        max_length=planning.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NoteForm(Form):
    """A note; who reads it is said where the field stands."""

    words = forms.CharField(max_length=noting.LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = readers


class ConcernForm(Form):
    """Something that goes wrong."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=CONCERN_KIND.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What happened, and what would help?"),
        max_length=concerns.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = readers
