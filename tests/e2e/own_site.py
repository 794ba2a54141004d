"""A site with a few staff members without a second factor, served until it is ended: ``own_site.py PORT TABLES``.

Passkeys need a name, not a number, so people come to http://localhost; a demo is at http://127.0.0.1.
"""

import os
import shutil
import sys

import django
from django.conf import settings
from django.core.management import call_command

PEOPLE = 5


def main() -> None:
    """Make the site, say so, and serve it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.e2e.own_settings"
    django.setup()
    from parcours.accounts.roles import Role  # noqa: PLC0415 - once Django is set up
    from tests import factories  # noqa: PLC0415

    shutil.copy(sys.argv[2], settings.DATABASES["default"]["NAME"])
    ours = factories.organization("ours")
    for number in range(PEOPLE):
        factories.member(ours, Role.COORDINATOR, email=f"staff{number}@ours.example", app=False)
    print("ready", flush=True)  # noqa: T201 - what the tests wait for
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False, verbosity=0)


if __name__ == "__main__":
    main()
