"""Which acts are possible where, by what somebody said before."""

from parcours.core.transitions import Transition

NEVER_ASKED = "not_asked"
"""The status before the first act; no code of the list, and stored nowhere."""

WAYS = {
    way.name: way
    for way in (
        Transition(
            "give",
            frozenset({NEVER_ASKED, "refused", "withdrawn", "expired"}),
            "given",
            "consent.given",
        ),
        Transition("renew", frozenset({"given", "expired"}), "given", "consent.renewed"),
        Transition("refuse", frozenset({NEVER_ASKED, "expired"}), "refused", "consent.refused"),
        Transition("withdraw", frozenset({"given"}), "withdrawn", "consent.withdrawn"),
    )
}
ACTS = {"give": "given", "renew": "renewed", "refuse": "refused", "withdraw": "withdrawn"}
"""What the row of each way says."""
