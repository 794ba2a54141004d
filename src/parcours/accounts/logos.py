"""Logos: whatever picture somebody sends, only one of our own making is kept."""

import io
import warnings

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from parcours.core.refusals import Refused

LARGEST = 2_000_000
"""Bytes that are read at all."""
WIDEST = 6_000
"""Pixels on a side that are decoded at all."""
KEPT = (480, 240)
"""Pixels that a logo is made to fit into."""

_FORMATS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "WEBP": b"RIFF"}


def as_png(file: File[bytes]) -> bytes:
    """Return the picture in ``file`` drawn anew as a small PNG: nothing else that it held is kept.

    Raises Refused, in words for whoever sent it, for what is too large, too wide, or no PNG, JPEG or WebP picture.
    """
    if file.size > LARGEST:
        raise Refused(_("This picture is larger than 2 MB. Make it smaller and choose it again."))
    data = file.read(LARGEST)
    kinds = [kind for kind, start in _FORMATS.items() if data.startswith(start)]
    if not kinds:
        raise Refused(_("This is not a PNG, JPEG or WebP picture. Save the logo as one of these."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=kinds) as picture:
                if max(picture.size) > WIDEST:
                    raise Refused(_too_wide())
                drawn = picture.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(_too_wide()) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise Refused(_("This picture cannot be read; the file may be damaged. Save it again.")) from fault
    drawn.thumbnail(KEPT)
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _too_wide() -> str:
    return _("This picture is more than 6,000 pixels wide or high. Make it smaller and choose it again.")
