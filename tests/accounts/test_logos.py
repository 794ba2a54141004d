"""Logos: only a picture of our own drawing is kept, whatever was sent."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile, File
from PIL import Image, PngImagePlugin

from parcours.accounts import logos
from parcours.core.refusals import Refused

PLACE = "45.4215 N, 75.6972 W"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **options)
    return written.getvalue()


def kept(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(logos.as_png(ContentFile(data))))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        logos.as_png(ContentFile(data))
    return str(refused.value)


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be of this size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 10)
    parts = b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (head, data, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png(kind: str) -> None:
    drawn = kept(picture(kind))
    assert (drawn.format, drawn.size) == ("PNG", (40, 20))


def test_a_large_picture_is_made_to_fit() -> None:
    assert kept(picture(size=(2400, 600))).size == (480, 120)


def test_what_a_picture_says_beside_its_colours_goes() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("GPS", PLACE)
    sent = picture(pnginfo=said)
    assert (PLACE.encode() in sent, PLACE.encode() in logos.as_png(ContentFile(sent))) == (True, False)


def test_a_page_behind_a_picture_goes() -> None:
    sent = picture("JPEG") + b"<script>alert(1)</script>"
    assert b"script" not in logos.as_png(ContentFile(sent))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        b"<html>" + picture(),
        picture("GIF"),
        picture("BMP"),
        b"%PDF-1.7",
    ],
)
def test_what_is_no_png_jpeg_or_webp_is_refused(data: bytes) -> None:
    assert refusal(data) == "This is not a PNG, JPEG or WebP picture. Save the logo as one of these."


@pytest.mark.parametrize(
    "data", [picture()[:60], b"\x89PNG\r\n\x1a\n", b"RIFF1234AVI LIST", b"\xff\xd8\xff\xe0"]
)
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == "This picture cannot be read; the file may be damaged. Save it again."


@pytest.mark.parametrize("size", [(6_001, 1), (60_000, 1), (13_000, 13_000), (60_000, 60_000)])
def test_huge_dimensions_are_refused_before_anything_is_drawn(size: tuple[int, int]) -> None:
    words = "This picture is more than 6,000 pixels wide or high. Make it smaller and choose it again."
    assert refusal(png_that_says(*size)) == words


def test_a_large_file_is_not_read() -> None:
    class Unread(File[bytes]):
        size = logos.LARGEST + 1

        def read(self, *_args: object) -> bytes:
            raise AssertionError

    with pytest.raises(Refused) as refused:
        logos.as_png(Unread(io.BytesIO(b"")))
    assert str(refused.value) == "This picture is larger than 2 MB. Make it smaller and choose it again."
