"""What other systems were told of somebody goes with them, and that they are erased is told."""

import pytest
from django_scopes import scope

from parcours.accounts.forgetting import Known
from parcours.accounts.roles import Role
from parcours.messaging.webhooks.forgetting import forget_across
from parcours.people.privacy.actions.erasures import decide_erasure
from parcours.people.privacy.erasing import carry_out_all
from parcours.people.privacy.models import ErasureWhy
from tests import factories
from tests.messaging.webhooks.made import administrator, change, deliveries, endpoint, event

pytestmark = pytest.mark.django_db


def test_t65_after_an_erasure_only_that_is_told() -> None:
    by = administrator(factories.organization("north"))
    of, _secret = endpoint(by, "https://hooks.example.org/", "person.erased")
    person = factories.person(by.here)
    event(of, person.pk)
    other = event(of, person.pk + 1)
    with scope(organization=by.here):
        decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)
    number = person.pk
    carry_out_all(by.here)
    kept, erased = deliveries()
    assert kept.pk == other.pk
    assert erased.data == {"organization": "north", "person": number}
    assert erased.event == "person.erased"


def test_t65_what_was_told_of_an_account_goes_where_nobody_else_knows_it() -> None:
    north, south = (administrator(factories.organization()) for _number in range(2))
    ana = factories.member(north.here, Role.MENTOR)
    for by in (north, south):
        change(event(endpoint(by)[0]), person=None, member=ana.pk)
    known = Known(north.here, frozenset(), "", ana, everywhere=False)
    assert forget_across(known, 1) == 1
    assert [one.organization for one in deliveries()] == [south.here]
    assert forget_across(Known(north.here, frozenset(), "", ana, everywhere=True), 1) == 1
    assert forget_across(Known(north.here, frozenset(), "", None, everywhere=True), 1) == 0
