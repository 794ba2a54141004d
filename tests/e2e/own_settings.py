"""The tests' settings for a site in a process of its own; the times of a sign-in come from the environment."""

import os

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
SIGN_IN_IDLE_SECONDS = int(os.environ["IDLE"])
SIGN_IN_LONGEST_SECONDS = int(os.environ["LONGEST"])
SIGN_IN_WARNING_SECONDS = int(os.environ["WARNING"])
