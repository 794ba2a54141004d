"""The site's commands: what they do to an empty place, and what they say to a mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parcours.accounts.models import Organization
from parcours.cli.main import main
from tests import factories

pytestmark = pytest.mark.slow

GIVEN = ["--organization", "Maison d’accueil", "--admin-email", "ida@example.org", "--admin-name", "Ida"]


def parcours(folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Run a command on a site in ``folder``; its exit code and what it printed on either stream."""
    ours = ("PARCOURS_", "DJANGO_")  # tests in a browser set one of Django's in this process
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
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


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, str, str]]:
    """The folder of a site that is set up, and what was said about that."""
    folder = tmp_path_factory.mktemp("around") / "site"
    return folder, parcours(folder, "init", "--no-input", *GIVEN)


def test_a_site_is_set_up_once(set_up: tuple[Path, tuple[int, str, str]]) -> None:
    site, (code, out, err) = set_up
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == (
        "Maison d’accueil is there, and ida@example.org runs it. Start the site with `parcours serve` and the "
        "background work with `parcours worker`."
    )
    assert parcours(site, "init", "--no-input", *GIVEN)[::2] == (
        2,
        "This site is set up already. `parcours check` says how it is.\n",
    )
    assert parcours(site, "upgrade")[:2] == (0, "The database is that of this version already.\n")


def test_other_users_of_the_computer_read_nothing_of_it(set_up: tuple[Path, tuple[int, str, str]]) -> None:
    site, _said = set_up
    open_to_others = [path for path in (site, *site.rglob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []


@pytest.mark.django_db
def test_a_further_organization_is_added_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    factories.organization("north")
    further = [
        "--organization",
        "City of Rivermouth",
        "--admin-email",
        "bo@example.org",
        "--admin-name",
        "Bo",
    ]
    assert main(["init", "--another", "--no-input", "--lang", "en", *further]) == 0
    assert main(["init", "--another", "--no-input", "--lang", "en", *further]) == 2
    assert capsys.readouterr() == (
        "City of Rivermouth is there, and bo@example.org administers it.\n",
        "There is an organization “city-of-rivermouth” already. Give another name with --slug.\n",
    )


@pytest.mark.django_db
def test_a_network_is_added_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["--name-en", "Lakeshore Partnership", "--name-fr", "Partenariat du lac"]
    assert main(["network", "add", "--lang", "en", *names]) == 0
    assert main(["network", "list", "--lang", "fr"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Lakeshore Partnership is there. Organizations join it under Partners, Networks.",
        "lakeshore-partnership\u00a0: Partenariat du lac. Membres\u00a0: aucun pour l’instant.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        ([], "--organization is missing.\n"),
        ([*GIVEN, "--admin-email", "ida"], "“ida” is not an email address.\n"),
        ([*GIVEN, "--slug", "a b"], "“a b” cannot stand in an address. Use letters, digits and hyphens.\n"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    capsys: pytest.CaptureFixture[str], flags: list[str], sentence: str
) -> None:
    assert main(["init", "--no-input", "--lang", "en", *flags]) == 2
    assert (capsys.readouterr().err, Organization.objects.count()) == (sentence, 0)


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


def test_a_check_of_a_good_site_finds_nothing_to_act_on(set_up: tuple[Path, object]) -> None:
    site, _said = set_up
    good = {"PARCOURS_URL": "https://parcours.example"}
    code, out, _err = parcours(site, "check", "--json", **good)
    acts = [row["about"] for row in json.loads(out) if row["grade"] == "act"]
    assert (code, acts) == (1, ["mail", "worker"])
