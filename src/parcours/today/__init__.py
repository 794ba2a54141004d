"""What needs a coordinator today: one queue, derived from the facts, and what was decided about its rows."""
