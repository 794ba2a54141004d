"""Every address, by audience."""

from django.urls import include, path

from parcours.web.account import urls as account
from parcours.web.installation import urls as installation
from parcours.web.manage import urls as manage
from parcours.web.portal import urls as portal
from parcours.web.public import urls as public

urlpatterns = [
    *public.urlpatterns,
    path("account/", include(account.urlpatterns)),
    path("installation/", include(installation.urlpatterns)),
    path("o/<slug:organization>/", include(portal.urlpatterns)),
    path("o/<slug:organization>/manage/", include(manage.urlpatterns)),
]
