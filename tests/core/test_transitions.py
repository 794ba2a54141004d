"""A row moves only from where it is believed to be."""

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Membership
from parcours.accounts.roles import Role
from parcours.core.refusals import Stale
from parcours.core.transitions import Transition, drawn, move
from tests import factories

TO_MENTOR = Transition("promote", frozenset({"participant", "counsellor"}), "mentor", "membership.changed")


@pytest.mark.django_db
def test_a_stale_row_does_not_overwrite() -> None:
    ours = factories.organization()
    factories.member(ours, Role.PARTICIPANT)
    with scope(organization=ours):
        first, second = Membership.objects.get(), Membership.objects.get()
        now = timezone.now()
        move(first, TO_MENTOR, field="role", ended_at=now)
        assert (first.role, first.ended_at, Membership.objects.get().role) == ("mentor", now, "mentor")
        with pytest.raises(Stale):
            move(second, TO_MENTOR, field="role")


def test_a_state_machine_is_drawn() -> None:
    assert drawn([TO_MENTOR]) == (
        "stateDiagram-v2\n    counsellor --> mentor: promote\n    participant --> mentor: promote\n"
    )
