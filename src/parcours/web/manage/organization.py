"""Changing the organization's details and its logo."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts import logos
from parcours.accounts.actions.organizations import DETAILS, change_details, change_logo
from parcours.accounts.models import Organization
from parcours.core.refusals import Refused, Stale
from parcours.core.zones import ZONES
from parcours.web.forms import ModelForm
from parcours.web.pages import OrganizationRequest


class DetailsForm(ModelForm):
    """The organization's details. ``version`` says which ones the person saw."""

    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Of the dates and times on its pages."))
    version = forms.IntegerField(widget=forms.HiddenInput)
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
    organization = Organization.objects.get(pk=request.organization.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DetailsForm(*sent, instance=organization, initial={"version": organization.version})
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form)
        except Stale:
            return _both_versions(request, form)
        messages.success(request, gettext("The details are saved."))
        return redirect("organization", request.organization.slug)
    return render(request, "manage/organization/edit.html", {"form": form})


def _save(request: OrganizationRequest, form: DetailsForm) -> None:
    given = form.cleaned_data
    change_details(
        organization=request.organization,
        version=given["version"],
        by=request.actor,
        **{name: given[name] for name in DETAILS},
    )
    if given["new_logo"] or given.get("remove_logo"):
        change_logo(organization=request.organization, png=given["new_logo"], by=request.actor)


def _both_versions(request: OrganizationRequest, form: DetailsForm) -> HttpResponse:
    """Show what the person wrote beside what is kept now; saving again overwrites it knowingly."""
    now = Organization.objects.get(pk=request.organization.pk)
    differences = [
        (form.fields[name].label, getattr(now, name), form.cleaned_data[name])
        for name in DETAILS
        if getattr(now, name) != form.cleaned_data[name]
    ]
    data = request.POST.copy()
    data["version"] = str(now.version)
    again = DetailsForm(data, instance=now)
    return render(
        request, "manage/organization/edit.html", {"form": again, "differences": differences}, status=409
    )
