"""The tones of statuses about applications, and of the parts of mentors."""

APPLICATION = {
    "draft": "neutral",
    "submitted": "info",
    "to_check": "warning",
    "eligible": "info",
    "not_eligible": "neutral",
    "in_review": "info",
    "accepted": "good",
    "waitlisted": "warning",
    "declined": "neutral",
    "withdrawn": "neutral",
}
PLACE = {"invited": "info", "agreed": "good", "declined": "neutral", "withdrawn": "neutral"}
