"""Make a small site of this version and back it up, for later versions to restore: ``python -m tools.golden``.

Run it once for each release. tests/backups/test_golden.py restores every one of them and looks whether a row changed
that nobody said would.
"""

import base64
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from tools.postgres import server

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests/golden"
KEY = hashlib.sha256(b"golden").digest()
"""It protects nobody: everybody in there is made up."""
SECRET = "golden, and no secret"  # noqa: S105 - the same


def main() -> None:
    """Make both, each in a process of its own."""
    FOLDER.mkdir(exist_ok=True)
    _made({})
    with server() as url:
        _made({"DATABASE_URL": url})


def _made(database: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
            "PARCOURS_DATA": folder,
            "PARCOURS_DATA_KEYS": f"golden:{base64.urlsafe_b64encode(KEY).decode()}",
            "PARCOURS_SECRET_KEY": SECRET,
        }
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        subprocess.run([sys.executable, "-m", "tools.golden", "fill"], env=kept | own | database, check=True)


def fill() -> None:
    """Fill the site of the environment with a little of everything, through the real actions, and back it up."""
    django.setup()
    from django.core.files.base import ContentFile  # noqa: PLC0415 - once Django is set up
    from django.db import connection  # noqa: PLC0415
    from django_scopes import scope  # noqa: PLC0415

    from parcours import __version__  # noqa: PLC0415
    from parcours.accounts.actions.founding import (  # noqa: PLC0415
        add_member,
        found_network,
        found_organization,
    )
    from parcours.accounts.actions.invitations import invite  # noqa: PLC0415
    from parcours.accounts.actors import system  # noqa: PLC0415
    from parcours.accounts.roles import Role  # noqa: PLC0415
    from parcours.backups.make import back_up  # noqa: PLC0415
    from parcours.cli.site.database import upgrade  # noqa: PLC0415

    upgrade()
    by = system(None)
    found_network(by=by, slug="lac", name_en="Lakeshore Partnership", name_fr="Partenariat du lac")
    for slug, name in (("north", "Settlement North"), ("ville", "Ville de la Rivière")):
        here, _admin = found_organization(
            by=by,
            name=name,
            slug=slug,
            kind="isa",
            language="en",
            admin_email=f"ida@{slug}.example",
            admin_name="Ida Québec",
            password=None,
        )
        here.logo.save("logo.png", ContentFile(f"the logo of {slug}".encode()))
        for number, role in enumerate([Role.MENTOR, Role.PARTICIPANT, Role.COORDINATOR, Role.FUNDER]):
            add_member(
                by=by,
                organization=here,
                email=f"p{number}@{slug}.example",
                name=f"Zoë “{number}”\n\\N\tÉ",
                language="fr",
                role=role,
            )
        with scope(organization=here):
            invite(
                by=system(here),
                emails=[f"new@{slug}.example"],
                roles=[Role.MENTOR],
                language="fr",
                address=str,
            )
    file = FOLDER / f"{__version__}-{connection.vendor}.zip"
    file.unlink(missing_ok=True)
    back_up(file)
    print(f"{file.relative_to(ROOT)} is written")


if __name__ == "__main__":
    fill() if sys.argv[1:] == ["fill"] else main()
