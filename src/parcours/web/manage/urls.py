"""Addresses for staff, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import audit, contacts, dashboard, members
from parcours.web.pages import FORM, POST, page

urlpatterns: list[URLPattern] = [
    page("", dashboard.show, name="dashboard", needs=Permission.SEE_DASHBOARD),
    page("members/", members.index, name="members", needs=Permission.SEE_MEMBERS),
    page("contacts/", contacts.index, name="contacts", needs=Permission.EDIT_ORGANIZATION, methods=FORM),
    page("audit/", audit.index, name="audit", needs=Permission.SEE_AUDIT),
    page("audit/verify/", audit.verify, name="audit-verify", needs=Permission.SEE_AUDIT, methods=POST),
]
