"""How a request to answer goes from one state to the next."""

from parcours.core.transitions import Transition

OPEN = Transition("open", frozenset({"planned"}), "open", "survey.opened")
ANSWER = Transition("answer", frozenset({"open", "answered"}), "answered", "survey.answered")
DECLINE = Transition("decline", frozenset({"open"}), "declined", "survey.declined")
CLOSE = Transition("close", frozenset({"planned", "open"}), "closed", "survey.closed")

REQUEST = (OPEN, ANSWER, DECLINE, CLOSE)
