"""Addresses for staff, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import dashboard, members
from parcours.web.pages import page

urlpatterns: list[URLPattern] = [
    page("", dashboard.show, name="dashboard", needs=Permission.SEE_DASHBOARD),
    page("members/", members.index, name="members", needs=Permission.SEE_MEMBERS),
]
