"""The ways of an export from one status to the next."""

from parcours.core.transitions import Transition
from parcours.reporting.exports.models import ExportStatus as S

MAKE = Transition("make", frozenset({S.WAITING}), S.READY, "export.made")
EXPIRE = Transition("expire", frozenset({S.WAITING, S.READY}), S.EXPIRED, "export.deleted")

TRANSITIONS = (MAKE, EXPIRE)
