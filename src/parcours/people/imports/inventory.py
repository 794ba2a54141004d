"""What is held about persons to know them again in a spreadsheet, and why (`core.inventory`)."""

from parcours.core.inventory import HASHED, Held

_NOBODY = ("nobody; the program itself",)

PERSONAL = (
    Held(
        "people_imports.origin",
        "person kind source_id",
        "to know the person again when the spreadsheet is imported again",
        _NOBODY,
        "with the person’s record",
    ),
    Held(
        "people_imports.origin",
        "said",
        "to see which cells of the spreadsheet have changed",
        _NOBODY,
        "with the person’s record",
        HASHED,
    ),
)

IMPERSONAL: dict[str, str] = {}
