"""The ways of an import from one status to the next."""

from parcours.accounts.models.imports import ImportStatus as S
from parcours.core.transitions import Transition

READ = Transition("read", frozenset({S.READING}), S.READY, "import.read")
REFUSE = Transition("refuse", frozenset({S.READING}), S.REFUSED, "import.refused")
APPLY = Transition("apply", frozenset({S.READY}), S.APPLYING, "import.started")
FINISH = Transition("finish", frozenset({S.APPLYING}), S.DONE, "import.finished")
FAIL = Transition("fail", frozenset({S.APPLYING}), S.FAILED, "import.failed")
CANCEL = Transition("cancel", frozenset({S.READING, S.READY, S.APPLYING}), S.CANCELLED, "import.cancelled")

TRANSITIONS = (READ, REFUSE, APPLY, FINISH, FAIL, CANCEL)
