"""The networks of organizations, and the organization's own place in each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.networks import join_network, leave_network
from parcours.accounts.models import Network, NetworkMember
from parcours.accounts.queries import network_members_across, networks
from parcours.accounts.roles import Permission
from parcours.core.small_cells import SMALLEST
from parcours.people.duplicates.network import served_elsewhere_across
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest


def index(request: OrganizationRequest) -> HttpResponse:
    """Every network, who is in it, and whether the organization is."""
    found, served = networks(), served_elsewhere_across(request.organization)
    members = network_members_across(network.pk for network, _place in found)
    context = {
        "networks": [
            (network, place, members[network.pk], served.get(network.pk)) for network, place in found
        ],
        "smallest": SMALLEST,
        "may_manage": request.actor.may(Permission.MANAGE_PARTNERS),
    }
    return render(request, "manage/networks/list.html", context)


class JoinForm(Form):
    """Which network: one of those that the organization is not in."""

    network = forms.ChoiceField(label=_("Network"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {network.slug: network for network, place in networks() if place is None}
        choice = self.fields["network"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - it is, above
        choice.choices = [("", ""), *((slug, str(network)) for slug, network in self.others.items())]

    def clean_network(self) -> Network:
        """Return the network chosen."""
        return self.others[self.cleaned_data["network"]]


def join(request: OrganizationRequest) -> HttpResponse:
    """Ask which network to join (``?network=`` has chosen already), then join it."""
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, initial={"network": request.GET.get("network", "")})
    if form.is_valid():
        place = join_network(network=form.cleaned_data["network"], by=request.actor)
        messages.success(
            request, gettext("Your organization is now in %(network)s.") % {"network": place.network}
        )
        return redirect("networks", request.organization.slug)
    return render(request, "manage/networks/join.html", {"form": form})


def leave(request: OrganizationRequest, place: int) -> HttpResponse:
    """Ask, then leave."""
    row = NetworkMember.objects.filter(pk=place, left_on=None).select_related("network").first()
    if row is None:
        raise Http404
    if request.method == "POST":
        leave_network(place=row, by=request.actor)
        messages.success(
            request, gettext("Your organization has left %(network)s.") % {"network": row.network}
        )
        return redirect("networks", request.organization.slug)
    return render(request, "manage/networks/leave.html", {"network": row.network})
