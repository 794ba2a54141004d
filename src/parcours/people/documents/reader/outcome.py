"""What comes of reading a document."""

from dataclasses import dataclass, field


class Unwanted(Exception):
    """The document is one that is not kept; ``args[0]`` is a code of `documents.formats.refusal`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The text, and codes of `lists.Remark`; or why the document is refused. ``is_dead``: the child gave no answer."""

    text: str = ""
    remarks: list[str] = field(default_factory=list)
    refusal: str = ""
    is_dead: bool = False
