"""Addresses for staff, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import (
    appointments,
    audit,
    contacts,
    dashboard,
    imports,
    invitations,
    jobs,
    members,
    messages,
    networks,
    organization,
    partners,
    sent,
    sign_in,
)
from parcours.web.pages import FORM, POST, page

urlpatterns: list[URLPattern] = [
    page("", dashboard.show, name="dashboard", needs=Permission.SEE_DASHBOARD),
    page(
        "organization/",
        organization.edit,
        name="organization-edit",
        needs=Permission.EDIT_ORGANIZATION,
        methods=FORM,
    ),
    page("members/", members.index, name="members", needs=Permission.SEE_MEMBERS),
    page("members/end/", members.end, name="members-end", needs=Permission.MANAGE_MEMBERS, methods=FORM),
    page("members/<int:person>/", members.show, name="member", needs=Permission.SEE_MEMBERS),
    page(
        "members/role/<int:membership>/",
        members.change_role,
        name="member-role",
        needs=Permission.MANAGE_MEMBERS,
        methods=FORM,
    ),
    page(
        "members/imports/new/", imports.new, name="import-new", needs=Permission.MANAGE_MEMBERS, methods=FORM
    ),
    page("members/imports/<int:import_id>/", imports.show, name="import", needs=Permission.MANAGE_MEMBERS),
    page(
        "members/imports/<int:import_id>/apply/",
        imports.apply,
        name="import-apply",
        needs=Permission.MANAGE_MEMBERS,
        methods=POST,
    ),
    page(
        "members/imports/<int:import_id>/resume/",
        imports.resume,
        name="import-resume",
        needs=Permission.MANAGE_MEMBERS,
        methods=POST,
    ),
    page(
        "members/imports/<int:import_id>/cancel/",
        imports.cancel,
        name="import-cancel",
        needs=Permission.MANAGE_MEMBERS,
        methods=POST,
    ),
    page("partners/", partners.index, name="partnerships", needs=Permission.SEE_PARTNERS),
    page(
        "partners/add/", partners.add, name="partnership-add", needs=Permission.MANAGE_PARTNERS, methods=FORM
    ),
    page("partners/<int:partnership>/", partners.show, name="partnership", needs=Permission.SEE_PARTNERS),
    page(
        "partners/<int:partnership>/end/",
        partners.end,
        name="partnership-end",
        needs=Permission.MANAGE_PARTNERS,
        methods=FORM,
    ),
    page("partners/networks/", networks.index, name="networks", needs=Permission.SEE_PARTNERS),
    page(
        "partners/networks/join/",
        networks.join,
        name="network-join",
        needs=Permission.MANAGE_PARTNERS,
        methods=FORM,
    ),
    page(
        "partners/networks/<int:place>/leave/",
        networks.leave,
        name="network-leave",
        needs=Permission.MANAGE_PARTNERS,
        methods=FORM,
    ),
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
    page("contacts/", contacts.index, name="contacts", needs=Permission.EDIT_ORGANIZATION, methods=FORM),
    page("messages/", messages.index, name="messages", needs=Permission.MANAGE_MESSAGES),
    page("messages/sent/", sent.index, name="sent", needs=Permission.MANAGE_MESSAGES),
    page("messages/sent/<int:message>/", sent.show, name="sent-message", needs=Permission.MANAGE_MESSAGES),
    page(
        "messages/sent/<int:message>/again/",
        sent.again,
        name="sent-again",
        needs=Permission.MANAGE_MESSAGES,
        methods=POST,
    ),
    page("messages/<str:key>/", messages.show, name="message", needs=Permission.MANAGE_MESSAGES),
    page(
        "messages/<str:key>/<str:language>/",
        messages.edit,
        name="message-edit",
        needs=Permission.MANAGE_MESSAGES,
        methods=FORM,
    ),
    page(
        "messages/<str:key>/<str:language>/reset/",
        messages.back,
        name="message-reset",
        needs=Permission.MANAGE_MESSAGES,
        methods=POST,
    ),
    page("jobs/", jobs.index, name="jobs", needs=Permission.MANAGE_JOBS),
    page("jobs/<uuid:job>/", jobs.show, name="job", needs=Permission.MANAGE_JOBS),
    page("jobs/<uuid:job>/again/", jobs.again, name="job-again", needs=Permission.MANAGE_JOBS, methods=POST),
    page("appointments/", appointments.index, name="appointments", needs=Permission.MANAGE_APPOINTMENTS),
    page(
        "appointments/new/",
        appointments.new,
        name="appointment-new",
        needs=Permission.MANAGE_APPOINTMENTS,
        methods=FORM,
    ),
    page(
        "appointments/<int:appointment>/",
        appointments.show,
        name="appointment",
        needs=Permission.MANAGE_APPOINTMENTS,
    ),
    page(
        "appointments/<int:appointment>/edit/",
        appointments.edit,
        name="appointment-edit",
        needs=Permission.MANAGE_APPOINTMENTS,
        methods=FORM,
    ),
    page(
        "appointments/<int:appointment>/cancel/",
        appointments.cancel,
        name="appointment-cancel",
        needs=Permission.MANAGE_APPOINTMENTS,
        methods=FORM,
    ),
    page("audit/", audit.index, name="audit", needs=Permission.SEE_AUDIT),
    page("audit/verify/", audit.verify, name="audit-verify", needs=Permission.SEE_AUDIT, methods=POST),
]
