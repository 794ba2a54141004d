"""A site in which everything that somebody may write is an attempt to run a script: ``poisoned_site.py PORT TABLES``.

Its first line says, as JSON, the cookie of its administrator and the pages to look at.
"""

import json
import os
import shutil
import sys

import django
from django.conf import settings
from django.core.management import call_command

ATTEMPTS = (
    '"><script>alert({number})</script>',
    "<img src=x onerror=alert({number})>",
    "</title><svg/onload=alert({number})>",
    "'-alert({number})-'",
    "</textarea><script>alert({number})</script>",
    '" autofocus onfocus=alert({number}) x="',
    "javascript:alert({number})//{field}",
    "{{{{ alert({number}) }}}}{{% now 'Y' %}}",
    "<!--<script>-->{number}<style>*{{display:none}}</style>",
)


def main() -> None:
    """Make the site, say so, and serve it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.e2e.own_settings"
    django.setup()
    from parcours.accounts.roles import Role  # noqa: PLC0415 - once Django is set up
    from tests.access.canaries import mark  # noqa: PLC0415
    from tests.access.forms import signed_in  # noqa: PLC0415
    from tests.access.test_matrix import path_of  # noqa: PLC0415
    from tests.access.walk import furnish, pages  # noqa: PLC0415
    from tests.access.world import make  # noqa: PLC0415

    shutil.copy(sys.argv[2], settings.DATABASES["default"]["NAME"])
    ours = make("ours")
    furnish(ours)
    paths = [path_of(address, "ours", ours) for address in pages()]
    mark(ours, ATTEMPTS)
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    print(json.dumps({"cookie": client.cookies["sessionid"].value, "paths": paths}), flush=True)  # noqa: T201
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False, verbosity=0)


if __name__ == "__main__":
    main()
