"""The public page of a cohort, and the page of its applicants, once it was cancelled."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.applications.actions.closing import close_all
from parcours.programs.models import Cohort
from tests import factories
from tests.applications.made import applied, cohort, participant
from tests.web.test_surveys import open_newest_link

pytestmark = pytest.mark.django_db


def test_a_cohort_that_was_cancelled_says_so_to_anybody_and_to_its_applicants(client: Client) -> None:
    here = factories.organization("here")
    row = cohort(here)
    applied(row, participant(here, email="ana@example.org"))
    with scope(organization=here):
        Cohort.objects.update(status="cancelled")
        close_all(cohort=Cohort.objects.get(), by=system(here))
    shown = client.get(f"/programs/here/{row.pk}/")
    assert (shown.status_code, "This cohort does not take place." in shown.text) == (410, True)
    assert '<meta name="robots" content="noindex">' in shown.text
    own = open_newest_link(Client()).get("/link/apply/").text
    said = ("The cohort does not take place", "nothing to do with you", "Not chosen", "There should be news")
    assert [words in own for words in said] == [True, True, False, False]
