"""What follows where people are saved: seats after a merge, and the places of a mentor who lowers their capacity."""

from parcours.applications.room import keep_room
from parcours.applications.seats import count_seats
from parcours.people.following import register_check, register_merge

register_merge("applications.seats", count_seats)
register_check("applications.room", keep_room)
