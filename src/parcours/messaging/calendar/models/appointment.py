"""Appointments and who is invited to them."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models import User
from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.messaging.calendar.models.series import Series
from parcours.messaging.calendar.times import When


class Kind(models.TextChoices):
    """What people meet for."""

    MENTORING = "mentoring", _("Mentoring meeting")
    CHECK_IN = "check_in", _("Check-in")
    INTERVIEW = "interview", _("Interview")
    ORIENTATION = "orientation", _("Orientation")
    WORKSHOP = "workshop", _("Workshop")
    INFO_SESSION = "info_session", _("Information meeting")


PERSONAL = frozenset({Kind.MENTORING, Kind.CHECK_IN, Kind.INTERVIEW})
"""Kinds whose attendees know of each other. Those who come to an orientation do not learn who else does."""


class Appointment(TenantModel):  # type: ignore[django-manager-missing] # attendees: the plugin looks for their own
    """One appointment.

    The day, the time and the zone are what people agreed on, and the truth; ``starts_at`` is computed from them, anew
    when a zone changes its rules. Every change makes ``sequence`` one more; calendars know the appointment by ``uid``,
    and one of a ``series`` by that of the series and its ``slot``: the day by the rule, wherever it was moved since.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.MENTORING)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    title = Bilingual()
    day = models.DateField(_("day"))
    time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=40)
    is_later = models.BooleanField(_("the later one of an hour that comes twice"), default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    online = models.URLField(_("address of the online meeting"), max_length=500, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="appointments")
    slot = models.DateField(_("day by the series"), null=True)

    class Meta:
        """Read by what comes next; a day of a series has one appointment."""

        indexes = (models.Index(fields=("organization", "starts_at"), name="appointment_coming"),)
        constraints = (models.UniqueConstraint("series", "slot", name="appointment_slot_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> When:
        """What people agreed on."""
        return When(self.day, self.time, self.zone, self.is_later)

    @property
    def is_moved(self) -> bool:
        """Whether it is one of a series at another time than the rule says."""
        return self.series is not None and (self.day, self.time, self.zone) != (
            self.slot,
            self.series.time,
            self.series.zone,
        )

    @property
    def ends_at(self) -> dt.datetime:
        """When it is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Attendee(TenantModel):
    """Somebody invited to an appointment: a member (``user``), or somebody without an account by their address."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="attendees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    email = models.EmailField(_("email address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)

    class Meta:
        """Everybody is invited once."""

        constraints = (
            models.UniqueConstraint("appointment", "user", name="attendee_user_once"),
            models.UniqueConstraint(
                "appointment", "email", condition=models.Q(user=None), name="attendee_address_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.user) if self.user else (self.name or self.email)

    @property
    def to(self) -> User | str:
        """Whom messages go to: the user, or the address."""
        return self.user or self.email

    @property
    def address(self) -> str:
        """The email address at present."""
        return self.user.email if self.user else self.email

    @property
    def reads(self) -> str:
        """The language in which they are written to."""
        return self.user.language if self.user else self.language

    @property
    def initials(self) -> str:
        """The first letters of the name, or of the address where there is no name."""
        called = (self.user.name if self.user else self.name) or self.address
        return " ".join(f"{part[0].upper()}." for part in called.replace("-", " ").split())
