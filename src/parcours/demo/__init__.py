"""Sample people, all invented, to see Parcours work without anyone’s data."""
