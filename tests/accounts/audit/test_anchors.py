"""Anchors are signed, read back, and mailed to whoever runs the installation."""

import json

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.audit import record
from parcours.accounts.audit.anchors import BadAnchor, exported, mail_anchor, read_anchors, verify_all
from parcours.accounts.audit.verify import Anchor, Fault
from parcours.accounts.models import AuditChain
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_anchor_holds_every_head() -> None:
    entries = [record(by=system(of), verb="organization.changed") for of in (None, factories.organization())]
    anchors = read_anchors(exported())
    assert anchors == [Anchor(entry.chain_id, 1, entry.hash) for entry in entries]
    assert [verdict.fault for verdict in verify_all(anchors)] == [None, None]


@pytest.mark.parametrize("change", [{"heads": []}, {"signature": "00"}, {"signature": "no"}, {"heads": 1}])
def test_a_changed_anchor_is_refused(change: dict[str, object]) -> None:
    record(by=system(None), verb="organization.changed")
    with pytest.raises(BadAnchor):
        read_anchors(json.dumps({**json.loads(exported()), **change}))


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(BadAnchor):
        read_anchors(text)


def test_a_chain_that_is_gone_is_found() -> None:
    gone = Anchor(factories.organization().pk, 3, "0" * 64)
    assert [(verdict.number, verdict.fault) for verdict in verify_all([gone])] == [(1, Fault.MISSING)]


def test_one_chain_can_be_asked_for() -> None:
    north = factories.organization()
    record(by=Actor(north), verb="organization.changed")
    record(by=system(None), verb="organization.changed")
    with scope(organization=north):
        verdicts = verify_all(chains=AuditChain.objects.all())
    assert [verdict.chain.organization for verdict in verdicts] == [north]


def test_the_heads_are_mailed_in_the_administrator_s_language() -> None:
    factories.user("ida@example.org", is_platform_admin=True, language="fr")
    record(by=system(None), verb="organization.changed")
    assert mail_anchor() == 1
    (message,) = mail.outbox
    assert message.to == ["ida@example.org"]
    assert message.subject == "Parcours\N{NO-BREAK SPACE}: têtes du journal d’audit du jour"
    assert len(message.attachments) == 1
