"""A legal hold: somebody’s record must stay, whatever else says that it goes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class Hold(TenantModel):
    """The hold on one person, while it lasts. The database itself refuses to delete somebody who is held."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    placed_at = models.DateTimeField(_("since"), default=timezone.now)

    def __str__(self) -> str:
        return str(self.person_id)
