"""What a file is, told from its content; its name is never trusted."""

import mmap
import re
import stat
from pathlib import Path

from parcours.tables.findings import N_, Unreadable, cannot_open, unreadable
from parcours.tables.limits import FILE_BYTES

SAVE_AGAIN = N_("Open it in a spreadsheet program and save it as XLSX, ODS or CSV.")

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*"|\[\s*\[)')

# What people pick by mistake, by its first bytes.
_OTHERS = (
    (b"%PDF-", N_("This is a PDF file, not a spreadsheet.")),
    (b"\x89PNG", N_("This is a picture, not a spreadsheet.")),
    (b"\xff\xd8\xff", N_("This is a picture, not a spreadsheet.")),
    (b"GIF8", N_("This is a picture, not a spreadsheet.")),
    (b"{\\rtf", N_("This is a text document, not a spreadsheet.")),
    (b"\x1f\x8b", N_("This is a compressed file, not a spreadsheet.")),
    (b"7z\xbc\xaf", N_("This is a compressed file, not a spreadsheet.")),
    (b"Rar!", N_("This is a compressed file, not a spreadsheet.")),
    (b"PK\x05\x06", N_("This is an empty ZIP file, not a spreadsheet.")),
)


def is_package(path: Path, given: str) -> bool:
    """Return True for a ZIP package (XLSX or ODS, still to be looked into), False for what may be text.

    Raises Unreadable when the file cannot be opened, is empty or too large, or is plainly something else.
    """
    try:
        _check_size(path, given)
        with path.open("rb") as file:
            start = file.read(4096)
            if start.startswith(_OLE):
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                    raise _old_office(content, given)
    except OSError as problem:
        raise cannot_open(given, problem) from problem
    for magic, what in _OTHERS:
        if start.startswith(magic):
            raise unreadable(given, what, SAVE_AGAIN)
    _check_markup(start, given)
    _check_json(start, given)
    return start.startswith(ZIP)


def _check_size(path: Path, given: str) -> None:
    """Refuse what is not a file, is empty, or is too large, before it is opened."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise unreadable(given, N_("This is not a file."), N_("Give the name of a file."))
    size = status.st_size
    if size == 0:
        raise unreadable(given, N_("The file is empty."), N_("Save the spreadsheet again, with its rows."))
    if size > FILE_BYTES:
        raise unreadable(
            given,
            N_("The file is larger than {most} MB."),
            N_("Keep only the sheet and the columns that are needed."),
            most=FILE_BYTES // 1_000_000,
        )


def _check_markup(start: bytes, given: str) -> None:
    """Refuse a web page or other markup saved under a spreadsheet's name."""
    text = start.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if text.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"mime-version:")
    ):
        raise unreadable(
            given, N_("This is a web page saved under a spreadsheet’s name, not a spreadsheet."), SAVE_AGAIN
        )
    if text.startswith((b"<?xml", b"<!doctype")):
        raise unreadable(
            given, N_("This is an XML file, not a spreadsheet that can be read here."), SAVE_AGAIN
        )


def _check_json(start: bytes, given: str) -> None:
    """Refuse what a program wrote for another program."""
    if _JSON.match(start):
        raise unreadable(
            given,
            N_("This is a JSON file, not a spreadsheet."),
            N_("Save it as CSV, XLSX or ODS; nothing else is read here."),
        )


def _old_office(content: mmap.mmap, given: str) -> Unreadable:
    """Return the sentence for the container that Office used before 2007 and still uses for encrypted files."""
    if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
        return unreadable(
            given,
            N_("The file is protected by a password."),
            N_("Open it in a spreadsheet program and save a copy without the password."),
        )
    if content.find("Workbook".encode("utf-16-le")) >= 0 or content.find(b"B\0o\0o\0k\0\0\0") >= 0:
        return unreadable(given, N_("This is an XLS workbook, the format of before 2007."), SAVE_AGAIN)
    return unreadable(given, N_("This is an old Office document, not a spreadsheet."), SAVE_AGAIN)
