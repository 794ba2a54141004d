"""Changing the organization's details and its logo."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts import logos
from parcours.accounts.actions.organizations import DETAILS, change_details, change_logo
from parcours.accounts.models import Organization
from parcours.core.refusals import Refused
from parcours.core.zones import ZONES
from parcours.people.sensitive import FACTS
from parcours.web.editing import Editing
from parcours.web.forms import ModelForm
from parcours.web.pages import OrganizationRequest


class DetailsForm(ModelForm):
    """The organization's details, and its logo."""

    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Of the dates and times on its pages."))
    facts_asked = forms.MultipleChoiceField(
        label=_("Sensitive facts that people are asked for"),
        choices=[(name, fact.label) for name, fact in FACTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Only what a program’s rule or a funder needs. People read why, and may decline each of them."
        ),
    )
    new_logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("A PNG, JPEG or WebP picture of 2 MB at most. It is made smaller for you."),
    )
    remove_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        """What can be changed, and how it is called."""

        model = Organization
        fields = DETAILS
        labels = {  # noqa: RUF012 - the framework's own form
            "name_en": _("Name in English"),
            "name_fr": _("Name in French"),
            "kind": _("Kind"),
            "language": _("Working language"),
            "contact_name": _("Contact"),
            "contact_email": _("Contact’s email address"),
            "contact_phone": _("Contact’s telephone"),
            "privacy_officer_name": _("Privacy officer"),
            "privacy_officer_email": _("Privacy officer’s email address"),
        }
        help_texts = {  # noqa: RUF012 - the same
            "name_en": _("A name in one language is enough; readers of the other see it too."),
            "contact_name": _("Whom members ask."),
            "privacy_officer_name": _("Who answers for how personal information is handled."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = {**ZONES}
        zones.setdefault(self.instance.time_zone, self.instance.time_zone)  # one set at the machine stays
        choice = self.fields["time_zone"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - it is, above
        choice.choices = list(zones.items())
        for name in ("name_en", "name_fr"):
            self.fields[name].widget.attrs["lang"] = name.removeprefix("name_")
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_new_logo(self) -> bytes:
        """Return the picture as we keep it."""
        file = self.cleaned_data["new_logo"]
        if not isinstance(file, UploadedFile):
            return b""
        try:
            return logos.as_png(file)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal


def edit(request: OrganizationRequest) -> HttpResponse:
    """The form; where somebody else saved first, both versions are shown and nothing is lost."""
    editing = Editing(
        request,
        lambda: Organization.objects.get(pk=request.organization.pk),
        lambda row, *sent: DetailsForm(*sent, instance=row),
    )

    @transaction.atomic
    def save(given: Mapping[str, Any]) -> None:
        details = {name: given[name] for name in DETAILS}
        seen = {"organization": request.organization, "version": given["version"], "by": request.actor}
        if change_details(**seen, **details):
            seen["version"] += 1
        if given["new_logo"] or given.get("remove_logo"):
            change_logo(**seen, png=given["new_logo"])

    if editing.saved(save):
        messages.success(request, gettext("The details are saved."))
        return redirect("organization", request.organization.slug)
    return editing.page("manage/organization/edit.html")
