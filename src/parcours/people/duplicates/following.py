"""What follows where somebody is saved: they are looked at."""

from parcours.people.duplicates.finding import look_at
from parcours.people.following import register

register("duplicates", look_at)
