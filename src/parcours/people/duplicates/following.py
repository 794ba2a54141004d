"""What follows where somebody is saved: a look for duplicates where they changed, and what a network may compare."""

from parcours.people.duplicates.finding import look_where_changed
from parcours.people.duplicates.network import remember
from parcours.people.following import register

register("duplicates", look_where_changed)
register("duplicates.network", remember)
