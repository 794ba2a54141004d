"""The site's own code needs the site's settings first, so a command is loaded only when it is called."""

import argparse
import os
from importlib import import_module

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from parcours.cli.console import Console

REFUSED = 2


def prepare() -> None:
    """Make the site's settings and tables known to this process. Raises ImproperlyConfigured.

    What is written from here on, the database and mail on its way among it, other users of the computer cannot read.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcours.config.settings")
    if not apps.ready:
        django.setup()


def in_site(name: str, options: argparse.Namespace, console: Console) -> int:
    """Run the command ``name`` inside the site; return its exit code, or 2 where the settings make no sense."""
    if getattr(options, "database", None):
        os.environ["DATABASE_URL"] = options.database
    try:
        prepare()
    except ImproperlyConfigured as problem:
        console.progress(str(problem))
        return REFUSED
    code: int = import_module(f"parcours.cli.site.{name}").run(options, console)
    return code
