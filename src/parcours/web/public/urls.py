"""Addresses that anybody may open."""

from parcours.web.pages import FORM, POST, Audience, page
from parcours.web.public import demo, gallery, health, language, welcome

urlpatterns = [
    page("", welcome.show, name="welcome", audience=Audience.ANYONE),
    page("start/", welcome.start, name="start", audience=Audience.SIGNED_IN),
    page("language/", language.change, name="language", audience=Audience.ANYONE, methods=POST),
    page("gallery/", gallery.show, name="gallery", audience=Audience.DEMO),
    page("demo/", demo.show, name="demo", audience=Audience.DEMO, methods=FORM),
    page("healthz", health.show, name="health", audience=Audience.ANYONE),
]
