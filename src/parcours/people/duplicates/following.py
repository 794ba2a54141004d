"""What follows where somebody is saved: they are looked at, and what a network may compare is worked out."""

from parcours.people.duplicates.finding import look_at
from parcours.people.duplicates.network import remember
from parcours.people.following import register

register("duplicates", look_at)
register("duplicates.network", remember)
