"""T58: whatever a program saves a spreadsheet as, what is stored is what was typed."""

import csv
import io

import pytest
from django.db import transaction
from django_scopes import scope
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.people.imports.models import Origin
from parcours.people.models import Person
from tests import factories
from tests.people.imports.made import coordinator, imported

pytestmark = pytest.mark.django_db

HEADERS = (
    ("id", "first name", "last name", "email", "city"),
    ("No de dossier", "Prénom", "Nom", "Courriel", "Ville"),
)
# Words as people have them: of letters by chance nobody could tell which encoding they are in.
GIVEN = st.sampled_from(("Zoé", "François", "Noël", "Ana", "Hélène Marie", "Benoît"))
FAMILY = st.sampled_from(("Bélanger", "D’Amours", "O'Brien", 'Côté "Coco"', "Lefèvre; Roy", "García, père"))
CITY = st.sampled_from(
    ("Trois-Rivières", "Montréal", "Québec, QC", "Ottawa", "L’Assomption", "Lévis; Lauzon")
)
SAVED_AS = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))


@settings(max_examples=10)
@given(
    people=st.lists(st.tuples(GIVEN, FAMILY, CITY), min_size=1, max_size=5),
    header=st.sampled_from(HEADERS),
    encoding=SAVED_AS,
    delimiter=st.sampled_from((",", ";", "\t")),
    ending=st.sampled_from(("\n", "\r\n", "\r")),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_t58_what_was_typed_is_stored(
    people: list[tuple[str, str, str]],
    header: tuple[str, ...],
    encoding: str,
    delimiter: str,
    ending: str,
    quoting: int,
) -> None:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=delimiter, lineterminator=ending, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(header)
    writer.writerows(
        (f"E{number:03}", given_name, family, f"e{number}@example.org", city)
        for number, (given_name, family, city) in enumerate(people)
    )
    with transaction.atomic():
        ours = factories.organization()
        with scope(organization=ours):
            imported(coordinator(ours), sheet.getvalue().encode(encoding))
            stored = Person.objects.order_by("pk").values_list("given_name", "family_name", "city")
            ids = Origin.objects.order_by("pk").values_list("source_id", flat=True)
            assert (list(stored), list(ids)) == (people, [f"E{number:03}" for number in range(len(people))])
        transaction.set_rollback(True)


def test_t58_a_nul_is_left_out_of_what_is_stored() -> None:
    ours = factories.organization()
    with scope(organization=ours):
        imported(coordinator(ours), "id,name,city\nE1,Ana Roy,Ott\0awa\n")
        assert [person.city for person in Person.objects.all()] == ["Ottawa"]
