"""Addresses for staff, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import dashboard, invitations, members, sign_in
from parcours.web.pages import FORM, POST, page

urlpatterns: list[URLPattern] = [
    page("", dashboard.show, name="dashboard", needs=Permission.SEE_DASHBOARD),
    page("members/", members.index, name="members", needs=Permission.SEE_MEMBERS),
    page("invitations/", invitations.index, name="invitations", needs=Permission.MANAGE_MEMBERS),
    page(
        "invitations/new/", invitations.invite, name="invite", needs=Permission.MANAGE_MEMBERS, methods=FORM
    ),
    page(
        "invitations/<int:pk>/", invitations.show, name="invitation_detail", needs=Permission.MANAGE_MEMBERS
    ),
    page(
        "invitations/<int:pk>/resend/",
        invitations.resend,
        name="invitation_resend",
        needs=Permission.MANAGE_MEMBERS,
        methods=POST,
    ),
    page(
        "invitations/<int:pk>/revoke/",
        invitations.revoke,
        name="invitation_revoke",
        needs=Permission.MANAGE_MEMBERS,
        methods=POST,
    ),
    page("sign-in/", sign_in.edit, name="sign_in", needs=Permission.MANAGE_SIGN_IN, methods=FORM),
    page(
        "sign-in/remove/",
        sign_in.remove,
        name="sign_in_remove",
        needs=Permission.MANAGE_SIGN_IN,
        methods=POST,
    ),
]
