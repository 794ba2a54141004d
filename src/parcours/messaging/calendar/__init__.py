"""Appointments: invitations by mail, and a feed for each person's own calendar (docs/adr/0069).

    make_appointment(by=actor, kind=Kind.MENTORING, title_en="First meeting", when=When(day, time, zone), …)

`actions/` make, change and cancel; `files.py` writes what calendar programs read; `times.py` turns the time on the
clock of a place, which is what people agreed on, into an instant.
"""
