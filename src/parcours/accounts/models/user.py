"""A person who can sign in, whatever organizations they belong to."""

from typing import Any, ClassVar
from unicodedata import normalize

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from parcours.accounts.kinds import Language
from parcours.accounts.models.membership import Membership
from parcours.core.plain import plain
from parcours.core.versions import Versioned


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by their address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password they sign in by mailed code, passkey or their organization's provider."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user with this address."""
        return self.get(email=(username or "").lower())


class User(Versioned, AbstractBaseUser):
    """One person's sign-in. What an organization knows about the person is in that organization's own rows."""

    email = models.EmailField(_("email address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_platform_admin = models.BooleanField(_("runs this installation"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One user per address, kept in lower case so that this holds whatever its case."""

        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),)

    def __str__(self) -> str:
        return self.name or self.email

    def set_password(self, raw_password: str | None) -> None:
        """Set the password; a letter typed in another way on another keyboard is the same letter."""
        super().set_password(raw_password if raw_password is None else normalize("NFC", raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password."""
        return super().check_password(
            raw_password if raw_password is None else normalize("NFC", raw_password)
        )

    @property
    def called(self) -> str:
        """What lists sort the person by: the name, or the address, whatever its capitals and accents."""
        return plain(str(self))[:300]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the user; where the name or address may have changed, memberships follow."""
        super().save(*args, **kwargs)
        changed = kwargs.get("update_fields")
        if changed is None or {"name", "email"} & set(changed):
            self._rename_memberships_across()

    def _rename_memberships_across(self) -> None:
        with scopes_disabled():
            for membership in Membership.objects.filter(user=self).exclude(
                called=self.called, email=self.email
            ):
                membership.save(update_fields=["called", "email"])

    def get_full_name(self) -> str:
        """Return what the person is called."""
        return str(self)
