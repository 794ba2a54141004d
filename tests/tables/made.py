"""Files made by hand for the tests, as any program might have written them; and findings in words."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from parcours.core.language import speak
from parcours.reporting.findings import what_and_fix
from parcours.tables.findings import Finding, Refused

FILES = Path(__file__).parent / "files"
SAVED = FILES / "saved"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def said(findings: Iterable[Finding], language: str = "en") -> list[tuple[int | None, str | None, str]]:
    """Return row, column, and what is wrong, of each finding."""
    say = speak(language)
    return [(finding.row, finding.column, what_and_fix(finding, say)[0]) for finding in findings]


def sentence(refused: pytest.ExceptionInfo[Refused]) -> str:
    """Return what is wrong and how to put it right, of the only finding."""
    [finding] = refused.value.findings
    return " ".join(what_and_fix(finding, speak("en")))


def packed(path: Path, parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a ZIP file."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx_parts(
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    styles: str = "",
    workbook: str = "",
    states: Mapping[str, str] | None = None,
    main: str = MAIN,
) -> dict[str, str | bytes]:
    """Return the parts of a workbook; ``sheets`` gives what stands inside the worksheet element, by name."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}" state="{(states or {}).get(name, "visible")}"/>'
        for n, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_KINDS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Target="xl/workbook.xml"'
        f' Type="{_KINDS}/officeDocument"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_KINDS}">{workbook}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
        f'<Relationship Id="s" Type="{_KINDS}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="t" Type="{_KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="e" Type="{_KINDS}/externalLink" Target="http://x.ca/a.xlsx" TargetMode="External"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
    }
    for n, content in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{main}">{content}</worksheet>'
    return parts


def an_xlsx(
    path: Path, rows: str, after: str = "", *, strings: str = "", styles: str = "", workbook: str = ""
) -> Path:
    """Write a workbook of one sheet with these rows."""
    sheets = {"People": f"<sheetData>{rows}</sheetData>{after}"}
    return packed(path, xlsx_parts(sheets, strings=strings, styles=styles, workbook=workbook))


def text(value: str, place: str = "") -> str:
    """Return a cell of an XLSX sheet that holds its text itself."""
    return f'<c {f"r={place!r}" if place else ""} t="inlineStr"><is><t>{value}</t></is></c>'.replace("'", '"')


def an_ods(path: Path, tables: str, **parts: str) -> Path:
    """Write an ODS workbook with these tables."""
    names = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    extended = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content{names}{extended}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(path, {"mimetype": kind, "content.xml": content, **parts})


def ods_cell(value: str, more: str = "") -> str:
    """Return a text cell of an ODS sheet."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'
