"""Somebody whom the organization knows, whatever they are to it: one row, so that each fact is written once."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField, CodesField
from parcours.core.plain import email_key, plain
from parcours.people.lists import MEETING, TIMES, WHEREABOUTS
from parcours.people.models.coded import Coded


class Person(Coded, TenantModel):
    """A participant, a mentor, a supervisor, or several of these. No account is needed; ``user`` is theirs if any."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    preferred_name = models.CharField(_("preferred name"), max_length=100, blank=True)
    pronunciation = models.CharField(_("how the name is said"), max_length=200, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    email = models.EmailField(_("email address"), max_length=254, blank=True)
    email_key = models.CharField(max_length=320, blank=True, editable=False)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("preferred language"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    whereabouts = CodeField(_("where now"), codes=WHEREABOUTS, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    province = models.CharField(_("province or territory"), max_length=2, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    expected_arrival = models.DateField(_("expected arrival in Canada"), null=True, blank=True)
    employer = models.CharField(_("employer"), max_length=150, blank=True)
    department = models.CharField(_("department"), max_length=150, blank=True)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    years_experience = models.DecimalField(
        _("years of experience"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    meeting = CodesField(_("ways of meeting"), codes=MEETING)
    meeting_place = models.CharField(_("where to meet in person"), max_length=150, blank=True)
    availability = CodesField(_("times of the week"), codes=TIMES)
    called = models.CharField(max_length=300, editable=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        """An address, and an account, is one person of an organization. People are looked for in an index alone."""

        constraints = (
            models.UniqueConstraint(
                "organization", "email_key", condition=~Q(email_key=""), name="person_one_each_email"
            ),
            models.UniqueConstraint(
                "organization", "user", condition=Q(user__isnull=False), name="person_one_each_user"
            ),
        )
        indexes = (
            models.Index(
                fields=["organization", "called", "preferred_name", "email_key"], name="person_searched"
            ),
            # The constraint leaves empty addresses out; no database looks for many addresses in such an index.
            models.Index(fields=["organization", "email_key"], name="person_by_address"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as it is written: given name, then family name where there is one."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def name_used(self) -> str:
        """What to call the person: the name they chose, or their given name."""
        return self.preferred_name or self.given_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the person with the keys by which an address is unique and names are sorted."""
        self.email_key = email_key(self.email)
        self.called = plain(f"{self.family_name} {self.given_name}".strip())[:300]
        super().save(*args, **kwargs)
