"""A supervisor: whom an intern answers to at the host organization."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeField, CodesField
from parcours.people.lists import HOST_ROLE, SUPERVISOR_STATUS
from parcours.people.models.standing import MOST_PLACES, Standing, by_name_and_status


class Supervisor(Standing):
    """A person as a supervisor, or another contact of a host. Where they work is the person's own."""

    status = CodeField(_("status"), codes=SUPERVISOR_STATUS, default="active")
    roles = CodesField(_("role at the host"), codes=HOST_ROLE)
    capacity = models.PositiveSmallIntegerField(
        _("how many interns at most"), default=1, validators=[MaxValueValidator(MOST_PLACES)]
    )

    class Meta:
        """Lists are read by name, or status and name."""

        indexes = by_name_and_status("supervisor")
