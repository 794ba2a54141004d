"""The report of a cohort: its figures, the people behind each of them, and what each reader is shown."""
