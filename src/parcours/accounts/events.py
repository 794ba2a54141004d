"""What other systems can be told of about members and imports, as events of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Invitation, Membership
from parcours.core.events import Event, Ids, declare


def _member(what: Membership | Invitation, _content: Mapping[str, Any]) -> Ids:
    return {"member": what.user_id if isinstance(what, Membership) else what.accepted_by_id}


MEMBERS = declare(
    Event("member.role_given", _("Role given"), _member, ("membership.added", "invitation.accepted")),
    Event("member.role_changed", _("Role changed"), _member, ("membership.role_changed",)),
    Event("member.role_ended", _("Role ended"), _member, ("membership.ended",)),
)

IMPORTS = declare(
    Event(
        "import.finished",
        _("Import finished"),
        lambda what, _content: {"import": what.pk, "kind": what.kind},
    )
)
