"""Addresses for every member of an organization."""

from parcours.accounts.roles import Permission
from parcours.web.pages import page
from parcours.web.portal import organization

urlpatterns = [
    page("", organization.show, name="organization", needs=Permission.SEE_ORGANIZATION),
]
