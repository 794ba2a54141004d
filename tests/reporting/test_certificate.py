"""The certificate: one tagged page in both languages, with its check link."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.base import ContentFile
from django_scopes import scope
from PIL import Image
from pytest_django.fixtures import Settings

from parcours.accounts.logos import as_png
from parcours.outcomes.actions.certifying import check_address
from parcours.outcomes.queries import closing
from parcours.reporting.certificate import certificate
from tests.outcomes import made

pytestmark = pytest.mark.django_db


def test_it_says_who_did_what_in_both_languages_and_where_to_check_it() -> None:
    row = made.over(made.running(made.cohort(), given_name="Noor", family_name="Haddad", language="fr"))
    number = made.certified(row)["mentee"].pk
    with scope(organization=row.organization):
        found = closing(number)
        assert found is not None
        file: Any = pypdf.PdfReader(io.BytesIO(certificate(found)))
        address = check_address(found)
    text = file.pages[0].extract_text()
    said = [words in text for words in ("Noor Haddad", "La présente atteste que", "This is to certify that")]
    links = {one.get_object()["/A"]["/URI"] for one in file.pages[0]["/Annots"]}
    assert (len(file.pages), said, links, file.trailer["/Root"]["/Lang"]) == (1, [True] * 3, {address}, "fr")


def test_the_logo_of_the_organization_stands_on_it(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = made.over(made.running(made.cohort()))
    number = made.certified(row)["mentor"].pk
    drawn = io.BytesIO()
    Image.new("RGB", (480, 240), "#0f6b6b").save(drawn, "PNG")
    with scope(organization=row.organization):
        found = closing(number)
        assert found is not None
        found.organization.logo.save("logo.png", ContentFile(as_png(ContentFile(drawn.getvalue()))))
        file = pypdf.PdfReader(io.BytesIO(certificate(found)))
    assert [one.image.size for one in file.pages[0].images if one.image] == [(480, 240)]
