"""Addresses that anybody may open."""

from parcours.web.account.throttles import INVITATION, LINK, throttled
from parcours.web.pages import FORM, POST, Audience, page
from parcours.web.public import demo, gallery, health, invitation, language, links, security, welcome

urlpatterns = [
    page("", welcome.show, name="welcome", audience=Audience.ANYONE),
    page("start/", welcome.start, name="start", audience=Audience.SIGNED_IN),
    page("language/", language.change, name="language", audience=Audience.ANYONE, methods=POST),
    page("gallery/", gallery.show, name="gallery", audience=Audience.DEMO),
    page("demo/", demo.show, name="demo", audience=Audience.DEMO, methods=FORM),
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
    page("link/open/", links.show, name="link-open", audience=Audience.LINK, methods=FORM),
    page("link/again/", links.again, name="link-again", audience=Audience.LINK, methods=POST),
    page("link/<str:token>/", throttled(links.enter, LINK), name="link", audience=Audience.LINK),
]
