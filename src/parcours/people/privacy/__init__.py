"""What an organization owes to the people it knows (docs/adr/0065, 0066, 0067).

`queries.py` shows what is held about somebody, `erasing.py` erases them for good, `tombstones.py` remembers that under
a hash, for a backup that is restored; `retention.py` says whose time is over. `models/` has requests, holds, the
schedule, and the register of breaches.
"""
