"""Good and bad documents, made by code: small, and each wrong in one way."""

import io
import zipfile
from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(
    *lines: str, pages: int = 1, script: bool = False, password: str = "", attachment: bool = False
) -> bytes:
    """A PDF whose first page says ``lines``."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for number in range(pages):
        page = writer.add_blank_page(600, 800)
        if number == 0 and lines:
            content = DecodedStreamObject()
            words = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
            content.set_data(f"BT /F1 12 Tf 50 700 Td {words} ET".encode("latin-1"))
            page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - the only way to draw
            fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})  # noqa: SLF001
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if script:
        writer.add_open_action(JavaScript("app.alert(1);"))
    if attachment:
        writer.add_attachment("other.txt", b"another file")
    if password:
        writer.encrypt(password, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def long_pdf(pages: int) -> bytes:
    """A small PDF whose page tree names one page ``pages`` times."""
    kids = " ".join(["3 0 R"] * pages)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )
    made, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(made))
        made += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    trailer = (
        f"xref\n0 4\n0000000000 65535 f \n{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    )
    return made + trailer.encode()


def package(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A ZIP package of ``parts``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx_parts(*lines: str, main: str = DOCX_MAIN, body: str = "") -> dict[str, str | bytes]:
    """The parts of a DOCX document."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = body or f'<w:document xmlns:w="{_W}"><w:body>{paragraphs}</w:body></w:document>'
    return {"[Content_Types].xml": types, "word/document.xml": document}


def docx(*lines: str, main: str = DOCX_MAIN, body: str = "", **more: str | bytes) -> bytes:
    """A DOCX document, with ``more`` parts."""
    return package({**docx_parts(*lines, main=main, body=body), **more})


def odt(*lines: str, mimetype: str = "application/vnd.oasis.opendocument.text", **more: str | bytes) -> bytes:
    """An ODT document, with ``more`` parts."""
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    paragraphs = "".join(f"<t:p>{line}</t:p>" for line in lines)
    return package({"mimetype": mimetype, "content.xml": f'<c xmlns:t="{text}">{paragraphs}</c>', **more})


def macro_docm() -> bytes:
    """A Word document with macros."""
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return package({**docx_parts("Hello", main=main), "word/vbaProject.bin": b"macro"})


def bomb() -> bytes:
    """A small DOCX that says, truly, that it unpacks to 200 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in docx_parts("Hello").items():
            archive.writestr(name, content)
        with archive.open("word/media/image1.png", "w") as image:
            for _ in range(200):
                image.write(bytes(1_000_000))
    return made.getvalue()


def lying_bomb() -> bytes:
    """A DOCX whose text unpacks to 60 MB, and whose directory and header say 1,000 bytes."""
    body = b"<w>" + b" " * 60_000_000 + b"</w>"
    made = bytearray(package({**docx_parts(), "word/document.xml": body}))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = made.index(signature)
        while made[start : start + 200].find(b"word/document.xml") not in range(20, 60):
            start = made.index(signature, start + 4)
        made[start + at : start + at + 4] = (1000).to_bytes(4, "little")
    return bytes(made)


_GROWING = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
ENTITY_BOMB = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{_GROWING}]><d>&j;</d>'
OUTSIDE_ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
