"""Days that forms take."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

_NO_SUCH_DAY = _("Appointments are between the years 2000 and 2100.")
OF_APPOINTMENTS = (
    MinValueValidator(dt.date(2000, 1, 1), _NO_SUCH_DAY),
    MaxValueValidator(dt.date(2100, 12, 31), _NO_SUCH_DAY),
)
"""Of other days no program can say what the clocks will show."""
