"""Addresses for staff, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import (
    audit,
    contacts,
    dashboard,
    imports,
    invitations,
    members,
    networks,
    organization,
    partners,
    people,
    person,
    sensitive,
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
    page("people/", people.show_participants, name="participants", needs=Permission.SEE_PEOPLE),
    page("people/mentors/", people.show_mentors, name="mentors", needs=Permission.SEE_PEOPLE),
    page("people/supervisors/", people.show_supervisors, name="supervisors", needs=Permission.SEE_PEOPLE),
    page(
        "people/add/",
        people.add_participant,
        name="participants-add",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "people/mentors/add/",
        people.add_mentor,
        name="mentors-add",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "people/supervisors/add/",
        people.add_supervisor,
        name="supervisors-add",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page("people/<int:person>/", person.show, name="person", needs=Permission.SEE_PEOPLE),
    page(
        "people/<int:person>/status/",
        person.status,
        name="person-status",
        needs=Permission.MANAGE_PEOPLE,
        methods=POST,
    ),
    page(
        "people/<int:person>/role/",
        person.become,
        name="person-become",
        needs=Permission.MANAGE_PEOPLE,
        methods=POST,
    ),
    page(
        "people/<int:person>/link/",
        person.link,
        name="person-link",
        needs=Permission.MANAGE_PEOPLE,
        methods=POST,
    ),
    page(
        "people/<int:person>/pauses/",
        person.pauses,
        name="person-pauses",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "people/<int:person>/sensitive/",
        sensitive.show,
        name="person-sensitive",
        needs=Permission.VIEW_SENSITIVE,
        methods=FORM,
    ),
    page(
        "people/<int:person>/sensitive/change/",
        sensitive.change,
        name="person-sensitive-change",
        needs=Permission.EDIT_SENSITIVE,
        methods=FORM,
    ),
    page(
        "people/<int:person>/profile/<slug:section>/",
        person.section,
        name="person-section",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
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
    page("audit/", audit.index, name="audit", needs=Permission.SEE_AUDIT),
    page("audit/verify/", audit.verify, name="audit-verify", needs=Permission.SEE_AUDIT, methods=POST),
]
