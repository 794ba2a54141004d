"""The pages of a mentorship for the two who go through it, signed in or by a link: the same for both."""
