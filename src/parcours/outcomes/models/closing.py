"""How a mentorship closes for one of the two: the certificate, the thanks, and what they wish next."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.models import Mentorship
from parcours.outcomes.lists import SIDE, WISH
from parcours.people.models import Person
from parcours.programs.models import Cohort


class Closing(TenantModel):
    """One side of a mentorship that is over. It outlives the mentorship, which goes when either of the two is erased.

    ``name`` and ``minutes`` stand on the certificate as they were on ``issued_on``; ``minutes`` is None where no hours
    are known. The secret of the check link is sealed, for printing again; ``token_hash`` finds it. The manager is whom
    a mentor would like to be thanked too, as they allowed on ``manager_allowed_at``.
    """

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = CodeField(_("side"), codes=SIDE)
    name = models.CharField(_("name on the certificate"), max_length=201)
    minutes = models.PositiveIntegerField(_("minutes confirmed"), null=True, blank=True)
    started_on = models.DateField(_("first meeting"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"))
    issued_on = models.DateField(_("certificate issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    sealed_token = SealedField()
    revoked_at = models.DateTimeField(_("certificate withdrawn"), null=True, blank=True)
    wish = CodeField(_("would like to be a mentor"), codes=WISH, blank=True)
    wished_at = models.DateTimeField(_("said"), null=True, blank=True)
    invited_at = models.DateTimeField(_("invited as a mentor"), null=True, blank=True)
    manager_name = models.CharField(_("name of the manager"), max_length=150, blank=True)
    manager_email = models.EmailField(_("email address of the manager"), max_length=254, blank=True)
    manager_allowed_at = models.DateTimeField(_("thanks to the manager allowed"), null=True, blank=True)
    manager_thanked_at = models.DateTimeField(_("manager thanked"), null=True, blank=True)

    class Meta:
        """Each of the two has one."""

        ordering = ("person__called", "pk")
        constraints = (models.UniqueConstraint(fields=("mentorship", "side"), name="closing_once_for_each"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        """Whether the certificate holds."""
        return self.revoked_at is None

    @property
    def token(self) -> str:
        """The secret of the check link. Raises Unreadable."""
        return _sealed_token().read(self)

    def keep_token(self, token: str) -> None:
        """Seal the secret; the row has its number already."""
        _sealed_token().write(self, token)
        self.save(update_fields=["sealed_token"])


def _sealed_token() -> SealedField:
    return sealed_column(Closing, "sealed_token")
