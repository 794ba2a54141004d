"""What can be done with mentorships: ``choosing`` a pair, ``asking`` the two, ``answering``, and its ``course``."""
