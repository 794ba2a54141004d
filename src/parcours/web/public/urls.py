"""Addresses that anybody may open."""

from parcours.web.account.throttles import INVITATION, LINK, throttled
from parcours.web.pages import FORM, POST, Audience, page
from parcours.web.public import (
    calendar,
    demo,
    documents,
    gallery,
    health,
    invitation,
    language,
    links,
    mailbox,
    profile,
    security,
    subscriptions,
    welcome,
)

urlpatterns = [
    page("", welcome.show, name="welcome", audience=Audience.ANYONE),
    page("start/", welcome.start, name="start", audience=Audience.SIGNED_IN),
    page("language/", language.change, name="language", audience=Audience.ANYONE, methods=POST),
    page("gallery/", gallery.show, name="gallery", audience=Audience.DEMO),
    page("demo/", demo.show, name="demo", audience=Audience.DEMO, methods=FORM),
    page("demo/mailbox/", mailbox.show, name="mailbox", audience=Audience.DEMO),
    page("demo/mailbox/<int:message>/html/", mailbox.html, name="mailbox-html", audience=Audience.DEMO),
    page(
        "invitation/switch/",
        invitation.switch,
        name="invitation_switch",
        audience=Audience.LINK,
        methods=POST,
    ),
    page(
        "invitation/<str:token>/",
        throttled(invitation.opened, INVITATION),
        name="invitation_opened",
        audience=Audience.LINK,
    ),
    page("invitation/", invitation.show, name="invitation", audience=Audience.LINK, methods=FORM),
    page(".well-known/security.txt", security.show, name="security", audience=Audience.ANYONE),
    page("healthz", health.show, name="health", audience=Audience.ANYONE),
    page(
        "messages/stop/<str:token>/",
        subscriptions.stop,
        name="messages-stop",
        audience=Audience.LINK,
        methods=FORM,
    ),
    page("calendar/<str:token>.ics", calendar.feed, name="calendar-feed", audience=Audience.LINK),
    page("appointments/", calendar.show, name="calendar-guest", audience=Audience.LINK, methods=FORM),
    page(
        "appointments/<str:token>/",
        throttled(calendar.enter, LINK),
        name="calendar-enter",
        audience=Audience.LINK,
    ),
    page("link/open/", links.show, name="link-open", audience=Audience.LINK, methods=FORM),
    page("link/again/", links.again, name="link-again", audience=Audience.LINK, methods=POST),
    page("link/profile/", profile.check, name="link-profile", audience=Audience.LINK, methods=FORM),
    page("link/documents/", documents.index, name="link-documents", audience=Audience.LINK, methods=FORM),
    page("link/documents/<int:document>/", documents.show, name="link-document", audience=Audience.LINK),
    page(
        "link/profile/<slug:step>/",
        profile.step,
        name="link-profile-step",
        audience=Audience.LINK,
        methods=FORM,
    ),
    page("link/<str:token>/", throttled(links.enter, LINK), name="link", audience=Audience.LINK),
]
