"""Series: what repeats of appointments that come again."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.messaging.calendar.times import When


class Series(TenantModel):  # type: ignore[django-manager-missing] # appointments: the plugin looks for their own
    """A rule: the same time on the clock, every so many weeks, so many times.

    Each day of it is an appointment, which knows its day by the rule as its ``slot`` and can be moved or cancelled by
    itself. Every change to the rule or to one of them makes ``sequence`` one more; calendars know them all by ``uid``.
    """

    day = models.DateField(_("first day"))
    time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=40)
    weeks = models.PositiveSmallIntegerField(_("weeks from one to the next"), default=1)
    count = models.PositiveSmallIntegerField(_("number of appointments"))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day} × {self.count}"

    @property
    def step(self) -> dt.timedelta:
        """From one slot to the next."""
        return dt.timedelta(weeks=self.weeks)

    @property
    def slots(self) -> list[dt.date]:
        """The days by the rule."""
        return [self.day + place * self.step for place in range(self.count)]

    @property
    def last(self) -> dt.date:
        """The last day by the rule."""
        return self.day + (self.count - 1) * self.step

    def at(self, slot: dt.date) -> When:
        """Return the time of a day by the rule."""
        return When(slot, self.time, self.zone)
