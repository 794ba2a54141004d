"""What can be done about applications and the mentors of a cohort; a verb a function."""
