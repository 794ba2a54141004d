"""The audit log: who did what, to what, about whom; nothing in it can be changed unseen (docs/adr/0038).

    record(by=actor, verb="membership.ended", what=membership, about=membership.user, role=membership.role)

Call it inside the transaction of the change. `verbs.py` has every verb in words.
"""

from parcours.accounts.audit.write import record, record_denied, record_view

__all__ = ["record", "record_denied", "record_view"]
