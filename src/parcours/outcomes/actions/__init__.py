"""What can be done: ``closing`` mentorships, ``certifying``, ``asking``, ``working`` the call list, ``answering``."""
