"""Work in the background: the framework's tasks, kept in the database, and what makes them safe (docs/adr/0051).

`declared.py` has what a task says about itself, `worker.py` runs tasks, `leases.py` finds those whose worker is gone,
`schedule.py` starts what is due every hour or every day.
"""
