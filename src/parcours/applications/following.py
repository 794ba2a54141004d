"""What follows where records of people are merged: the seats of their cohorts are counted anew."""

from parcours.applications.seats import count_seats
from parcours.people.following import register_merge

register_merge("applications.seats", count_seats)
