"""Mentorships: from the pair that a person chose, over what both answered, to how it ended."""
