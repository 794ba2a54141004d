"""Networks: organizations that agreed to work as one, such as a local immigration partnership."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual


class Network(models.Model):
    """A group of organizations. It owns no people and no programs: its members do."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)

    name = Bilingual()

    class Meta:
        """Every network has a name in at least one language."""

        constraints = (
            models.CheckConstraint(condition=~Q(name_en="") | ~Q(name_fr=""), name="network_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class NetworkMember(TenantModel):
    """An organization's place in a network: its own row, which it alone makes and ends."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField(_("from"))
    left_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        """An organization is in a network once at a time."""

        constraints = (
            models.UniqueConstraint(
                "organization", "network", condition=Q(left_on=None), name="network_member_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} in {self.network}"
