"""The form of an appointment: a time on the clock of a place, and who is invited."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.core.zones import ZONES
from parcours.messaging.calendar.actions import Details, Person, Repeat
from parcours.messaging.calendar.actions.rows import LONGEST
from parcours.messaging.calendar.models import Appointment, Kind
from parcours.messaging.calendar.times import Absent, Ambiguous, When, offset
from parcours.web import days
from parcours.web.forms import Form

_PERSON = re.compile(r"(?:(?P<name>[^<>]*?)\s*<(?P<address>[^<>\s]+)>|(?P<bare>\S+))")
_CLOCK = ("day", "time", "zone")

REPEATS = (
    ("", _("Does not repeat")),
    ("1", _("Every week")),
    ("2", _("Every two weeks")),
    ("4", _("Every four weeks")),
)
FOLLOWING = "following"


def scope_field() -> forms.ChoiceField:
    """Return the question how much of a series is meant."""
    return forms.ChoiceField(
        label=_("Which of the series"),
        choices=(("one", _("Only this one")), (FOLLOWING, _("This one and all that follow"))),
        initial="one",
        widget=forms.RadioSelect,
    )


class ScopeForm(Form):
    """How much of a series is meant."""

    scope = scope_field()


class AppointmentForm(Form):
    """What an appointment is. Which of two hours is meant is asked only where the clock shows the time twice.

    A new one may repeat; of one of a series it is asked whether those that follow change with it.
    """

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title_en = forms.CharField(
        label=_("Title in English"),
        max_length=120,
        required=False,
        help_text=_("One language is enough; without a title the kind stands there."),
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    title_fr = forms.CharField(
        label=_("Title in French"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"lang": "fr"}),
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=days.OF_APPOINTMENTS,
    )
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Of the place where you meet. Everybody’s calendar shows their own."),
    )
    which = forms.ChoiceField(label=_("Which of the two hours"), widget=forms.RadioSelect)
    repeats = forms.ChoiceField(label=_("Repeats"), choices=REPEATS, required=False)
    until = forms.DateField(
        label=_("Last day of the series"),
        required=False,
        help_text=_(
            "Only where it repeats. Each appointment of a series can be changed or cancelled by itself."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=days.OF_APPOINTMENTS,
    )
    scope = scope_field()
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    online = forms.URLField(
        label=_("Address of the online meeting"), max_length=500, required=False, assume_scheme="https"
    )
    people = forms.CharField(
        label=_("People"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "One on each line: an email address, or a name and an address, such as Ana Roy <ana@example.org>. "
            "Members are known by their address; others need no account."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language for people without an account"), choices=Language.choices, widget=forms.RadioSelect
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = {**ZONES}
        known = str(self.initial.get("zone", ""))
        if known:
            zones.setdefault(known, known)
        _choice(self, "zone").choices = list(zones.items())
        self.fields["time"].error_messages.update(
            required=_("Give a time, such as 14:30."), invalid=_("Give a time, such as 14:30.")
        )
        self._ask_which()
        row = self.initial.get("row")
        if row is not None:
            del self.fields["repeats"], self.fields["until"]
        if row is None or not row.series_id:
            del self.fields["scope"]
        self.order_fields(["scope"])  # it decides what the rest is about

    def _ask_which(self) -> None:
        """Ask which of two hours is meant, where the clock shows the time given twice; else leave the question out."""
        when = self._clock()
        found = when.instants() if when else []
        if when is None or len(found) < 2:  # noqa: PLR2004 - two instants
            del self.fields["which"]
            return
        before, after = (offset(one, when.zone) for one in found)
        field = _choice(self, "which")
        field.choices = [
            ("first", _("The first, before the clocks go back (%s)") % before),
            ("second", _("The second, after the clocks went back (%s)") % after),
        ]
        try:
            when.instant()
        except Ambiguous as question:
            field.error_messages["required"] = str(question)

    def _clock(self) -> When | None:
        """Return the time as it was given, or None where it is none."""
        given = {
            name: self[name].data if self.is_bound else self.get_initial_for_field(self.fields[name], name)
            for name in _CLOCK
        }
        try:
            return When(**{name: self.fields[name].clean(value) for name, value in given.items()})
        except ValidationError:
            return None

    def clean_people(self) -> list[Person]:
        """Return everybody, or say which line is no address."""
        found, faults = [], []
        for line in filter(None, map(str.strip, self.cleaned_data["people"].splitlines())):
            match = _PERSON.fullmatch(line)
            name = (match["name"] or "")[:150] if match else ""
            address = (match["address"] or match["bare"]) if match else ""
            try:
                validate_email(address)
            except ValidationError:
                faults.append(gettext("“%(text)s” is not an email address.") % {"text": line})
            found.append(Person(address, name.strip()))
        if faults:
            raise ValidationError(faults)
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a time that the clock skips, ask about one that it shows twice."""
        if not self.errors.keys() & {*_CLOCK}:
            try:
                self.when().instant()
            except Absent as refusal:
                self.add_error("time", str(refusal))
            except Ambiguous:
                assert "which" in self.errors  # noqa: S101 - the field that asks says so
        if self.cleaned_data.get("repeats") and not self.errors.keys() & {"day", "until"}:
            until = self.cleaned_data.get("until")
            if until is None:
                self.add_error("until", gettext("Say until which day it repeats."))
            elif until <= self.cleaned_data["day"]:
                self.add_error("until", gettext("The last day of a series comes after its first."))
        return self.cleaned_data

    def repeat(self) -> Repeat | None:
        """Return how it repeats, or None where it does not."""
        weeks = self.cleaned_data.get("repeats")
        return Repeat(int(weeks), self.cleaned_data["until"]) if weeks else None

    def is_for_following(self) -> bool:
        """Return whether all that follow are meant too."""
        return self.cleaned_data.get("scope") == FOLLOWING

    def when(self) -> When:
        """Return the time."""
        which = self.cleaned_data.get("which", "")
        later = {"first": False, "second": True}.get(which)
        return When(**{name: self.cleaned_data[name] for name in _CLOCK}, is_later=later)

    def details(self) -> Details:
        """Return what the appointment is."""
        given = self.cleaned_data
        rest = {name: given[name] for name in ("title_en", "title_fr", "minutes", "place", "online")}
        return Details(when=self.when(), kind=Kind(given["kind"]), **rest)

    def invited(self) -> list[Person]:
        """Return whom to invite."""
        language = self.cleaned_data["language"]
        return [Person(one.email, one.name, language) for one in self.cleaned_data["people"]]


def _choice(form: AppointmentForm, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])


def values(row: Appointment) -> dict[str, Any]:
    """Return what the form holds for an appointment."""
    names = ("kind", "title_en", "title_fr", "day", "time", "zone", "minutes", "place", "online")
    people = [
        f"{one} <{one.address}>" if str(one) != one.address else one.address for one in row.attendees.all()
    ]
    return {
        **{name: getattr(row, name) for name in names},
        "which": "second" if row.is_later else "first",
        "people": "\n".join(people),
        "row": row,
    }
