"""The rows of a list as a file that a spreadsheet program opens."""

import codecs
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django_scopes import get_scope

from parcours.accounts.actions.exports import one_at_a_time
from parcours.tables.write import Cell, Sheet, write_csv, write_xlsx

type Rows = Iterable[Sequence[Cell]]


def _csv(path: Path, name: str, head: Sequence[str], rows: Rows) -> bytes:
    write_csv(path, head, rows)
    return codecs.BOM_UTF8 + path.read_bytes()  # or Excel reads another encoding into it


def _xlsx(path: Path, name: str, head: Sequence[str], rows: Rows) -> bytes:
    write_xlsx(path, [Sheet(name, head, rows)])
    return path.read_bytes()


_WRITERS: dict[str, tuple[str, Callable[[Path, str, Sequence[str], Rows], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
KINDS = tuple(_WRITERS)


def download(kind: str, name: str, head: Sequence[str], rows: Rows) -> HttpResponse:
    """Return the rows as an attachment of ``kind`` (one of `KINDS`), called after the list and the day.

    Raises TooMany where the organization in scope takes as much as it may: others wait meanwhile.
    """
    content_type, write = _WRITERS[kind]
    here = get_scope().get("organization")
    with one_at_a_time(here) if here else nullcontext(), tempfile.TemporaryDirectory() as folder:
        content = write(Path(folder) / "list", name, head, rows)
    response = HttpResponse(content, content_type=content_type)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}-{day}.{kind}"'
    return response
