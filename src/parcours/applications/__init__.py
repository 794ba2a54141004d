"""Applications to a cohort, the seats they are given, and the mentors who take part (docs/adr/0094).

`queries.participants_of(cohort)` and `mentors_of(cohort)` are what other apps build on.
"""
