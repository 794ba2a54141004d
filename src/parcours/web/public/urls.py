"""Addresses that anybody may open."""

from parcours.web.pages import POST, Audience, page
from parcours.web.public import gallery, health, language, welcome

urlpatterns = [
    page("", welcome.show, name="welcome", audience=Audience.ANYONE),
    page("start/", welcome.start, name="start", audience=Audience.SIGNED_IN),
    page("language/", language.change, name="language", audience=Audience.ANYONE, methods=POST),
    page("gallery/", gallery.show, name="gallery", audience=Audience.DEMO),
    page("healthz", health.show, name="health", audience=Audience.ANYONE),
]
