"""What people want to be sent, and when."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.organization import check_zone

QUIET_FROM, QUIET_UNTIL = 21, 7
MORNING = 8


class Pace(models.TextChoices):
    """How messages that can wait come."""

    EACH = "each", _("Each by itself, at once")
    HOUR = "hour", _("Together, every hour")
    DAY = "day", _("Together, once a day in the morning")


class Day(models.IntegerChoices):
    """The days of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Preferences(models.Model):
    """When a user wants messages. Essential ones, such as codes, come at any hour.

    ``quiet_from`` and ``quiet_until`` are hours of the day in ``time_zone``, or the organization's where it is empty;
    where both are the same there is no quiet. ``digest_day`` and ``digest_hour`` say when staff are sent what waits.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[check_zone])
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from"), default=QUIET_FROM, validators=[MaxValueValidator(23)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("until"), default=QUIET_UNTIL, validators=[MaxValueValidator(23)]
    )
    pace = models.CharField(_("messages that can wait"), max_length=4, choices=Pace.choices, default=Pace.DAY)
    digest_day = models.PositiveSmallIntegerField(
        _("what waits this week, sent on"), choices=Day.choices, default=Day.MONDAY
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("at"), default=MORNING, validators=[MaxValueValidator(23)]
    )

    def __str__(self) -> str:
        return str(self.user)


class Subscription(models.Model):
    """One address and one kind of message that is not essential: whether it is still wanted.

    Its link stops them without signing in. The link's token is kept as a hash to find it by, and sealed to put it into
    the next message.
    """

    to = models.EmailField(_("to"))
    key = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    sealed_token = models.CharField(max_length=300)
    ended_at = models.DateTimeField(_("stopped"), null=True)

    SEALED_TEXTS: ClassVar = {"sealed_token": "token_place"}

    class Meta:
        """One for each address and kind."""

        constraints = (models.UniqueConstraint("to", "key", name="subscription_once"),)

    def __str__(self) -> str:
        return f"{self.to}: {self.key}"

    @property
    def token_place(self) -> str:
        """What the sealed token is bound to."""
        return f"messaging.subscription.sealed_token {self.to} {self.key}"
