"""Every address of the site; `web` has them page by page."""

from parcours.web import errors, urls

urlpatterns = urls.urlpatterns

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
