"""Appointments: invitations by mail, and a feed for each person's own calendar (docs/adr/0069, 0078).

    make_appointment(by=actor, kind=Kind.MENTORING, title_en="First meeting", when=When(day, time, zone), …)

`actions/` make, change and cancel one or a series; `files.py` writes what calendar programs read, with `repeating.py`
for series and `zones.py` for clocks; `times.py` turns the time on the clock of a place, which is what people agreed on,
into an instant.
"""
