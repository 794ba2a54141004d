"""Saying which delivery partner looks after people: one on the page of an application, several from the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.web.forms import Form

_US = "us"


class EntrustForm(Form):
    """Which partner looks after the person."""

    partner = forms.ChoiceField(
        label=_("Looked after by"),
        required=False,
        help_text=_("The report of this partner counts the person, as far as they let it see them."),
    )

    def __init__(
        self, *args: Any, partners: Sequence[Organization], now: Organization | None, **kwargs: Any
    ) -> None:
        initial = {"partner": str(now.pk) if now else ""}
        super().__init__(*args, auto_id="entrust-%s", initial=initial, **kwargs)
        self._partners = {str(one.pk): one for one in (*partners, *([now] if now else []))}
        field: Any = self.fields["partner"]
        field.choices = [("", _("Us")), *((pk, str(one)) for pk, one in self._partners.items())]

    @property
    def chosen(self) -> Organization | None:
        """The partner, or None for the organization itself."""
        return self._partners.get(self.cleaned_data["partner"])


class EntrustManyForm(Form):
    """Which partner looks after several people from now on; nobody is chosen by leaving it as it stands."""

    partner = forms.ChoiceField(
        label=_("Looked after by"),
        help_text=_("The report of this partner counts these people, as far as they let it see them."),
    )

    def __init__(self, *args: Any, partners: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partners = {str(one.pk): one for one in partners}
        field: Any = self.fields["partner"]
        field.choices = [("", ""), *((pk, str(one)) for pk, one in self._partners.items()), (_US, _("Us"))]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {"partner": self._partners.get(self.cleaned_data["partner"])}
