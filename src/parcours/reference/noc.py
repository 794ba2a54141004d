"""The National Occupational Classification, NOC 2021 Version 1.0 (CNP 2021)."""

from functools import cache

from parcours.engine.occupations.taxonomy import OccupationClass, Taxonomy
from parcours.reference.facts import rows

CLASSIFICATION = "NOC 2021 v1.0"


@cache
def load_taxonomy() -> Taxonomy:
    """Return the 822 classes that come with the package, read once."""
    return Taxonomy.of(
        OccupationClass(
            code=row["code"],
            teer=int(row["teer"]) if row["teer"] else None,
            title_en=row["title_en"],
            title_fr=row["title_fr"],
        )
        for row in rows("noc_2021")
    )
