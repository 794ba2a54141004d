"""Addresses for whoever runs this installation."""

from parcours.web.installation import jobs, messages
from parcours.web.pages import POST, Audience, page

urlpatterns = [
    page("jobs/", jobs.index, name="installation-jobs", audience=Audience.PLATFORM),
    page("jobs/<uuid:job>/", jobs.show, name="installation-job", audience=Audience.PLATFORM),
    page(
        "jobs/<uuid:job>/again/",
        jobs.again,
        name="installation-job-again",
        audience=Audience.PLATFORM,
        methods=POST,
    ),
    page("messages/", messages.index, name="installation-messages", audience=Audience.PLATFORM),
    page(
        "messages/<int:message>/",
        messages.show,
        name="installation-message",
        audience=Audience.PLATFORM,
    ),
    page(
        "messages/<int:message>/again/",
        messages.again,
        name="installation-message-again",
        audience=Audience.PLATFORM,
        methods=POST,
    ),
]
