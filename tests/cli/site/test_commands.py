"""The site's commands: what they do to an empty place, and what they say to a mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GIVEN = ["--organization", "Maison d’accueil", "--admin-email", "ida@example.org", "--admin-name", "Ida"]


def parcours(folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Run a command on a site in ``folder``; its exit code and what it printed on either stream."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PARCOURS_")}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    inherited |= {"PARCOURS_DATA": str(folder), "LANG": "C.UTF-8", **variables}
    done = subprocess.run(
        [sys.executable, "-m", "parcours", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=inherited,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_site_is_set_up_once(tmp_path: Path) -> None:
    code, out, err = parcours(tmp_path, "init", "--no-input", *GIVEN)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == (
        "Maison d’accueil is there, and ida@example.org runs it. Start the site with `parcours serve` and the "
        "background work with `parcours worker`."
    )
    assert parcours(tmp_path, "init", "--no-input", *GIVEN)[::2] == (
        2,
        "This site is set up already. `parcours check` says how it is.\n",
    )
    assert parcours(tmp_path, "upgrade")[:2] == (0, "The database is that of this version already.\n")


def test_a_further_organization_is_added_when_it_is_asked_for(tmp_path: Path) -> None:
    parcours(tmp_path, "init", "--no-input", *GIVEN)
    further = [
        "--organization",
        "City of Rivermouth",
        "--admin-email",
        "bo@example.org",
        "--admin-name",
        "Bo",
    ]
    assert parcours(tmp_path, "init", "--another", "--no-input", *further)[:2] == (
        0,
        "City of Rivermouth is there, and bo@example.org administers it.\n",
    )
    assert parcours(tmp_path, "init", "--another", "--no-input", *further)[::2] == (
        2,
        "There is an organization “city-of-rivermouth” already. Give another name with --slug.\n",
    )


def test_a_network_is_added_and_listed(tmp_path: Path) -> None:
    parcours(tmp_path, "init", "--no-input", *GIVEN)
    names = ["--name-en", "Lakeshore Partnership", "--name-fr", "Partenariat du lac"]
    assert parcours(tmp_path, "network", "add", *names)[:2] == (
        0,
        "Lakeshore Partnership is there. Organizations join it under Partners, Networks.\n",
    )
    assert parcours(tmp_path, "network", "list", "--lang", "fr")[1] == (
        "lakeshore-partnership\u00a0: Partenariat du lac. Membres\u00a0: aucun pour l’instant.\n"
    )


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        ([], "--organization is missing.\n"),
        ([*GIVEN, "--admin-email", "ida"], "“ida” is not an email address.\n"),
        ([*GIVEN, "--slug", "a b"], "“a b” cannot stand in an address. Use letters, digits and hyphens.\n"),
    ],
)
def test_what_is_missing_or_wrong_is_said(tmp_path: Path, flags: list[str], sentence: str) -> None:
    assert parcours(tmp_path, "init", "--no-input", *flags)[::2] == (2, sentence)


def test_a_site_without_a_database_is_not_served(tmp_path: Path) -> None:
    code, _out, err = parcours(tmp_path, "serve", "--lang", "fr")
    assert (code, err) == (
        2,
        (
            "La base de données n’est pas celle de cette version. Exécutez `parcours init` pour une nouvelle "
            "installation, ou `parcours upgrade` pour une plus ancienne.\n"
        ),
    )


def test_a_setting_that_makes_no_sense_is_refused_in_one_sentence(tmp_path: Path) -> None:
    code, _out, err = parcours(tmp_path, "check", PARCOURS_DEBUG="perhaps")
    assert (code, err) == (2, "PARCOURS_DEBUG is 'perhaps'. Set it to 1 or 0.\n")


def test_a_check_of_a_good_site_finds_nothing_to_act_on(tmp_path: Path) -> None:
    parcours(tmp_path, "init", "--no-input", *GIVEN)
    good = {"PARCOURS_URL": "https://parcours.example"}
    code, out, _err = parcours(tmp_path, "check", "--json", **good)
    acts = [row["about"] for row in json.loads(out) if row["grade"] == "act"]
    assert (code, acts) == (1, ["mail", "worker"])
