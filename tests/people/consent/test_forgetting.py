import pytest
from django_scopes import scopes_disabled

from parcours.people.consent.forgetting import forget_across
from parcours.people.consent.models import ConsentAct
from tests import factories
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db


def test_what_somebody_allowed_goes_with_them_and_nobody_elses_does() -> None:
    gone = factories.person(factories.organization())
    stays = act(factories.person(gone.organization))
    act(gone)
    act(gone, said="withdrawn")
    with scopes_disabled():
        assert (forget_across(gone), list(ConsentAct.objects.all())) == (2, [stays])
